"""`np.ndarray[double, ndim=2]`: numpy's arrays, whose items are read and written in their memory.

>>> table = np.arange(6.0).reshape(2, 3)
>>> total(table), total(table.T), total(table[:, ::2]), total(np.zeros((0, 3)))
(15.0, 15.0, 10.0, 0.0)
>>> total(None)
Traceback (most recent call last):
AttributeError: 'NoneType' object has no attribute 'shape'
>>> total([[1.0]])
Traceback (most recent call last):
TypeError: Argument 'a' has incorrect type (expected numpy.ndarray, got list)
>>> total(np.zeros(3))
Traceback (most recent call last):
ValueError: Buffer has wrong number of dimensions (expected 2, got 1)
>>> total(np.zeros((2, 2), dtype=int))
Traceback (most recent call last):
ValueError: Buffer dtype mismatch, expected 'double' but got 'long'
>>> in_order(table), in_order(np.asfortranarray(table)[:1].copy())
(4.0, 1.0)
>>> in_order(table.T)
Traceback (most recent call last):
ValueError: ndarray is not C-contiguous
>>> in_fortran(table.T), in_fortran(np.ones((1, 1)))
(3.0, 1.0)
>>> in_order(np.zeros((2, 2), dtype=int))
Traceback (most recent call last):
ValueError: Buffer dtype mismatch, expected 'float64_t' but got 'long'
>>> line_in_fortran(np.arange(3.0))
1.0
>>> line_in_fortran(np.arange(6.0)[::2])
Traceback (most recent call last):
ValueError: ndarray is not Fortran contiguous
>>> of_objects(np.zeros(1))
Traceback (most recent call last):
ValueError: Buffer dtype mismatch, expected 'Python object' but got 'double'
>>> in_fortran(table)
Traceback (most recent call last):
ValueError: ndarray is not Fortran contiguous
"""

cimport cython
cimport numpy as np
import numpy as np

np.import_array()


def total(np.ndarray[double, ndim=2] a):
    cdef double result = 0
    cdef Py_ssize_t i, j
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            result += a[i, j]
    return result


def in_order(np.ndarray[np.float64_t, ndim=2, mode="c"] a not None):
    return a[-1, 1]


def in_fortran(np.ndarray[np.float64_t, ndim=2, mode="fortran"] a not None):
    return a[0, -1]


def line_in_fortran(np.ndarray[double, mode="fortran"] a):
    return a[1]


def of_objects(np.ndarray[object] a):
    return a[0]


def attributes(np.ndarray[double, ndim=2] a):
    """The variable is the array itself, at the level of C and of Python.

    >>> attributes(np.arange(6.0).reshape(2, 3))
    (2, 2, 3, 24, 8, 5.0, (2, 3), True, array([3., 4., 5.]))
    """
    cdef double *data = <double *>a.data
    return (a.ndim, a.shape[0], a.shape[1], a.strides[0], a.itemsize, data[5],
            (<object>a).shape, a.dtype == np.float64, a[1])


def indices(np.ndarray[double, ndim=2] a, i, int j):
    """As many C integers as there are dimensions ask for an item; all else asks the array.

    >>> indices(np.arange(6.0).reshape(2, 3), 1, 2)
    (<class 'float'>, <class 'numpy.float64'>, <class 'numpy.ndarray'>, <class 'numpy.ndarray'>, 5.0)
    """
    cdef int first = i
    return type(a[first, j]), type(a[i, j]), type(a[first]), type(a[first, :]), float(a[first][j])


def filled(np.ndarray[np.int32_t] a, int value):
    """
    >>> filled(np.zeros(3, dtype=np.int32), 4)
    array([4, 4, 5], dtype=int32)
    >>> array = np.zeros(3, dtype=np.int32)
    >>> array.flags.writeable = False
    >>> filled(array, 4)
    Traceback (most recent call last):
    ValueError: buffer source array is read-only
    >>> last(array)
    0
    """
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        a[i] = value
    a[-1] += 1
    return a


