# cython: language_level=3
"""A C value that is returned where the GIL is released becomes an object after it is held again."""
from cython.parallel import prange
from libc.stdint cimport int64_t

cdef struct Pair:
    int64_t a
    double b


cdef int64_t large(int64_t number) noexcept nogil:
    return number * 1_000_000


cdef Pair pair(int64_t number) noexcept nogil:
    cdef Pair result
    result.a = large(number)
    result.b = 2.5
    return result


cdef const char *letters() noexcept nogil:
    return "abcd"


def integer(int64_t number):
    """
    >>> integer(7), integer(0)
    (7000000, 0.5)
    """
    with nogil:
        if number:
            return large(number)
        return 0.5


def through_finally(int64_t number):
    """
    >>> through_finally(3)
    3000000
    """
    cdef int64_t value
    with nogil:
        value = large(number)
        try:
            return value
        finally:
            value = 0


def conditional(int64_t number, bint keeps):
    """
    >>> conditional(3, True), conditional(3, False)
    (3000000, 3000000)
    """
    with nogil(True):
        with gil:
            if keeps:
                return large(number)
        return large(number)


def struct_value():
    """
    >>> struct_value()
    {'a': 5000000, 'b': 2.5}
    """
    with nogil:
        return pair(5)


def text():
    """
    >>> text()
    b'abcd'
    """
    with nogil:
        return letters()


cdef str character(Py_UCS4 c):
    with nogil:
        return c


def a_str():
    """
    >>> a_str()
    'x'
    """
    return character('x')


def part(double[:] view):
    """
    >>> from array import array
    >>> list(part(array('d', [1, 2, 3])))
    [1.0, 2.0]
    """
    with nogil:
        return view[:2]


def array_value():
    """
    >>> array_value()
    [70000, 2, 3]
    """
    cdef int[3] numbers
    numbers[:] = [70000, 2, 3]
    with nogil:
        return numbers


def generator(int64_t number):
    """
    >>> steps = generator(4)
    >>> next(steps)
    1
    >>> next(steps)
    Traceback (most recent call last):
    StopIteration: 4000000
    """
    yield 1
    with nogil:
        return large(number)


def parallel(int64_t number):
    """
    >>> parallel(500), parallel(5)
    (70000000, None)
    """
    cdef int64_t i
    for i in prange(number, nogil=True):
        if i == 70:
            return large(i)


def not_a_character(unsigned int code, list steps):
    """
    What cannot be converted is an exception of the statement, which an enclosing `try` sees, once:

    >>> not_a_character(97, []), not_a_character(98, [])
    (('a', []), ('b', []))
    >>> not_a_character(0x110000, [])
    (None, ['handler', 'finally'])
    """
    try:
        result = converted(code, steps)
    except KeyError:
        return 'never'
    return result, steps


cdef object converted(unsigned int code, list steps):
    try:
        try:
            with nogil:
                return <Py_UCS4> code
        except ValueError:
            steps.append('handler')
    finally:
        if code > 1000:
            steps.append('finally')


def finally_returns(int64_t number):
    """
    >>> finally_returns(3)
    'finally'
    """
    try:
        with nogil:
            return large(number)
    finally:
        return 'finally'


def finally_runs(int64_t number, list steps):
    """
    >>> steps = []
    >>> finally_runs(3, steps), steps
    (3000000, ['with', 'finally'])
    """
    try:
        with Manager(steps):
            with nogil:
                return large(number)
    finally:
        steps.append('finally')


class Manager:
    def __init__(self, steps):
        self.steps = steps

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.steps.append('with')
