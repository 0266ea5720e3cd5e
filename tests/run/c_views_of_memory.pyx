# cython: language_level=3
# Views of C memory: casts of pointers with lengths, and C arrays where a view is wanted.
from libc.stdlib cimport free, malloc

cdef int[6] data
for i in range(6):
    data[i] = i


def casts():
    """
    >>> casts()
    (6, 2, 3, 3, 5, 15, 1, 2)
    """
    cdef int *p = data
    cdef int[:] v = <int[:6]>data
    cdef int[:, ::1] w = <int[:2, :3]>p
    cdef int[::1, :] f = <int[:2:1, :3]>p
    return v.shape[0], w.shape[0], w.shape[1], v[3], w[1, 2], sum(v), f[1, 0], f[0, 1]


def memory(int n):
    """
    >>> memory(4)
    ([0.0, 7.0, 2.0, 3.0], 7.0)
    >>> memory(0)
    Traceback (most recent call last):
        ...
    ValueError: Invalid shape in axis 0: 0.
    >>> memory(-1)
    Traceback (most recent call last):
        ...
    ValueError: Invalid shape in axis 0: -1.
    """
    cdef double *p = <double *>malloc((n + 2) * sizeof(double))
    cdef double[::1] v
    try:
        for i in range(n):
            p[i] = i
        v = <double[:n]>p
        if n > 1:
            v[1] = 7
        return list(v), p[1] if n > 1 else None
    finally:
        free(p)


def null():
    """
    >>> null()
    Traceback (most recent call last):
        ...
    ValueError: Cannot create cython.array from NULL pointer
    """
    cdef char *p = NULL
    cdef char[:] v = <char[:3]>p


cdef int total(int[:] v):
    cdef int result = 0
    for x in v:
        result += x
    return result


def arrays():
    """
    >>> arrays()
    (5, 9, 2, 5, 15, 3)
    """
    cdef int[2][3] grid
    cdef int[:] v = data
    grid[1][2] = 9
    cdef int[:, :] w = grid
    w[0, 1] = 5
    return v[5], w[1, 2], w.shape[0], grid[0][1], total(data), total(<int[:3]>data)


def other_elements():
    """
    >>> other_elements()
    (2, 1j, -1)
    """
    cdef unsigned char[3] a = [1, 2, 3]
    cdef float complex[2] z = [1j, 2]
    cdef short[2] s = [-1, 1]
    cdef unsigned char[:] b = a
    cdef float complex[:] y = z
    cdef short[:] t = <short[:2]>&s[0]
    return b[1], y[0], t[0]


def of_raw_memory():
    """
    >>> of_raw_memory()
    [1, 2, 3]
    """
    cdef void *memory = malloc(3)
    cdef unsigned char[:] view = <unsigned char[:3]>memory
    try:
        for i in range(3):
            view[i] = i + 1
        return list(view)
    finally:
        free(memory)


cdef struct Pair:
    char tag
    double weight


cdef packed struct Packed:
    char tag
    double weight
    short[2] last


cdef struct Whole:
    short[2][3] grid
    Packed packed
    char tag
    double complex z
    Pair[2] pairs


cdef struct Linked:
    int number
    Linked *next


def of_structs():
    """What views of structs in memory show to Python.

    >>> pairs, whole = of_structs()
    >>> pairs.format, pairs.itemsize, whole.itemsize
    ('T{c:tag:d:weight:}', 16, 80)
    >>> whole.format
    '^T{(2,3)^h:grid:^T{^c:tag:^d:weight:(2)^h:last:}:packed:^c:tag:6x^Zd:z:(2)^T{^c:tag:7x^d:weight:}:pairs:}'
    """
    cdef Pair[8] memory
    cdef Pair[:] pairs = memory
    cdef Whole *place = <Whole *>memory
    return memoryview(pairs), memoryview(<Whole[:1]>place)


def structs_seen(int count):
    """
    >>> structs_seen(3)
    ([{'tag': 0, 'weight': 0.0}, {'tag': 1, 'weight': 0.5}, {'tag': 2, 'weight': 1.0}], 1.5)
    """
    cdef Pair[8] memory
    cdef Pair[:] pairs = memory
    cdef double total = 0
    cdef int i
    for i in range(count):
        pairs[i].tag = i
        pairs[i].weight = i * 0.5
    for i in range(count):
        total += memory[i].weight
    return [pairs[i] for i in range(count)], total
