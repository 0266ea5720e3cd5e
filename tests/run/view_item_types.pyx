# cython: language_level=3
# tag: numpy
"""Items of memoryviews that are no plain numbers: 128 bits, structs of headers, packed and nested structs, pointers,
C arrays, bint, chars. The formats are what the buffers of C memory say."""
import ctypes

import numpy

cdef extern from *:
    """
    typedef __int128 wide;
    typedef unsigned __int128 unsigned_wide;
    typedef struct { char tag; double weight; short marks[3]; } known;
    typedef struct __attribute__((packed)) { char tag; known inner; int count; } tight;
    """
    ctypedef long long wide
    ctypedef unsigned long long unsigned_wide
    ctypedef struct known:
        char tag
        double weight
        short marks[3]
    ctypedef struct tight:
        char tag
        known inner
        int count

cdef struct WithWide:
    char tag
    wide number

cdef packed struct Packed:
    char tag
    int number

cdef struct HoldsPacked:
    Packed packed
    double weight

ctypedef int *pointer
ctypedef signed char Grid[2][3]
ctypedef double length
ctypedef double[:] double_view
ctypedef fused either_view:
    float[:]
    double[:]


def wide_integers():
    """
    >>> wide_integers()
    [7, -5, 1267650600228229401496703205376] 16s
    -633825300114114700748351602688 16 48
    value too large to convert to wide
    [9, 9, 9] 9
    170141183460469231731687303715884105728
    """
    cdef wide numbers[3]
    cdef wide[:] v = numbers
    v[0] = 7
    v[1] = -5
    v[2] = <wide>1 << 100
    cdef object o = v
    print(list(o), memoryview(o).format)
    o[1] = -(1 << 99)
    print(v[1], v.itemsize, v.nbytes)
    try:
        o[0] = 1 << 200
    except OverflowError as error:
        print(error)
    cdef wide[:] again = o
    again[:] = 9
    print(list(v), v.copy()[1])
    cdef unsigned_wide one
    cdef unsigned_wide[::1] u = <unsigned_wide[:1]>&one
    u[0] = <unsigned_wide>1 << 127
    print((<object>u)[0])


def wide_in_struct():
    """
    >>> wide_in_struct()
    ('^T{^c:tag:15x^16s:number:}', {'tag': 1, 'number': 5902958103587056517120})
    """
    cdef WithWide items[2]
    cdef WithWide[:] v = items
    v[0].tag = 1
    v[0].number = <wide>5 << 70
    v[1] = v[0]
    cdef WithWide[::1] taken = <object>v
    return memoryview(v).format, taken[1]


def structs_of_headers():
    """
    >>> structs_of_headers()
    T{c:tag:d:weight:(3)h:marks:} {'tag': 3, 'weight': 2.5, 'marks': [1, 2, -3]}
    ^T{^c:tag:^T{^c:tag:7x^d:weight:(3)^h:marks:2x}:inner:^i:count:}
    {'tag': 7, 'inner': {'tag': 3, 'weight': 2.5, 'marks': [1, 2, -3]}, 'count': 8}
    29 2.5 8
    """
    cdef known items[2]
    cdef known[:] v = items
    v[0].tag = 3
    v[0].weight = 2.5
    v[0].marks = [1, 2, -3]
    print(memoryview(v).format, (<object>v)[0])
    cdef tight others[2]
    cdef tight[::1] w = <tight[:2]>&others[0]
    w[1].tag = 7
    w[1].inner = v[0]
    w[1].count = 8
    print(memoryview(w).format)
    print((<object>w)[1])
    array = numpy.asarray(w)
    print(array.dtype.itemsize, array[1]['inner']['weight'], array[1]['count'])


