# cython: language_level=3
"""char arrays as bytes: up to the first zero, never beyond the array, which need not have one."""

cdef struct Names:
    char first[4]
    char second[4]

cdef packed struct Record:
    char name[3]
    int number
    short grid[2][2]


def as_bytes():
    """
    >>> as_bytes()  # doctest: +NORMALIZE_WHITESPACE
    (b'abcd', b'x', b'x', {'first': b'abcd', 'second': b'x'}, b'x\\x00', b'x', b'', b'bcd', 4, 1,
     4, b'bc')
    """
    cdef Names names
    cdef int one = 1
    names.first = b'abcd'
    names.second = b'x\0zw'
    return (names.first, <bytes>names.second, names.second, names, names.second[:2],
            names.second[:], names.second[one:], names.first[one:], len(names.first),
            len(names.second), sizeof(names.first), names.first[1:3])


def unsigned():
    """
    >>> unsigned()
    (b'\\xff\\x01', b'\\xff', 2, [255, 1, 0])
    """
    cdef unsigned char u[3]
    u[0] = 255
    u[1] = 1
    u[2] = 0
    return u, u[:1], len(u), [c for c in u]


def copies():
    """
    >>> copies()
    (b'ABC', True, [[1, 2, 3], [4, 5, 6]], 2, 3)
    """
    cdef char a[4]
    cdef char b[4]
    cdef short m[2][3]
    cdef short n[2][3]
    cdef int i
    a = b'ABC\0'
    b = a
    for i in range(6):
        m[i // 3][i % 3] = i + 1
    n = m
    return b, a == b'ABC', n, len(n), len(n[0])


def from_dict(d):
    """
    >>> from_dict(dict(name=b'ab\\0', number=5, grid=[[1, 2], (3, 4)]))
    {'name': b'ab', 'number': 5, 'grid': [[1, 2], [3, 4]]}
    >>> from_dict(dict(name=b'ab', number=5, grid=[[1, 2], [3, 4]]))
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 3, got 2
    >>> from_dict(dict(name=[65, 66, 67], number=5, grid=[[1, 2, 3], [3, 4]]))
    Traceback (most recent call last):
    IndexError: too many values found during array assignment, expected 2
    >>> from_dict(dict(name=5, number=5, grid=[[1, 2], [3, 4]]))
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    """
    cdef Record record = d
    return record


def slices_of_other_lengths(int n):
    """
    >>> slices_of_other_lengths(2)
    [7, 8, 3, 4]
    >>> slices_of_other_lengths(3)
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 2, got 3
    """
    cdef int a[4]
    cdef int b[2]
    a[:] = [1, 2, 3, 4]
    b[:] = [7, 8]
    a[:n] = b
    return a
