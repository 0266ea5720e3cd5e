# cython: language_level=3
"""Memoryviews of structs: nested, packed, with C arrays and complex numbers; what a format must say."""

from libc.stdlib cimport malloc, free
from libc.string cimport memset
import numpy


cdef struct Point:
    int x
    double y

cdef struct Line:
    char kind
    Point start
    Point end

cdef packed struct Packed:
    char a
    int b
    double c

cdef struct Table:
    short rows[2][3]
    char name[4]
    int last

cdef struct Pair:
    float re
    float im

cdef struct Number:
    double complex value
    long count

cdef struct Odd:
    short a
    int b
    short c

POINT = numpy.dtype([('x', 'i4'), ('y', 'f8')], align=True)


def points(Point[:] a):
    """
    >>> a = numpy.array([(1, 2.5), (3, 4.5)], dtype=POINT)
    >>> points(a)
    (3, 4.5, 2.5)
    >>> a[0].tolist()
    (7, 2.5)
    >>> points(numpy.zeros(2, dtype='i4'))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double' but got end in 'Point.y'
    >>> points(numpy.zeros(2, dtype='f8'))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'int' but got 'double' in 'Point.x'
    >>> points(numpy.zeros(2, dtype=[('x', 'i4'), ('y', 'f8')]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch; next field is at offset 4 but 8 expected
    >>> points(numpy.zeros(2, dtype=numpy.dtype([('x', 'i4'), ('y', 'i8')], align=True)))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double' but got 'long' in 'Point.y'
    >>> points(numpy.zeros(2, dtype=numpy.dtype([('x', 'i4'), ('y', 'f8'), ('z', 'f8')], align=True)))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected end but got 'double'
    """
    cdef Point second = a[1]
    a[0].x = 7
    return second.x, a[1].y, a[0].y


def lines(Line[:, :] a):
    """
    >>> line = numpy.dtype([('kind', 'i1'), ('start', POINT), ('end', POINT)], align=True)
    >>> a = numpy.zeros((1, 2), dtype=line)
    >>> a[0, 1] = (3, (1, 2), (3, 4))
    >>> lines(a), a[0, 0].tolist()
    ((3, 1, 2.0, 3, 4.0), (3, (1, 2.0), (3, 4.0)))
    >>> lines(numpy.zeros((1, 2), dtype=[('kind', 'i1'), ('start', POINT)]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch; next field is at offset 1 but 8 expected
    """
    a[0, 0] = a[0, 1]
    return a[0, 0].kind, a[0, 0].start.x, a[0, 0].start.y, a[0, 0].end.x, a[0, 0].end.y


def packed(Packed[::1] a):
    """
    >>> packed(numpy.array([(1, 2, 3)], dtype=[('a', 'i1'), ('b', 'i4'), ('c', 'f8')]))
    (1, 2, 3.0)
    >>> packed(numpy.zeros(1, dtype=numpy.dtype([('a', 'i1'), ('b', 'i4'), ('c', 'f8')], align=True)))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch; next field is at offset 4 but 1 expected
    """
    return a[0].a, a[0].b, a[0].c


def tables(Table[:] a):
    """
    >>> tables(numpy.array([([[1, 2, 3], [4, 5, 6]], [7, 8, 9, 10], 11)],
    ...                    dtype=[('rows', 'i2', (2, 3)), ('name', 'u1', 4), ('last', 'i4')]))
    (6, 10, 11)
    >>> tables(numpy.zeros(1, dtype=[('rows', 'i2', (3, 2)), ('name', 'u1', 4), ('last', 'i4')]))
    Traceback (most recent call last):
    ValueError: Expected a dimension of size 2, got 3
    >>> tables(numpy.zeros(1, dtype=[('rows', 'i2', 6), ('name', 'u1', 4), ('last', 'i4')]))
    Traceback (most recent call last):
    ValueError: Expected a dimension of size 2, got 6
    >>> tables(numpy.zeros(1, dtype=[('rows', 'i2'), ('name', 'u1', 4), ('last', 'i4')]))
    Traceback (most recent call last):
    ValueError: Expected 2 dimensions, got 0
    >>> tables(numpy.zeros(1, dtype=[('rows', 'i2', (2, 3)), ('name', 'u1', 4), ('last', 'i4', 1)]))
    Traceback (most recent call last):
    ValueError: Expected 0 dimension(s), got 1
    """
    return a[0].rows[1][2], a[0].name[3], a[0].last