def packed_in_struct():
    """
    >>> packed_in_struct()
    ('^T{^T{^c:tag:^i:number:}:packed:3x^d:weight:}', {'packed': {'tag': 1, 'number': 2}, 'weight': 3.0}, 16, 2)
    """
    cdef HoldsPacked items[2]
    cdef HoldsPacked[:] v = items
    v[1].packed.tag = 1
    v[1].packed.number = 2
    v[1].weight = 3
    array = numpy.asarray(v)
    return memoryview(v).format, v[1], array.dtype.itemsize, int(array[1]['packed']['number'])


def pointers():
    """
    >>> pointers()
    P [6, 6] [6, 6] 5
    """
    cdef int i = 5, j = 6
    cdef int *items[2]
    items = [&i, &j]
    cdef pointer[:] v = items
    v[0] = v[1]
    c = v.copy()
    v[:] = &i
    print(memoryview(v).format, [p[0] for p in c], [c[0][0], c[1][0]], items[1][0])


def foreign_pointers(pointer[:] v):
    """
    >>> number = ctypes.c_int(9)
    >>> foreign_pointers((ctypes.c_void_p * 1)(ctypes.addressof(number)))
    9
    >>> foreign_pointers(numpy.zeros(1, 'l'))
    Traceback (most recent call last):
        ...
    ValueError: Buffer dtype mismatch, expected 'pointer' but got 'long'
    """
    return v[0][0]


def grids(Grid[:] v):
    """
    >>> grids(numpy.zeros(2, dtype=[('x', '(2,3)i1')]))
    ([[9, 0, 0], [0, 0, 5]], [[9, 0, 0], [0, 0, 5]], [[1, 2, 3], [4, 5, 6]], 12)
    >>> grids(numpy.zeros(2, dtype='S6'))
    Traceback (most recent call last):
        ...
    ValueError: Expected a dimension of size 2, got 6
    """
    cdef Grid one
    v[0][1][2] = 5
    one = v[0]
    one[0][0] = 9
    v[1] = one
    o = <object>v
    before = o[1]
    v[:] = one
    first = o[0]
    o[0] = [[1, 2, 3], [4, 5, 6]]
    return before, first, o[0], v.nbytes


def truths(bint[:] v):
    """
    >>> truths(numpy.zeros(2, 'i'))
    (True, True, [True, True], 'i')
    """
    v[0] = True
    o = <object>v
    o[1] = 5
    return v[0], v[1], [x for x in v], memoryview(v).format


def characters(char[:] c, unsigned char[:] u, signed char[:] s):
    """
    >>> characters(numpy.ones(1, 'b'), numpy.full(1, 200, 'B'), numpy.full(1, -3, 'b'))
    (1, 200, -3, [1, 200, -3])
    """
    cdef char own[1]
    own[0] = b'x'
    cdef char[:] v = own
    assert memoryview(v).format == 'c'
    return c[0], u[0], s[0], [(<object>c)[0], (<object>u)[0], (<object>s)[0]]


cdef class Item:
    pass


def objects(object[:] v, Item[:] w):
    """
    >>> objects(numpy.zeros(1, 'i'), None)
    Traceback (most recent call last):
        ...
    ValueError: Buffer dtype mismatch, expected 'Python object' but got 'int'
    >>> objects(numpy.array([1], dtype=object), numpy.zeros(1, 'i'))
    Traceback (most recent call last):
        ...
    ValueError: Buffer dtype mismatch, expected 'Python object' but got 'int'
    """


cdef double of_either(either_view v):
    return v[0] + (1 if either_view is double_view else 5)


def named(length[:] v, const length[:] w):
    """
    >>> named(numpy.zeros(1, 'i'), None)
    Traceback (most recent call last):
        ...
    ValueError: Buffer dtype mismatch, expected 'length' but got 'int'
    >>> named(numpy.zeros(1), numpy.zeros(1, 'f'))
    Traceback (most recent call last):
        ...
    ValueError: Buffer dtype mismatch, expected 'const length' but got 'float'
    >>> named(numpy.ones(1), numpy.zeros(1))
    (1.0, 1.0, 2.0)
    """
    cdef double[:] plain = v
    either = v if w[0] else plain
    fused = of_either(v)
    return plain[0], either[0], fused
