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


cdef struct Pair:
    int a


def arrays():
    """
    >>> arrays()
    ['int [3]', 'int [2][3]', 'int *[4]', 'int (*)[3]', 'Pair [2]', 'int *(*)[4]', 'int [3]']
    """
    cdef int a[3]
    cdef int b[2][3]
    cdef int *c[4]
    cdef Pair d[2]
    return [cython.typeof(a), cython.typeof(b), cython.typeof(c), cython.typeof(&a),
            cython.typeof(d), cython.typeof(&c), cython.typeof(b[0])]


def written_tuples(x, int i, double d, bint chosen):
    """
    >>> written_tuples('x', 1, 0.5, False)
    (['tuple[int,Python object] object', 'tuple object', 'tuple[int,list object] object', 'tuple object'], (1, 'x'), (1, 0.5), 1, 'int', 'x', 'Python object', 2)
    """
    mixed = (i, x)
    numbers = (i, d)
    other = (i, [d])
    several = (i, x)
    if chosen:
        several = (x, i)
    joined = mixed + other
    assert cython.typeof(joined) == "tuple object" and len(joined) == 4
    assert [item for item in mixed] == [i, x]
    first, second = mixed
    assert first == i and second is x and mixed[1:] == (x,)
    return ([cython.typeof(mixed), cython.typeof(numbers), cython.typeof(other),
             cython.typeof(several)], several, numbers, mixed[0], cython.typeof(mixed[0]), mixed[1],
            cython.typeof(mixed[1]), mixed[0] + 1)


@cython.infer_types(True)
def written_c_tuples(x, int i, double d):
    """
    >>> written_c_tuples('x', 1, 0.5)
    ('(int, double)', (1, 0.5), 1.5, 'tuple[int,Python object] object', '(long, (int, double))')
    """
    numbers = (i, d)
    mixed = (i, x)
    nested = (2, numbers)
    return (cython.typeof(numbers), numbers, numbers[0] + numbers[1], cython.typeof(mixed),
            cython.typeof(nested))


def kept_tuple(x):
    """
    >>> kept_tuple([]) is not None
    True
    """
    pair = (1, x)

    def inner():
        return pair

    assert inner() is pair
    pair = None
    return inner() is None
