"""cdef and cpdef functions: results, exceptions, defaults, recursion."""

cimport cython


cdef int square(int x):
    return x * x


cdef int checked(int x) except -1:
    if x < 0:
        raise ValueError('negative')
    return x


cdef int maybe(int x) except? -1:
    if x == 7:
        raise KeyError(x)
    return x - 8


cdef double always(double x) except *:
    if x > 100:
        raise OverflowError('large')
    return x


cdef int silent(int x) noexcept:
    return x + 1


cdef void nothing(list log, int x) except *:
    if x == 0:
        raise ZeroDivisionError('zero')
    log.append(x)


cdef object as_object(x):
    return [x]


cdef list typed_result(int n):
    return list(range(n))


cdef int with_defaults(int a, int b=10, int c=100):
    return a + b + c


cdef untyped(x, y=None):
    return x, y


cpdef int both(int a, int b=2):
    """
    >>> both(3), both(3, 4), both(a=1, b=1)
    (6, 12, 1)
    >>> both('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    return a * b


cdef long fibonacci(int n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


cdef bint is_even(int n):
    return n == 0 or is_odd(n - 1)


cdef bint is_odd(int n):
    return n != 0 and is_even(n - 1)


def call_square(x):
    """
    >>> call_square(5)
    25
    >>> call_square('5')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    return square(x)


def call_checked(x):
    """
    >>> call_checked(3)
    3
    >>> call_checked(-3)
    Traceback (most recent call last):
    ValueError: negative
    """
    return checked(x)


def call_maybe(x):
    """
    >>> call_maybe(5), call_maybe(8)
    (-3, 0)
    >>> call_maybe(7)
    Traceback (most recent call last):
    KeyError: 7
    """
    return maybe(x)


def minus_one_is_a_value():
    """
    >>> minus_one_is_a_value()
    -1
    """
    cdef int value = 7
    value = maybe(value + 0 if value != 7 else 7 - 0 if False else 15)
    return value - 8


def call_always(x):
    """
    >>> call_always(2.5)
    2.5
    >>> call_always(101)
    Traceback (most recent call last):
    OverflowError: large
    """
    return always(x)


def call_nothing(x):
    """
    >>> call_nothing(4)
    ([4], None)
    >>> call_nothing(0)
    Traceback (most recent call last):
    ZeroDivisionError: zero
    """
    log = []
    result = nothing(log, x)
    return log, result


def call_others(x):
    """
    >>> call_others(3)
    (4, [3], [0, 1, 2])
    """
    return silent(x), as_object(x), typed_result(x)


def call_defaults():
    """
    >>> call_defaults()
    (111, 103, 6, (1, None), (1, 2))
    """
    return with_defaults(1), with_defaults(1, 2), with_defaults(1, 2, 3), untyped(1), untyped(1, 2)


def recursion():
    """
    >>> recursion()
    (6765, True, False)
    """
    return fibonacci(20), is_even(10), is_even(7)


def caught(x):
    """
    >>> caught(-1), caught(1)
    ('negative', 1)
    """
    try:
        return checked(x)
    except ValueError as error:
        return str(error)


cdef int counter = 0
cdef object cache = {}
cdef double[3] table = [1.0, 2.0, 3.0]


def count(step=1):
    """
    >>> count(), count(5), count(-6)
    (1, 6, 0)
    """
    global counter
    counter += step
    return counter


def remember(key, value):
    """
    >>> remember('a', 1), remember('b', 2)
    (1, 2)
    """
    cache[key] = value
    return len(cache)


def module_array(int i):
    """
    >>> module_array(1)
    2.0
    """
    return table[i]


@cython.locals(x=double, y=cython.int, inner=cython.short)
cdef typed_by_decorator(x, y=2):
    inner = 2**16 + 1
    return x / y, inner


def by_decorator():
    """
    >>> by_decorator()
    ((1.5, 1), (0.25, 1))
    """
    return typed_by_decorator(3), typed_by_decorator(1, 4)
