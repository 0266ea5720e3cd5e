"""What is said of wrong arguments in Cython's language, and of None in the place of a container."""


def three(a, b, c):
    """What is given counts up to the first argument that is missing.

    >>> three(a=1, b=2)
    Traceback (most recent call last):
    TypeError: three() takes exactly 3 positional arguments (2 given)
    >>> three(b=2, c=2)
    Traceback (most recent call last):
    TypeError: three() takes exactly 3 positional arguments (0 given)
    >>> three(1, c=2)
    Traceback (most recent call last):
    TypeError: three() takes exactly 3 positional arguments (1 given)
    >>> three(1, 2, 3, 4)
    Traceback (most recent call last):
    TypeError: three() takes exactly 3 positional arguments (4 given)
    """


def positional(a, b, /, c=1):
    """
    >>> positional(1, 2, a=2)
    Traceback (most recent call last):
    TypeError: positional() got an unexpected keyword argument 'a'
    >>> positional(1, b=2, c=3)
    Traceback (most recent call last):
    TypeError: positional() takes at least 2 positional arguments (1 given)
    >>> positional(1, 2, 3, c=4)
    Traceback (most recent call last):
    TypeError: positional() got multiple values for keyword argument 'c'
    """


def by_position(a, b, /):
    """
    >>> by_position(a=1, b=2)
    Traceback (most recent call last):
    TypeError: by_position() got an unexpected keyword argument 'a'
    """


def one(a, /):
    """
    >>> one(1, a=1)
    Traceback (most recent call last):
    TypeError: one() takes no keyword arguments
    """


def contained(x, dict names, set items, frozenset frozen, list values):
    """
    >>> contained(1, {1: 1}, {2}, frozenset({1}), [1])
    (True, False, True, True)
    >>> contained(1, None, {2}, frozenset({1}), [1])
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    >>> contained(1, {}, None, frozenset({1}), [1])
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    >>> contained(1, {}, {2}, None, [1])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: argument of type 'NoneType' is not ...
    """
    return x in names, x in items, x in frozen, x not in [2] and x in values


def power():
    """
    >>> power()
    (0.125, 0.1, 8)
    """
    return 2 ** -3, 10 ** (1 - 2), 2 ** 3


def converted_first(str a, double b, str c=None):
    """All arguments are converted to C before the types of objects are looked at.

    >>> converted_first(1, "x")
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> converted_first(1, 1, 1)
    Traceback (most recent call last):
    TypeError: Argument 'a' has incorrect type (expected str, got int)
    >>> converted_first("a", 1, 1)
    Traceback (most recent call last):
    TypeError: Argument 'c' has incorrect type (expected str, got int)
    """


def none_checked_last(a not None, double[:] v not None, str b, int n):
    """
    >>> none_checked_last(None, None, 1, "x")
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> none_checked_last(None, 1, 1, 1)
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'int'
    >>> none_checked_last(1, None, 1, 1)
    Traceback (most recent call last):
    TypeError: Argument 'v' must not be None
    """


cdef class Converted:
    """
    >>> Converted(1, "x")
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> Converted("a", 1)[2] = "x"
    Traceback (most recent call last):
    TypeError: must be real number, not str
    """
    def __init__(self, str a, double b):
        pass

    def __setitem__(self, str a, double b):
        pass


def constructed(a, b):
    """
    >>> constructed(1, "x")
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> constructed(1, 1)
    Traceback (most recent call last):
    TypeError: Argument 'a' has incorrect type (expected str, got int)
    """
    return Converted(a, b)
