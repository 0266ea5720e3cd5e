"""Builtin types by their names in the module cython, as values and as types."""

cimport cython

made = cython.set


def values():
    """
    >>> values()
    (True, True, True, {1, 2}, [], True)
    """
    return (cython.set is set, cython.frozenset is frozenset, made is set, cython.set([1, 2]),
            cython.list(), isinstance({}, cython.dict))


def types(x):
    """
    >>> types([1])
    ('list object', [1])
    >>> types((1,))
    Traceback (most recent call last):
    TypeError: Expected list, got tuple
    """
    y = cython.cast(cython.list, x, typecheck=True)
    return cython.typeof(y), y
