"""Element types of memoryviews, buffers that do not fit, read-only data, conversions of elements."""

from array import array

import numpy


def signed_types(signed char[:] a, short[:] b, int[:] c, long[:] d, long long[:] e):
    """
    >>> signed_types(array('b', [-128]), array('h', [-32768]), array('i', [-2**31]), array('l', [-2**63]),
    ...              array('q', [2**63 - 1]))
    (-128, -32768, -2147483648, -9223372036854775808, 9223372036854775807)
    """
    return a[0], b[0], c[0], d[0], e[0]


def unsigned_types(unsigned char[:] a, unsigned short[:] b, unsigned int[:] c, unsigned long[:] d):
    """
    >>> unsigned_types(array('B', [255]), array('H', [65535]), array('I', [2**32 - 1]), array('L', [2**64 - 1]))
    (255, 65535, 4294967295, 18446744073709551615)
    """
    return a[0], b[0], c[0], d[0]


def float_types(float[:] a, double[:] b):
    """
    >>> float_types(array('f', [0.1]), array('d', [0.1]))
    (0.10000000149011612, 0.1)
    """
    return a[0], b[0]


def mismatch(int[:] values):
    """
    >>> mismatch(array('i', [1]))
    1
    >>> mismatch(array('d', [1]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'int' but got 'double'
    >>> mismatch(array('l', [1]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'int' but got 'long'
    >>> mismatch(array('I', [1]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'int' but got 'unsigned int'
    >>> mismatch(array('h', [1]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'int' but got 'short'
    """
    return values[0]


def mismatch_float(float[:] values):
    """
    >>> mismatch_float(array('d', [1]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'float' but got 'double'
    >>> mismatch_float(array('i', [1]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'float' but got 'int'
    """
    return values[0]


def mismatch_char(unsigned char[:] values):
    """
    >>> mismatch_char(array('b', [1]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'unsigned char' but got 'signed char'
    """
    return values[0]


def no_buffer(double[:] values):
    """
    >>> no_buffer([1.0])
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'list'
    >>> no_buffer(5)
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'int'
    """
    return values[0]


def read_only_source(unsigned char[:] values):
    """
    >>> read_only_source(bytearray(b'a'))
    97
    >>> read_only_source(b'a')
    Traceback (most recent call last):
    BufferError: Object is not writable.
    """
    return values[0]


def const_view(const unsigned char[:] values):
    """
    >>> const_view(b'abc'), const_view(bytearray(b'abc'))
    (294, 294)
    """
    cdef int total = 0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        total += values[i]
    return total


def const_double(const double[:] values):
    """
    >>> source = numpy.arange(3.0)
    >>> source.flags.writeable = False
    >>> const_double(source)
    3.0
    """
    cdef double total = 0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        total += values[i]
    return total


def read_only_array(double[:] values):
    """
    >>> source = numpy.arange(3.0)
    >>> source.flags.writeable = False
    >>> read_only_array(source)
    Traceback (most recent call last):
    ValueError: buffer source array is read-only
    """
    return values[0]


def contiguous(int[::1] values):
    """
    >>> contiguous(array('i', [1, 2, 3]))
    6
    >>> contiguous(numpy.arange(6, dtype='i')[::2])
    Traceback (most recent call last):
    ValueError: ndarray is not C-contiguous
    """
    cdef int total = 0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        total += values[i]
    return total


def strided(int[:] values):
    """
    >>> strided(numpy.arange(6, dtype='i')[::2]), strided(numpy.arange(6, dtype='i')[::-1])
    ([0, 2, 4], [5, 4, 3, 2, 1, 0])
    """
    cdef Py_ssize_t i
    return [values[i] for i in range(values.shape[0])]


def element_conversion(unsigned char[:] values, value):
    """
    >>> data = bytearray(b'a')
    >>> element_conversion(data, 255); data
    bytearray(b'\\xff')
    >>> element_conversion(data, 256)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned char
    >>> element_conversion(data, 'x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    values[0] = value


def element_truncation(unsigned char[:] values, int value):
    """
    >>> data = bytearray(b'a')
    >>> element_truncation(data, 300); data[0]
    44
    """
    values[0] = <unsigned char>value


def double_from_object(double[:] values, value):
    """
    >>> values = array('d', [0])
    >>> double_from_object(values, 5); values
    array('d', [5.0])
    >>> double_from_object(values, 'x')
    Traceback (most recent call last):
    TypeError: must be real number, not str
    """
    values[0] = value


def sized_types(values):
    """
    >>> sized_types(numpy.array([1, 2], dtype='int64'))
    3
    >>> sized_types(numpy.array([1, 2], dtype='int32'))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'long' but got 'int'
    """
    cdef long[:] view = values
    return view[0] + view[1]


def index_type(Py_ssize_t[:] values):
    """
    >>> index_type(numpy.array([3, 4], dtype='intp'))
    7
    """
    return values[0] + values[1]


def big_endian(int[:] values):
    """
    >>> big_endian(numpy.array([1], dtype='>i4'))
    Traceback (most recent call last):
    ValueError: Big-endian buffer not supported on little-endian compiler
    """
    return values[0]


def bool_values(unsigned char[:] values):
    """
    >>> bool_values(numpy.array([True, False]).view('B'))
    [1, 0]
    """
    return [values[0], values[1]]


def half_sum(short[:] values):
    """Elements are widened before arithmetic.

    >>> half_sum(array('h', [32767, 32767]))
    65534
    """
    return values[0] + values[1]


def unsigned_sum(unsigned int[:] values):
    """
    >>> unsigned_sum(array('I', [2**32 - 1, 1]))
    0
    """
    return values[0] + values[1]


def extents(double[:, :] a):
    """Lengths and strides as values: in C an array, as an object a tuple, of as many as there are axes.

    >>> extents(memoryview(bytearray(48)).cast("d", (2, 3)))
    ((2, 3), (24, 8), (-1, -1), 2, [2, 3], 2, 24)
    """
    cdef Py_ssize_t *lengths = a.shape
    strides = a.strides  # points to the first of them
    return a.shape, a.strides, a.suboffsets, len(a.shape), [n for n in a.shape], lengths[0], strides[0]