def pairs(Pair[:] a):
    """
    >>> pairs(numpy.array([1 + 2j], dtype='complex64'))
    (1.0, 2.0)
    >>> pairs(numpy.array([(3, 4)], dtype='f4,f4'))
    (3.0, 4.0)
    >>> pairs(numpy.array([(3, 4)], dtype='f4,f8'))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'float' but got 'double' in 'Pair.im'
    >>> pairs(numpy.array([1 + 2j]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'float' but got 'complex double' in 'Pair.re'
    """
    return a[0].re, a[0].im


def numbers(Number[:] a):
    """
    >>> numbers(numpy.array([(1 + 2j, 3)], dtype='c16,i8'))
    ((1+2j), 3)
    >>> numbers(numpy.array([(1 + 2j, 3)], dtype='c8,i8'))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double complex' but got 'complex float' in 'Number.value'
    """
    return a[0].value, a[0].count


cdef class Exporter:
    """Items of a format that is given."""
    cdef char *data
    cdef bytes format
    cdef Py_ssize_t shape[1]
    cdef Py_ssize_t size

    def __init__(self, format, size):
        self.format, self.size = format.encode(), size
        self.shape[0] = 1
        self.data = <char *>malloc(size)
        memset(self.data, 0, size)

    def __dealloc__(self):
        free(self.data)

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        buffer.buf = self.data
        buffer.obj = self
        buffer.len = buffer.itemsize = self.size
        buffer.readonly = 0
        buffer.format = self.format
        buffer.ndim = 1
        buffer.shape = self.shape
        buffer.strides = &self.size
        buffer.suboffsets = NULL
        buffer.internal = NULL


def point_format(format, size=16):
    """
    >>> point_format('T{i:x:xxxxd:y:}'), point_format('id'), point_format('i4xd'), point_format('@id')
    (0, 0, 0, 0)
    >>> point_format('<i4xd'), point_format('^i4xd'), point_format('T{i}T{d}'), point_format('1i 1d')
    (0, 0, 0, 0)
    >>> point_format('<id')
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch; next field is at offset 4 but 8 expected
    >>> point_format('^id', 12)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch; next field is at offset 4 but 8 expected
    >>> point_format('>id')
    Traceback (most recent call last):
    ValueError: Big-endian buffer not supported on little-endian compiler
    >>> point_format('2id')
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double' but got 'int' in 'Point.y'
    >>> point_format('Td')
    Traceback (most recent call last):
    ValueError: Buffer acquisition: Expected '{' after 'T'
    >>> point_format('Zi')
    Traceback (most recent call last):
    ValueError: Unexpected format string character: 'Z'
    >>> point_format('iw')
    Traceback (most recent call last):
    ValueError: Does not understand character buffer dtype format string ('w')
    >>> point_format('i(2)d')
    Traceback (most recent call last):
    ValueError: Expected 0 dimension(s), got 1
    >>> point_format('id', 24)
    Traceback (most recent call last):
    ValueError: Item size of buffer (24 bytes) does not match size of 'Point' (16 bytes)
    """
    cdef Point[:] view = Exporter(format, size)
    return view[0].x


