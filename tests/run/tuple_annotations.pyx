"""Annotations that are tuples of types declare nothing, those that are tuple[...] C tuples."""

cimport cython


def untyped(a: (cython.int, cython.int), b: (int, int)):
    """
    >>> untyped([1, 2], [3])
    ([1, 2, 3], 'Python object')
    """
    result: (cython.int, cython.int) = a + b
    return result, cython.typeof(a)


def typed(a: tuple[cython.int, cython.double]):
    """
    >>> typed([1, 2])
    ((1, 2.0), '(int, double)')
    """
    return a, cython.typeof(a)


def optional(a: tuple[cython.int, cython.double] | None, b: tuple[cython.int, ...], c: tuple[int, float]):
    """What is no C tuple is Python's.

    >>> optional(None, (1, 2, 3), (1, 2.0))
    (None, 'tuple object', 'tuple[int,...] object', 'tuple[int object,double] object')
    """
    return a, cython.typeof(a), cython.typeof(b), cython.typeof(c)


@cython.locals(pair=(int, double))
def declared(x):
    """
    >>> declared([1, 2])
    ((1, 2.0), '(int, double)')
    """
    pair = x
    return pair, cython.typeof(pair)
