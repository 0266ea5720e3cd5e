# cython: language_level=3
# What only a C header knows: values of enum items, lengths of arrays, exception values.

cdef extern from *:
    """
    #define HC_LENGTH 7
    enum { HC_NEGATIVE = -22, HC_FLAG = 0x40, HC_ROWS = 2 };
    """
    enum:
        HC_LENGTH
        HC_NEGATIVE
        HC_FLAG
        HC_ROWS


cdef enum Item:
    FIRST = HC_NEGATIVE
    CAST = <int>-1
    SUM = HC_LENGTH + 3
    AFTER_SUM
    MASKED = HC_FLAG | 0x100
    TWICE = FIRST * 2
    SIZE = sizeof(int)


def items():
    """
    >>> items()
    (-22, -1, 10, 11, 320, -44, 320, 4)
    """
    return FIRST, CAST, SUM, AFTER_SUM, MASKED, TWICE, Item.MASKED, SIZE


def compared(int x):
    """
    >>> compared(10), compared(11), compared(-22), compared(0)
    ('sum', 'after or first', 'after or first', None)
    """
    if x == SUM:
        return 'sum'
    if x in (AFTER_SUM, FIRST):
        return 'after or first'


cdef struct Named:
    char[HC_LENGTH + 1] name
    int number


cdef char[HC_LENGTH + 1] shared


def lengths():
    """
    >>> lengths()
    (8, 28, 24, 12, 8)
    """
    cdef char name[HC_LENGTH + 1]
    cdef int values[HC_LENGTH]
    cdef int[HC_ROWS][3] grid
    return sizeof(name), sizeof(values), sizeof(grid), sizeof(Named), sizeof(shared)


def used():
    """
    >>> used()
    (b'abcdefg', 3, [[1, 2, 3], [1, 2, 3]], 5, [1, 2, 3, 4, 5, 6, 7], [3, 4], 7)
    """
    cdef Named a, b
    cdef int[HC_ROWS][3] grid
    cdef int[HC_LENGTH] values = [1, 2, 3, 4, 5, 6, 7]
    a.name = b"abcdefg\0"
    a.number = 3
    b = a
    grid[0] = [1, 2, 3]
    grid[1] = grid[0]
    shared[HC_LENGTH] = 5
    return (b.name, b.number, grid, shared[HC_LENGTH], [x for x in values],
            [x for x in values[2:4]], len(values))


def filled(items):
    """
    >>> filled([1, 2, 3, 4, 5, 6, 7])
    [1, 2, 3, 4, 5, 6, 7]
    >>> filled([1, 2, 3])
    Traceback (most recent call last):
        ...
    IndexError: not enough values found during array assignment, expected 7, got 3
    """
    cdef int[HC_LENGTH] values
    values = items
    return values


cdef int by_header(int x) except HC_NEGATIVE:
    if x == 0:
        raise ValueError("zero")
    return x


cdef int maybe_by_header(int x) except? HC_NEGATIVE:
    if x == 0:
        raise ValueError("zero")
    return x


cpdef unsigned int by_large_value(object x) except 0xffffffffffffffff:
    """
    >>> by_large_value(1)
    3
    >>> by_large_value(None)
    Traceback (most recent call last):
        ...
    ValueError: none
    """
    if x is None:
        raise ValueError("none")
    return 3


def exceptions(int x):
    """
    >>> exceptions(3)
    (3, 5)
    >>> exceptions(-22)
    (-22, 5)
    >>> exceptions(0)
    Traceback (most recent call last):
        ...
    ValueError: zero
    """
    return maybe_by_header(x), by_header(5)


def exception_by_value():
    """
    >>> exception_by_value()
    Traceback (most recent call last):
        ...
    ValueError: zero
    """
    return by_header(0)
