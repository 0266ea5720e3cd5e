# cython: language_level=3
"""A variable that a C array is assigned to points to it, and copies nothing."""

cimport cython


def pointed():
    """
    >>> pointed()
    ('int *', 'int *', [5, 7], 7)
    """
    cdef int single = 8
    cdef int[2] numbers
    numbers[:] = [1, 2]
    first = numbers
    either = &single
    either = numbers
    either[1] = 7
    first[0] += 4
    return cython.typeof(first), cython.typeof(either), numbers, first[1]


def rows():
    """
    >>> rows()
    ('double *', 50.0, [[0.0, 1.0, 2.0], [3.0, 4.0, 50.0]])
    """
    cdef double[2][3] table
    for i in range(2):
        for j in range(3):
            table[i][j] = i * 3 + j
    row = table[1]
    row[2] = 50
    return cython.typeof(row), table[1][2], table


def text():
    """
    >>> text()
    ('char *', b'ABC')
    """
    cdef char[4] characters
    characters[:] = [65, 66, 67, 0]
    start = characters
    return cython.typeof(start), start


def beside_objects():
    """
    >>> beside_objects()
    ('list object', [1, 1], [3], [[1, 1]])
    """
    cdef int[2] numbers
    numbers[0] = numbers[1] = 1
    copied = list(numbers)
    other = numbers
    other = [3]
    return cython.typeof(copied), copied, other, [numbers]


def in_generator(int count):
    """
    >>> list(in_generator(3))
    [0, 1, 3]
    """
    cdef int[2] numbers
    numbers[0] = numbers[1] = 0
    sums = numbers
    for number in range(count):
        sums[1] += number
        yield numbers[1]


def captured():
    """
    >>> captured()
    (6, 6)
    """
    cdef int[2] numbers
    numbers[0] = numbers[1] = 5
    place = numbers
    def increased():
        place[1] += 1
        return place[1]
    return increased(), numbers[1]


def without_gil():
    """
    >>> without_gil()
    3
    """
    cdef int[3] numbers
    cdef int index
    with nogil:
        numbers[2] = 0
        place = numbers
        for index in range(3):
            place[2] += index
    return numbers[2]
