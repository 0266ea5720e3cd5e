# cython: language_level=3
"""Memoryviews whose axes lead through pointers: indirect and generic ones, their slices and objects."""

from cython cimport view
from cython.view cimport indirect, generic, contiguous
import numpy


cdef class Rows:
    """Three rows of four ints, each in a place of its own, behind pointers."""
    cdef int data[3][4]
    cdef int *rows[3]
    cdef Py_ssize_t shape[2]
    cdef Py_ssize_t strides[2]
    cdef Py_ssize_t suboffsets[2]

    def __init__(self):
        for i in range(3):
            self.rows[i] = self.data[2 - i]
            for j in range(4):
                self.rows[i][j] = 10 * i + j
        self.shape[0], self.shape[1] = 3, 4
        self.strides[0], self.strides[1] = sizeof(int *), sizeof(int)
        self.suboffsets[0], self.suboffsets[1] = 0, -1

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        buffer.buf = self.rows
        buffer.obj = self
        buffer.len, buffer.itemsize, buffer.ndim = sizeof(self.data), sizeof(int), 2
        buffer.readonly = 0
        buffer.format = b'i'
        buffer.shape, buffer.strides, buffer.suboffsets = self.shape, self.strides, self.suboffsets
        buffer.internal = NULL


def items(int[::view.indirect, ::1] v):
    """
    >>> items(Rows())
    (0, 12, 23, 99, -1, 0)
    >>> items(numpy.zeros((3, 4), dtype='i'))
    Traceback (most recent call last):
    ValueError: Buffer is not indirectly accessible in dimension 0.
    """
    a, b, c = v[0, 0], v[1, 2], v[-1, -1]
    v[2, 3] = 99
    return a, b, c, v[2, 3], v.suboffsets[1], v.suboffsets[0]


def either(int[::generic, ::generic] v):
    """
    >>> either(Rows())
    (0, 12, 23, [[0, 1, 2, 3], [10, 11, 12, 13], [20, 21, 22, 23]])
    >>> either(numpy.arange(12, dtype='i').reshape(3, 4))
    (0, 6, 11, [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]])
    """
    cdef Py_ssize_t i, j
    return v[0, 0], v[1, 2], v[-1, -1], [[v[i, j] for j in range(v.shape[1])] for i in range(v.shape[0])]


def slices(int[::indirect, :] v):
    """
    >>> slices(Rows())
    ([20, 21, 22, 23], [[11, 12], [21, 22]], [[23, 21], [3, 1]], 12, [[1], [11], [21]])
    """
    cdef int[:] row = v[2]
    part = v[1:, 1:3]
    back = v[::-2, ::-2]
    return list(row), rows(part), rows(back), part[0, 1], rows(v[:, 1:2])


cdef rows(int[::generic, :] v):
    return [[v[i, j] for j in range(v.shape[1])] for i in range(v.shape[0])]


def loops(int[::indirect, :] v):
    """
    >>> loops(Rows())
    [6, 46, 86]
    """
    sums = []
    for row in v:
        sums.append(sum(row))
    return sums


def errors(int[::indirect, :] v, Py_ssize_t i, Py_ssize_t j, Py_ssize_t step=1):
    """
    >>> errors(Rows(), 3, 0)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> errors(Rows(), 0, 4)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 1)
    >>> errors(Rows(), 0, 0, 0)
    Traceback (most recent call last):
    ValueError: Step may not be zero (axis 0)
    """
    return v[i, j], v[::step]


def row_outside(int[::indirect, :] v, Py_ssize_t i):
    """
    >>> row_outside(Rows(), -4)
    Traceback (most recent call last):
    IndexError: Index out of bounds (axis 0)
    """
    return v[i]


def not_direct(int[:, :] v):
    """
    >>> not_direct(Rows())
    Traceback (most recent call last):
    ValueError: Buffer not compatible with direct access in dimension 0.
    """
    return v


def as_object(int[::indirect, :] v):
    """
    >>> v = as_object(Rows())
    >>> v[1, 2], list(v[2]), v.suboffsets, v[1:, 2:].suboffsets, v[1:, 2:][0, 1]
    (12, [20, 21, 22, 23], (0, -1), (8, -1), 13)
    >>> v.copy()
    Traceback (most recent call last):
    ValueError: Cannot copy memoryview slice with indirect dimensions (axis 0)
    >>> v.T
    Traceback (most recent call last):
    ValueError: Cannot transpose memoryview with indirect dimensions
    >>> v[0] = 5; list(v[0])
    [5, 5, 5, 5]
    """
    return v


def generator(int[::indirect, :] v):
    """
    >>> list(generator(Rows()))
    [3, 13, 23]
    """
    cdef int[::indirect, :] last = v[:, 3:]
    for i in range(last.shape[0]):
        yield last[i, 0]


cdef int[::indirect, :] kept

cdef class Holder:
    cdef int[::indirect, :] v

    def __init__(self, v):
        self.v = v


cdef int[::indirect, :] tail(int[::indirect, :] v) nogil:
    return v[1:]


def kept_and_passed():
    """
    >>> kept_and_passed()
    (21, 13, 10)
    """
    global kept
    kept = Rows()
    cdef Holder holder = Holder(kept)
    cdef int item
    with nogil:
        item = tail(kept)[0, 0]
    return kept[2, 1], holder.v[1, 3], item
