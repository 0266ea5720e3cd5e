"""Memoryviews of several dimensions: bounds by axis, strides, contiguity, rows as views."""

import numpy


def item(double[:, :] values, int i, int j):
    """
    >>> grid = numpy.arange(6.0).reshape(2, 3)
    >>> item(grid, 0, 0), item(grid, 1, 2), item(grid, -1, -3)
    (0.0, 5.0, 3.0)
    >>> item(grid, 2, 0)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> item(grid, 0, 3)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 1)
    >>> item(grid, -3, 0)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return values[i, j]


def three_dimensions(int[:, :, :] values, int i, int j, int k):
    """
    >>> cube = numpy.arange(24, dtype='i').reshape(2, 3, 4)
    >>> three_dimensions(cube, 1, 2, 3), three_dimensions(cube, 0, 1, -1)
    (23, 7)
    >>> three_dimensions(cube, 1, 2, 4)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 2)
    """
    return values[i, j, k]


def total(double[:, :] values):
    """
    >>> total(numpy.ones((3, 4)))
    12.0
    >>> total(numpy.arange(6.0).reshape(2, 3).T)
    15.0
    >>> total(numpy.arange(24.0).reshape(4, 6)[::2, ::-2])
    54.0
    >>> total(numpy.zeros((0, 5)))
    0.0
    """
    cdef double result = 0
    cdef Py_ssize_t i, j
    for i in range(values.shape[0]):
        for j in range(values.shape[1]):
            result += values[i, j]
    return result


def assign(double[:, :] values):
    """
    >>> grid = numpy.zeros((2, 2))
    >>> assign(grid); grid.tolist()
    [[0.0, 1.0], [10.0, 11.0]]
    """
    cdef Py_ssize_t i, j
    for i in range(values.shape[0]):
        for j in range(values.shape[1]):
            values[i, j] = 10 * i + j


def in_place(int[:, :] values):
    """
    >>> grid = numpy.ones((2, 2), dtype='i')
    >>> in_place(grid); grid.tolist()
    [[6, 1], [1, 3]]
    """
    values[0, 0] += 5
    values[-1, -1] *= 3


def shapes(double[:, :] values):
    """
    >>> shapes(numpy.zeros((2, 3)))
    (2, 3, 24, 8, 2, 6)
    >>> shapes(numpy.zeros((2, 3)).T)
    (3, 2, 8, 24, 3, 6)
    """
    return values.shape[0], values.shape[1], values.strides[0], values.strides[1], len(values), values.size


def contiguous(double[:, ::1] values):
    """
    >>> contiguous(numpy.ones((2, 3)))
    6.0
    >>> contiguous(numpy.ones((2, 3)).T)
    Traceback (most recent call last):
    ValueError: ndarray is not C-contiguous
    """
    cdef double result = 0
    cdef Py_ssize_t i, j
    for i in range(values.shape[0]):
        for j in range(values.shape[1]):
            result += values[i, j]
    return result


def fortran(double[::1, :] values):
    """
    >>> fortran(numpy.ones((2, 3), order='F'))
    (2, 3, 8)
    >>> fortran(numpy.ones((2, 3)))
    Traceback (most recent call last):
    ValueError: ndarray is not Fortran contiguous
    """
    return values.shape[0], values.shape[1], values.strides[0]


def wrong_dimensions(double[:, :] values):
    """
    >>> wrong_dimensions(numpy.zeros(3))
    Traceback (most recent call last):
    ValueError: Buffer has wrong number of dimensions (expected 2, got 1)
    >>> wrong_dimensions(numpy.zeros((1, 1, 1)))
    Traceback (most recent call last):
    ValueError: Buffer has wrong number of dimensions (expected 2, got 3)
    """
    return values[0, 0]


def row(double[:, :] values, int i):
    """
    >>> row(numpy.arange(6.0).reshape(2, 3), 1), row(numpy.arange(6.0).reshape(2, 3), -2)
    (12.0, 3.0)
    >>> row(numpy.arange(6.0).reshape(2, 3), 2)
    Traceback (most recent call last):
    IndexError: Index out of bounds (axis 0)
    """
    cdef double[:] line = values[i]
    cdef double result = 0
    cdef Py_ssize_t j
    for j in range(line.shape[0]):
        result += line[j]
    return result


cdef double dot(double[:] a, double[:] b):
    cdef double result = 0
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        result += a[i] * b[i]
    return result


def dot_of_rows(double[:, :] values):
    """
    >>> dot_of_rows(numpy.array([[1.0, 2.0], [3.0, 4.0]]))
    11.0
    """
    return dot(values[0], values[1])


def multiply(double[:, :] a, double[:, :] b):
    """
    >>> multiply(numpy.array([[1.0, 2.0], [3.0, 4.0]]), numpy.array([[5.0, 6.0], [7.0, 8.0]])).tolist()
    [[19.0, 22.0], [43.0, 50.0]]
    """
    result = numpy.zeros((a.shape[0], b.shape[1]))
    cdef double[:, :] c = result
    cdef Py_ssize_t i, j, k
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                c[i, j] += a[i, k] * b[k, j]
    return result


def transpose(int[:, :] values, int[:, :] result):
    """
    >>> result = numpy.zeros((3, 2), dtype='i')
    >>> transpose(numpy.arange(6, dtype='i').reshape(2, 3), result); result.tolist()
    [[0, 3], [1, 4], [2, 5]]
    """
    cdef Py_ssize_t i, j
    for i in range(values.shape[0]):
        for j in range(values.shape[1]):
            result[j, i] = values[i, j]


def trace(double[:, :] values):
    """
    >>> trace(numpy.arange(9.0).reshape(3, 3))
    12.0
    """
    cdef double result = 0
    cdef Py_ssize_t i
    for i in range(min(values.shape[0], values.shape[1])):
        result += values[i, i]
    return result


def life(unsigned char[:, :] cells, unsigned char[:, :] result):
    """
    >>> cells = numpy.zeros((5, 5), dtype='B'); cells[2, 1:4] = 1
    >>> result = numpy.zeros((5, 5), dtype='B')
    >>> life(cells, result); result[1:4, 1:4].tolist()
    [[0, 1, 0], [0, 1, 0], [0, 1, 0]]
    """
    cdef Py_ssize_t i, j, a, b
    cdef int alive
    for i in range(1, cells.shape[0] - 1):
        for j in range(1, cells.shape[1] - 1):
            alive = -cells[i, j]
            for a in range(-1, 2):
                for b in range(-1, 2):
                    alive += cells[i + a, j + b]
            result[i, j] = alive == 3 or (alive == 2 and cells[i, j])


def column_sums(double[:, :] values):
    """
    >>> column_sums(numpy.arange(6.0).reshape(2, 3))
    [3.0, 5.0, 7.0]
    """
    cdef Py_ssize_t i, j
    result = [0.0] * values.shape[1]
    for i in range(values.shape[0]):
        for j in range(values.shape[1]):
            result[j] += values[i, j]
    return result


def negative_strides(double[:] values):
    """
    >>> negative_strides(numpy.arange(4.0)[::-1])
    ([3.0, 2.0, 1.0, 0.0], -8)
    """
    cdef Py_ssize_t i
    return [values[i] for i in range(values.shape[0])], values.strides[0]


def broadcast_stride(double[:] values):
    """
    >>> broadcast_stride(numpy.broadcast_to(numpy.array(2.5), (3,)).copy())
    7.5
    """
    return values[0] + values[1] + values[2]


def without_gil(double[:, :] values):
    """
    >>> without_gil(numpy.ones((3, 3)))
    9.0
    """
    cdef double result = 0
    cdef Py_ssize_t i, j
    with nogil:
        for i in range(values.shape[0]):
            for j in range(values.shape[1]):
                result += values[i, j]
    return result
