# cython: language_level=3
"""Assignments to slices of memoryviews: copies that overlap, broadcasting, one value for all."""

import numpy
from array import array


def shift_up(int[:] a):
    """
    >>> a = array('i', range(6)); shift_up(a); list(a)
    [0, 0, 1, 2, 3, 4]
    """
    a[1:] = a[:-1]


def shift_down(int[::1] a):
    """
    >>> a = array('i', range(6)); shift_down(a); list(a)
    [1, 2, 3, 4, 5, 5]
    """
    a[:-1] = a[1:]


def reverse(double[:] a):
    """
    >>> a = array('d', range(5)); reverse(a); list(a)
    [4.0, 3.0, 2.0, 1.0, 0.0]
    """
    a[:] = a[::-1]


def interleave(short[:] a):
    """
    >>> a = array('h', range(8)); interleave(a); list(a)
    [0, 1, 0, 3, 1, 5, 2, 7]
    """
    a[2::2] = a[:3]


def transpose(int[:, :] a):
    """
    >>> a = numpy.arange(9, dtype='i').reshape(3, 3); transpose(a); a.tolist()
    [[0, 3, 6], [1, 4, 7], [2, 5, 8]]
    """
    a[:, :] = a.T


def shift_rows(int[:, :] a):
    """
    >>> a = numpy.arange(12, dtype='i').reshape(3, 4); shift_rows(a); a.tolist()
    [[0, 1, 2, 3], [0, 0, 1, 2], [4, 4, 5, 6]]
    """
    a[1:, 1:] = a[:-1, :-1]
    a[1:, 0] = a[:-1, 0]


def without_gil(double[:, ::1] a, double[:, ::1] b):
    """
    >>> a, b = numpy.zeros((2, 3)), numpy.arange(6.).reshape(2, 3)
    >>> without_gil(a, b); a.tolist()
    [[0.0, 1.0, 2.0], [3.0, 4.0, 7.0]]
    >>> without_gil(a, numpy.zeros((2, 2)))
    Traceback (most recent call last):
    ValueError: got differing extents in dimension 1 (got 3 and 2)
    >>> without_gil(a, numpy.zeros((3, 3)))
    Traceback (most recent call last):
    ValueError: got differing extents in dimension 0 (got 2 and 3)
    """
    with nogil:
        a[:] = b
        a[1, 2:] = 7


def broadcast_row(double[:, :] a, double[:] row):
    """
    >>> a = numpy.zeros((2, 3)); broadcast_row(a, numpy.array([1., 2, 3])); a.tolist()
    [[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]
    >>> broadcast_row(a, numpy.array([5.])); a.tolist()
    [[5.0, 5.0, 5.0], [5.0, 5.0, 5.0]]
    >>> broadcast_row(a, numpy.array([5., 6]))
    Traceback (most recent call last):
    ValueError: got differing extents in dimension 1 (got 3 and 2)
    """
    a[...] = row


def broadcast_column(double[:, :] a, double[:, :] column):
    """
    >>> a = numpy.zeros((2, 3)); broadcast_column(a, numpy.array([[1.], [2]])); a.tolist()
    [[1.0, 1.0, 1.0], [2.0, 2.0, 2.0]]
    """
    a[:] = column


def to_fewer_axes(double[:] a, double[:, :] rows):
    """
    >>> a = numpy.zeros(3); to_fewer_axes(a, numpy.array([[1., 2, 3]])); a.tolist()
    [1.0, 2.0, 3.0]
    >>> to_fewer_axes(a, numpy.zeros((2, 3)))
    Traceback (most recent call last):
    ValueError: got differing extents in dimension 0 (got 1 and 2)
    """
    a[:] = rows


def broadcast_of_itself(int[:, :] a):
    """
    >>> a = numpy.arange(6, dtype='i').reshape(2, 3); broadcast_of_itself(a); a.tolist()
    [[3, 4, 5], [3, 4, 5]]
    """
    a[:] = a[1]


def fortran(double[::1, :] a, double[:, ::1] b):
    """
    >>> a = numpy.zeros((2, 3), order='F'); fortran(a, numpy.arange(6.).reshape(2, 3)); a.tolist()
    [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
    """
    a[:] = b


def scalars(int[:, :] a, value):
    """
    >>> a = numpy.zeros((2, 4), dtype='i'); scalars(a, 3); a.tolist()
    [[3, 9, 3, 9], [3, 9, 3, 9]]
    >>> scalars(a, 'text')
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> scalars(a, 2**40)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    """
    a[:] = value
    a[:, 1::2] = 9


def complexes(double complex[:] a):
    """
    >>> a = numpy.zeros(3, dtype=complex); complexes(a); a.tolist()
    [1j, 2j, 1j]
    """
    a[...] = 1j
    a[1:2] = 2j


class Item:
    alive = 0

    def __init__(self):
        Item.alive += 1

    def __del__(self):
        Item.alive -= 1


def objects(object[:] a):
    """
    >>> a = numpy.array([Item() for i in range(4)] + [None], dtype=object)
    >>> objects(a); [x is a[0] for x in a], Item.alive
    ([True, True, False, False, False], 4)
    >>> del a; Item.alive
    0
    """
    a[1:] = a[:-1]


def fill_objects(object[:, :] a, value):
    """
    >>> a = numpy.empty((2, 2), dtype=object); a[0, 0] = Item()
    >>> fill_objects(a, Item()); a[0, 0] is a[1, 1], Item.alive
    (True, 1)
    >>> del a; Item.alive
    0
    """
    a[...] = value


def empty(int[:] a, int[:] b):
    """
    >>> empty(array('i', [1, 2]), array('i', [3, 4]))
    """
    a[1:1] = b[2:]
    a[2:] = 4


def generator(int[:] a):
    """
    >>> a = array('i', range(4)); list(generator(a)), list(a)
    ([3, 2], [2, 3, 3, 3])
    """
    cdef int[:] part = a[2:]
    a[:2] = part
    yield a[1]
    a[2:] = a[1:3]
    a[2:3] = a[1:2]
    a[3] = a[2]
    yield a[0]
