# cython: linetrace=True
# distutils: define_macros=CYTHON_TRACE_NOGIL=1
"""What tracers are told of typed code: variables of C types as objects, code without the GIL."""

cimport cython
import sys


@cython.linetrace(False)
def trace(function, *arguments):
    """Call it and print the events of this module's functions with their variables."""
    def tell(frame, event, argument):
        if frame.f_globals is not globals():
            return tell
        line = frame.f_lineno - frame.f_code.co_firstlineno
        variables = [f"{name}={getattr(value, '__name__', value)!r}" for name, value in frame.f_locals.items()]
        print(event, frame.f_code.co_name, line, *variables)
        return tell
    sys.settrace(tell)
    try:
        result = function(*arguments)
    finally:
        sys.settrace(None)
    return result


cdef enum Color:
    RED = 3

cdef struct Pair:
    int first

cdef class Node:
    cdef int value
    def __repr__(self):
        return "Node"


def typed(int a, unsigned long long b, double c, bint d, float e=0.5):
    cdef signed char small = -3
    cdef Color color = RED
    cdef Node node = Node()
    cdef Pair pair
    cdef int *where = &pair.first
    cdef list items = [a]
    where[0] = a
    a = 10
    del items
    return pair.first


def counts(int n):
    total = 0
    for i in range(n):
        total = total + i * 1.5
    return total


cdef int add_nogil(int a, int b) except -1 nogil:
    x = a + b
    if x == 0:
        with gil:
            raise ValueError("zero")
    return x


cdef int square(int a) noexcept nogil:
    return a * a


def without_gil(int a):
    cdef int z
    with nogil:
        z = add_nogil(a, 1)
        z += square(a)
    return z


cpdef int both(int a):
    return a + 1


def captured():
    cdef int number = 1
    cdef Node node = Node()
    def inner():
        return number, node
    return inner()


def generator(int n):
    cdef int i
    for i in range(n):
        yield i


@cython.linetrace(False)
def unseen():
    return both(1)


def calls():
    """
    >>> trace(typed, -1, 2 ** 64 - 1, 1.5, True)
    call typed 0 a=-1 b=18446744073709551615 c=1.5 d=True e=0.5 small=0 color=0
    line typed 1 a=-1 b=18446744073709551615 c=1.5 d=True e=0.5 small=0 color=0
    line typed 2 a=-1 b=18446744073709551615 c=1.5 d=True e=0.5 small=-3 color=0
    line typed 3 a=-1 b=18446744073709551615 c=1.5 d=True e=0.5 small=-3 color=3
    line typed 5 a=-1 b=18446744073709551615 c=1.5 d=True e=0.5 small=-3 color=3 node=Node
    line typed 6 a=-1 b=18446744073709551615 c=1.5 d=True e=0.5 small=-3 color=3 node=Node
    line typed 7 a=-1 b=18446744073709551615 c=1.5 d=True e=0.5 small=-3 color=3 node=Node items=[-1]
    line typed 8 a=-1 b=18446744073709551615 c=1.5 d=True e=0.5 small=-3 color=3 node=Node items=[-1]
    line typed 9 a=10 b=18446744073709551615 c=1.5 d=True e=0.5 small=-3 color=3 node=Node items=[-1]
    line typed 10 a=10 b=18446744073709551615 c=1.5 d=True e=0.5 small=-3 color=3 node=Node
    return typed 10 a=10 b=18446744073709551615 c=1.5 d=True e=0.5 small=-3 color=3 node=Node
    -1
    >>> trace(counts, 2)
    call counts 0 n=2
    line counts 1 n=2
    line counts 2 n=2 total=0
    line counts 3 n=2 total=0 i=0
    line counts 2 n=2 total=0.0 i=0
    line counts 3 n=2 total=0.0 i=1
    line counts 2 n=2 total=1.5 i=1
    line counts 4 n=2 total=1.5 i=1
    return counts 4 n=2 total=1.5 i=1
    1.5
    >>> trace(without_gil, 2)
    call without_gil 0 a=2 z=0
    line without_gil 2 a=2 z=0
    line without_gil 3 a=2 z=0
    call add_nogil 0 a=2 b=1 x=0
    line add_nogil 1 a=2 b=1 x=0
    line add_nogil 2 a=2 b=1 x=3
    line add_nogil 5 a=2 b=1 x=3
    return add_nogil 5 a=2 b=1 x=3
    line without_gil 4 a=2 z=3
    call square 0 a=2
    line square 1 a=2
    return square 1 a=2
    line without_gil 2 a=2 z=7
    line without_gil 5 a=2 z=7
    return without_gil 5 a=2 z=7
    7
    >>> trace(both, 2)
    call both 0 a=2
    line both 1 a=2
    return both 1 a=2
    3
    >>> trace(captured)
    call captured 0
    line captured 1
    line captured 2
    line captured 3 node=Node
    line captured 5 node=Node inner='inner'
    call inner 0 node=Node
    line inner 1 node=Node
    return inner 1 node=Node
    return captured 5 node=Node inner='inner'
    (1, Node)
    >>> trace(list, generator(1))
    call generator 0 n=1 i=0
    line generator 2 n=1 i=0
    line generator 3 n=1 i=0
    return generator 3 n=1 i=0
    call generator 3 n=1 i=0
    line generator 2 n=1 i=0
    return generator 2 n=1 i=0
    [0]
    >>> trace(unseen)
    call both 0 a=1
    line both 1 a=1
    return both 1 a=1
    2
    """


def raises(int a):
    try:
        return without_gil(a)
    except ValueError as error:
        return str(error)


def exceptions():
    """
    >>> trace(raises, -1)
    call raises 0 a=-1
    line raises 1 a=-1
    line raises 2 a=-1
    call without_gil 0 a=-1 z=0
    line without_gil 2 a=-1 z=0
    line without_gil 3 a=-1 z=0
    call add_nogil 0 a=-1 b=1 x=0
    line add_nogil 1 a=-1 b=1 x=0
    line add_nogil 2 a=-1 b=1 x=0
    line add_nogil 3 a=-1 b=1 x=0
    line add_nogil 4 a=-1 b=1 x=0
    return add_nogil 4 a=-1 b=1 x=0
    return without_gil 3 a=-1 z=0
    line raises 3 a=-1
    line raises 4 a=-1 error=ValueError('zero')
    return raises 4 a=-1
    'zero'
    """


@cython.linetrace(False)
def fail_at(name, event, function, *arguments):
    """The tracer raises at an event of a function."""
    def tell(frame, what, argument):
        if frame.f_code.co_name == name and what == event:
            raise LookupError(f"{name} {event}")
        return tell
    sys.settrace(tell)
    try:
        return function(*arguments)
    except LookupError as error:
        return error
    finally:
        sys.settrace(None)


def failing_tracers():
    """
    >>> fail_at("add_nogil", "call", without_gil, 2)
    LookupError('add_nogil call')
    >>> fail_at("add_nogil", "line", without_gil, 2)
    LookupError('add_nogil line')
    >>> fail_at("add_nogil", "return", without_gil, 2)
    LookupError('add_nogil return')
    >>> fail_at("without_gil", "line", without_gil, 2)
    LookupError('without_gil line')
    >>> fail_at("both", "return", both, 2)
    LookupError('both return')
    >>> fail_at("generator", "return", list, generator(2))
    LookupError('generator return')
    """
