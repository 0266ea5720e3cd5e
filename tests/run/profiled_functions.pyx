# cython: profile=True
"""What profilers see of functions with the directive `profile`: each call once, however it is made.

What tracers see is in traced_lines.py and traced_lines_typed.pyx.
"""

cimport cython
import sys


def profile(function, *arguments):
    """Call it and count the calls of functions that a profiler is told of: by name and line."""
    counts = {}
    open_calls = []

    def tell(frame, event, argument):
        code = frame.f_code
        if event == "call":
            open_calls.append(code)
            counts[code.co_name] = counts.get(code.co_name, 0) + 1
        elif event == "return":
            assert open_calls.pop() is code, code

    sys.setprofile(tell)
    try:
        function(*arguments)
    finally:
        sys.setprofile(None)
    assert not open_calls, open_calls
    return counts


def plain(a):
    return a

cdef long c_function(long a):
    return a

cpdef long both(long a):
    return a

cdef inline double halves(double a):
    return a

cdef int fails(int a) except -1:
    raise ValueError(a)

cdef int reports(int a) noexcept:
    return a

cdef int takes_gil(int a) with gil:
    return a

cdef int without_gil(int a) noexcept nogil:
    return a

@cython.profile(False)
def hidden(a):
    return c_hidden(a)

@cython.profile(False)
cdef c_hidden(a):
    return a

cdef struct Pair:
    int first
    double second

cdef Pair make_pair(int first):
    return Pair(first, 0.5)

cdef void nothing(int *where):
    where[0] = 1


def calls():
    """
    >>> profile(calls)
    {'calls': 1, 'plain': 1, 'c_function': 1, 'both': 2, 'halves': 1, 'fails': 1, 'reports': 1, 'takes_gil': 1, 'make_pair': 1, 'nothing': 1}
    """
    cdef int where = 0
    plain(1)
    c_function(1)
    both(1)
    (<object>both)(1)
    halves(1)
    try:
        fails(1)
    except ValueError:
        pass
    reports(1)
    takes_gil(1)
    without_gil(1)
    hidden(1)
    make_pair(1)
    nothing(&where)


cdef class Counter:
    cdef public int value

    def __cinit__(self):
        self.value = 1

    def __add__(self, other):
        return self.value

    @property
    def double(self):
        return 2 * self.value

    cdef c_method(self):
        return self.value

    cpdef both(self):
        return self.c_method()

    @staticmethod
    def create():
        return Counter()

    @cython.profile(False)
    def hidden(self):
        return 0


class Overrides(Counter):
    def both(self):
        return 5


def methods():
    """
    >>> profile(methods)
    {'methods': 1, 'create': 1, '__cinit__': 2, '__add__': 1, 'double': 1, 'both': 3, 'c_method': 2}
    """
    cdef Counter counter = Counter.create()
    counter + 1
    counter.double
    counter.both()
    (<object>counter).both()
    counter = Overrides()
    counter.both()
    counter.hidden()


def generator(count):
    for i in range(count):
        yield i


async def coroutine():
    return [x for x in generator(1)]


def generators():
    """A generator is called each time that it goes on.

    >>> profile(generators)
    {'generators': 1, 'generator': 5, 'genexpr': 4, 'coroutine': 1}
    """
    list(generator(2))
    sum(x for x in (1, 2, 3))
    awaited = coroutine()
    try:
        awaited.send(None)
    except StopIteration:
        pass


def inner_functions():
    """
    >>> profile(inner_functions)
    {'inner_functions': 1, 'inner': 2, '<lambda>': 1}
    """
    def inner(value):
        return value + base
    base = 1
    inner(1)
    inner(1)
    (lambda: base)()


cdef fused number:
    int
    double

cdef number twice(number value):
    return 2 * value


def fused_functions():
    """
    >>> profile(fused_functions)
    {'fused_functions': 1, 'twice': 2}
    """
    twice(1)
    twice(1.0)


def values():
    """What is returned is told as an object, None where there is none for it.

    >>> values()
    plain 1
    c_function 1
    halves 1.5
    fails None
    make_pair None
    """
    def tell(frame, event, argument):
        if event == "return":
            print(frame.f_code.co_name, argument)
    sys.setprofile(tell)
    try:
        plain(1)
        c_function(1)
        halves(1.5)
        try:
            fails(1)
        except ValueError:
            pass
        make_pair(1)
    finally:
        sys.setprofile(None)


def lines_are_not_told():
    """Tracers see lines with `linetrace` alone.

    >>> events = []
    >>> sys.settrace(lambda frame, event, argument: events.append(event))
    >>> plain(1)
    1
    >>> sys.settrace(None)
    >>> set(events)
    {'call'}
    """


def profiler_fails(event):
    """
    >>> profiler_fails("call")
    1: LookupError('profiler') True
    >>> profiler_fails("return")
    1: LookupError('profiler') True
    """
    def tell(frame, what, argument):
        if what == event and frame.f_code.co_name == "plain":
            raise LookupError("profiler")
    sys.setprofile(tell)
    try:
        plain(1)
    except LookupError as error:
        print(f"1: {error!r} {sys.getprofile() is None}")
    finally:
        sys.setprofile(None)