def table_format(format):
    """
    >>> table_format('(2,3)h(4)Bi'), table_format('(2,3)h4si'), table_format('T{(2, 3)h:rows:4p:name:i:last:}')
    (0, 0, 0)
    >>> table_format('(2,3)h3si')
    Traceback (most recent call last):
    ValueError: Expected a dimension of size 4, got 3
    >>> table_format('(2;3)h4si')
    Traceback (most recent call last):
    ValueError: Expected a comma in format string, got ';'
    >>> table_format('2(2,3)h4si')
    Traceback (most recent call last):
    ValueError: Cannot handle repeated arrays in format string
    """
    cdef Table[:] view = Exporter(format, 20)
    return view[0].last


def odd_format(format):
    """
    >>> odd_format('hih'), odd_format('h2xih2x'), odd_format('T{hih}')
    (0, 0, 0)
    """
    cdef Odd[:] view = Exporter(format, 12)
    return view[0].c


def double_format(format, size=8):
    """
    >>> double_format('d'), double_format('=d'), double_format('T{d}')
    (0.0, 0.0, 0.0)
    >>> double_format('x7xd', 16)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch; next field is at offset 8 but 0 expected
    >>> double_format('dd')
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected end but got 'double'
    >>> double_format('T{}')
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double' but got end
    >>> double_format('Zd', 16)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double' but got 'complex double'
    >>> double_format('9' * 30 + 'd')
    Traceback (most recent call last):
    ValueError: A number in the buffer's format string is too large
    """
    cdef double[:] view = Exporter(format, size)
    return view[0]


def one_for_all(Point[:] a, value):
    """
    >>> a = numpy.zeros(3, dtype=POINT)
    >>> one_for_all(a, {'x': 1, 'y': 2}); a.tolist()
    [(1, 2.0), (1, 2.0), (5, 6.0)]
    """
    cdef Point last = Point(5, 6)
    a[:] = value
    a[2:] = last


def without_gil(Point[:] a):
    """
    >>> a = numpy.zeros(3, dtype=POINT)
    >>> without_gil(a); a.tolist()
    [(0, 0.5), (1, 1.5), (1, 1.5)]
    """
    cdef Py_ssize_t i
    with nogil:
        for i in range(a.shape[0]):
            a[i].x, a[i].y = <int>i, i + 0.5
        a[2] = a[1]


cdef extern from *:
    """
    typedef struct {
        short kind;
        struct { char unnamed[5]; } unknown;
        double weights[2];
        struct { float x, y; } *place;
        long last;
    } header_item;
    typedef struct { int count; double weight; } header_part;
    """
    ctypedef struct header_item:
        short kind
        double weights[2]
        void *place
        long last
    ctypedef struct header_part:
        int count
        double weight

cdef struct WithHeader:
    char kind
    header_part parts[2]


def of_header():
    """A header lays out what the format names, used or not.

    >>> of_header()
    ('T{h:kind:(2)d:weights:P:place:q:last:}', 40, 7)
    """
    cdef header_item items[2]
    items[1].last = 7
    cdef header_item[:] view = items
    return memoryview(view).format, memoryview(view).itemsize, view[1].last


def of_header_pointer():
    """
    >>> of_header_pointer()
    ('T{i:count:d:weight:}', {'count': 0, 'weight': 2.5})
    """
    cdef header_part parts[3]
    memset(parts, 0, sizeof(parts))
    parts[2].weight = 2.5
    cdef header_part[:] view = <header_part[:3]> parts
    return memoryview(view).format, view[2]


def in_own_struct():
    """
    >>> in_own_struct()
    ('^T{^c:kind:7x(2)^T{^i:count:4x^d:weight:}:parts:}', 40)
    """
    cdef WithHeader items[1]
    cdef WithHeader[:] view = items
    return memoryview(view).format, memoryview(view).itemsize


def of_array(header_part[:] view):
    """
    >>> of_array(numpy.array([(1, 0.5), (2, 1.5)], dtype=numpy.dtype([('a', 'i4'), ('b', 'f8')], align=True)))
    1.5
    >>> of_array(numpy.array([(1, 0.5)], dtype=[('a', 'i4'), ('b', 'f8')]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch; next field is at offset 4 but 8 expected
    """
    return view[1].weight