def last(np.ndarray[np.int32_t] a):
    return a[a.shape[0] - 1]


def made(int count):
    """
    >>> made(4)
    array([0, 1, 4, 9])
    """
    cdef np.ndarray[np.int64_t, ndim=1] squares = np.zeros(count, dtype=np.int64)
    cdef int i
    for i in range(count):
        squares[i] = i * i
    return squares


def rebound(np.ndarray[double] a, int count):
    """
    >>> array = np.ones(2)
    >>> rebound(array, 3), array
    (array([8., 8.]), array([1., 1.]))
    >>> rebound(array, -1)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double' but got 'long'
    """
    cdef int i
    if count < 0:
        a = np.zeros(2, dtype=int)
    for i in range(count):
        a = a + a
        a[0] = a[1]
    return a


def truths(np.ndarray[np.uint8_t, cast=True] a):
    """
    >>> truths(np.array([True, False, True]))
    2
    >>> truths(np.array([1, 2], dtype=np.int8))
    3
    >>> truths(np.array([1.0]))
    Traceback (most recent call last):
    ValueError: Item size of buffer (8 bytes) does not match size of 'uint8_t' (1 byte)
    """
    cdef int count = 0
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        count += a[i]
    return count


def complex_items(np.ndarray[np.complex128_t] a):
    """
    >>> complex_items(np.array([1 + 2j, 3j]))
    (1+5j)
    """
    return a[0] + a[1]


def objects(np.ndarray[object, ndim=2] a, int i, value):
    """
    >>> things = np.array([[1, 'two'], [None, [4]]], dtype=object)
    >>> objects(things, 1, 5), things.tolist()
    ([4], [[1, 'two'], [None, 5]])
    >>> objects(np.empty((3, 3), dtype=object), 1, 5) is None
    True
    """
    old = a[i, i]
    a[i, i] = value
    return old


def nothing_given(np.ndarray[double] a=None):
    """
    >>> nothing_given(), nothing_given(np.ones(1)), nothing_given(a=np.zeros(1))
    (None, 1.0, 0.0)
    """
    return None if a is None else a[0]


ctypedef fused number:
    np.int64_t
    np.float64_t


def doubled(np.ndarray[number, ndim=2] a):
    """
    >>> doubled(np.ones((1, 2))), doubled(np.ones((1, 2), dtype=np.int64))
    (array([[2., 2.]]), array([[2, 2]]))
    >>> doubled(np.ones((1, 2), dtype=np.int8))
    Traceback (most recent call last):
    TypeError: No matching signature found
    >>> doubled(np.ones(2))
    Traceback (most recent call last):
    TypeError: No matching signature found
    """
    cdef np.ndarray[number, ndim=2] result = np.empty((a.shape[0], a.shape[1]), dtype=a.dtype)
    cdef Py_ssize_t i, j
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            result[i, j] = 2 * a[i, j]
    return result


cdef np.ndarray[double] shifted(np.ndarray[double] a, double by):
    cdef np.ndarray[double] result = a.copy()
    cdef Py_ssize_t i
    with nogil:
        for i in range(a.shape[0]):
            result[i] += by
    return result


def twice_shifted(np.ndarray[double] a):
    """
    >>> twice_shifted(np.zeros(2))
    array([3., 3.])
    """
    cdef np.ndarray[double] b = shifted(shifted(a, 1), 2)
    return b


@cython.boundscheck(False)
@cython.wraparound(False)
def smoothed(np.ndarray[double, mode="c"] a):
    """
    >>> smoothed(np.array([0.0, 3.0, 6.0, 0.0])).tolist()
    [0.0, 3.0, 3.0, 0.0]
    """
    cdef Py_ssize_t i, n = a.shape[0]
    cdef np.ndarray[double, mode="c"] result = np.zeros(n)
    with nogil:
        for i in range(1, n - 1):
            result[i] = (a[i - 1] + a[i] + a[i + 1]) / 3
    return result
