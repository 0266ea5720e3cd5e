"""One-dimensional memoryviews: reading, writing, wraparound, bounds, shapes, loops, None."""

cimport cython
from array import array


def item(double[:] values, int i):
    """
    >>> item(array('d', [1, 2, 3]), 0), item(array('d', [1, 2, 3]), 2), item(array('d', [1, 2, 3]), -1)
    (1.0, 3.0, 3.0)
    >>> item(array('d', [1, 2, 3]), 3)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> item(array('d', [1, 2, 3]), -4)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> item(array('d', []), 0)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return values[i]


def assign(double[:] values, int i, double value):
    """
    >>> values = array('d', [1, 2, 3])
    >>> assign(values, 1, 7); assign(values, -1, 0.5); values
    array('d', [1.0, 7.0, 0.5])
    >>> assign(values, 3, 0)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    values[i] = value


def in_place(double[:] values):
    """
    >>> in_place(array('d', [1, 2]))
    array('d', [11.0, 1.0])
    """
    values[0] += 10
    values[-1] /= 2
    return array('d', values)


def shape(double[:] values):
    """
    >>> shape(array('d', [1, 2, 3]))
    (3, 3, 8, 24, 1)
    """
    return values.shape[0], len(values), values.strides[0], values.nbytes, values.ndim


def total(double[:] values):
    """
    >>> total(array('d', [1, 2, 3.5])), total(array('d'))
    (6.5, 0.0)
    """
    cdef double result = 0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        result += values[i]
    return result


def total_backwards(double[:] values):
    """
    >>> total_backwards(array('d', [1, 2, 3.5]))
    [3.5, 2.0, 1.0]
    """
    cdef Py_ssize_t i
    result = []
    for i in range(values.shape[0] - 1, -1, -1):
        result.append(values[i])
    return result


def every_second(double[:] values):
    """
    >>> every_second(array('d', range(7)))
    [0.0, 2.0, 4.0, 6.0]
    """
    cdef int i
    return [values[i] for i in range(0, values.shape[0], 2)]


def neighbours(double[:] values, double[:] result):
    """
    >>> result = array('d', [0] * 4)
    >>> neighbours(array('d', [1, 2, 3, 4]), result); result
    array('d', [0.0, 2.0, 3.0, 0.0])
    >>> neighbours(array('d', [1, 2, 3, 4]), array('d', [0]))
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    cdef Py_ssize_t i
    for i in range(1, values.shape[0] - 1):
        result[i] = (values[i - 1] + values[i] + values[i + 1]) / 3


def same_memory(double[:] a, double[:] b):
    """
    >>> values = array('d', [1, 2])
    >>> same_memory(values, values), values
    (99.0, array('d', [99.0, 2.0]))
    """
    a[0] = 99
    return b[0]


def iterate(int[:] values):
    """
    >>> iterate(array('i', [1, 2, 3]))
    [1, 2, 3]
    """
    return [value for value in values]


def unpack(int[:] values):
    """
    >>> unpack(array('i', [4, 5]))
    (5, 4)
    """
    a, b = values[0], values[1]
    return b, a


def swap(int[:] values, int i, int j):
    """
    >>> values = array('i', [1, 2, 3])
    >>> swap(values, 0, -1); values
    array('i', [3, 2, 1])
    """
    values[i], values[j] = values[j], values[i]


def object_index(double[:] values, i):
    """
    >>> object_index(array('d', [1, 2]), 1), object_index(array('d', [1, 2]), True)
    (2.0, 2.0)
    >>> object_index(array('d', [1, 2]), 5)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return values[i]


def unsigned_index(double[:] values, unsigned int i):
    """
    >>> unsigned_index(array('d', [1, 2]), 1)
    2.0
    >>> unsigned_index(array('d', [1, 2]), 4294967295)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return values[i]


@cython.boundscheck(False)
@cython.wraparound(False)
def unchecked(double[:] values):
    """
    >>> unchecked(array('d', [1, 2, 3]))
    6.0
    """
    cdef double result = 0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        result += values[i]
    return result


@cython.wraparound(False)
def without_wraparound(double[:] values, int i):
    """
    >>> without_wraparound(array('d', [1, 2]), 1)
    2.0
    >>> without_wraparound(array('d', [1, 2]), -1)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return values[i]


def none_argument(double[:] values):
    """
    >>> none_argument(None), none_argument(array('d', [1]))
    ('none', 1)
    """
    if values is None:
        return 'none'
    return values.shape[0]


def none_access(double[:] values):
    """
    >>> none_access(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'shape'
    """
    return values.shape[0]


def not_none(double[:] values not None):
    """
    >>> not_none(None)
    Traceback (most recent call last):
    TypeError: Argument 'values' must not be None
    """
    return values.shape[0]


def local_view(source):
    """
    >>> local_view(array('d', [1, 2]))
    (2.0, array('d', [5.0, 2.0]))
    >>> local_view('text')
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'str'
    """
    cdef double[:] view = source
    view[0] = 5
    return view[1], source


def reassigned(a, b):
    """
    >>> reassigned(array('d', [1]), array('d', [2, 3]))
    [1, 2]
    """
    cdef double[:] view = a
    lengths = [view.shape[0]]
    view = b
    lengths.append(view.shape[0])
    return lengths


def unassigned(flag):
    """
    >>> unassigned(True)
    1
    >>> unassigned(False)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    UnboundLocalError: ...
    """
    cdef double[:] view
    if flag:
        view = array('d', [1])
    return view.shape[0]


def bytearray_view(unsigned char[:] data):
    """
    >>> data = bytearray(b'abc')
    >>> bytearray_view(data); data
    bytearray(b'ABC')
    """
    cdef Py_ssize_t i
    for i in range(data.shape[0]):
        data[i] -= 32


def maximum(double[:] values):
    """
    >>> maximum(array('d', [3, 9, 2]))
    (1, 9.0)
    """
    cdef Py_ssize_t i, best = 0
    for i in range(1, len(values)):
        if values[i] > values[best]:
            best = i
    return best, values[best]


def insertion_sort(long[:] values):
    """
    >>> values = array('l', [5, 2, 9, 1])
    >>> insertion_sort(values); values
    array('l', [1, 2, 5, 9])
    """
    cdef Py_ssize_t i, j
    cdef long value
    for i in range(1, values.shape[0]):
        value = values[i]
        j = i
        while j > 0 and values[j - 1] > value:
            values[j] = values[j - 1]
            j -= 1
        values[j] = value


def released(source):
    """The buffer is given back at the end.

    >>> source = bytearray(b'abc')
    >>> released(source)
    97
    >>> source.append(1)
    >>> len(source)
    4
    """
    cdef unsigned char[:] view = source
    return view[0]


def released_on_error(source):
    """
    >>> source = bytearray(b'abc')
    >>> released_on_error(source)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> source.append(1)
    """
    cdef unsigned char[:] view = source
    return view[100]


def held_while_used(source):
    """
    >>> held_while_used(bytearray(b'abc'))
    'BufferError'
    """
    cdef unsigned char[:] view = source
    try:
        source.append(1)
    except BufferError as error:
        return type(error).__name__
    return view[0]
