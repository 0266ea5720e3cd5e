# cython: language_level=3
"""cython.view.array, and memoryviews as objects of Python: attributes, items, slices, assignments."""

cimport cython
from cython cimport view
from cython.view cimport array as cvarray
from libc.stdlib cimport malloc, free
import pickle
import numpy

freed = []

cdef void note_freed(void *data) noexcept:
    freed.append(1)
    free(data)


def fields():
    """
    >>> fields()
    (24, 4, 2, 'c', 'i', False)
    """
    cdef cvarray a = cvarray(shape=(2, 3), itemsize=sizeof(int), format='i')
    return a.len, a.itemsize, a.ndim, a.mode, a.format.decode(), a.callback_free_data != NULL


def attributes(mode):
    """
    >>> attributes('c')
    ((2, 3), (12, 4), (-1, -1), 2, 4, 24, 6, 2, True, False)
    >>> attributes('fortran')
    ((2, 3), (4, 8), (-1, -1), 2, 4, 24, 6, 2, False, True)
    >>> attributes('other')
    Traceback (most recent call last):
    ValueError: Invalid mode, expected 'c' or 'fortran', got other
    """
    a = view.array((2, 3), 4, 'i', mode)
    return (a.shape, a.strides, a.suboffsets, a.memview.ndim, a.itemsize, a.nbytes, a.size, len(a),
            a.is_c_contig(), a.is_f_contig())


def bad_arguments(shape, itemsize=4, format='i'):
    """
    >>> bad_arguments(())
    Traceback (most recent call last):
    ValueError: Empty shape tuple for cython.array
    >>> bad_arguments((2, 0))
    Traceback (most recent call last):
    ValueError: Invalid shape in axis 1: 0.
    >>> bad_arguments((-1,))
    Traceback (most recent call last):
    ValueError: Invalid shape in axis 0: -1.
    >>> bad_arguments((1,), 0)
    Traceback (most recent call last):
    ValueError: itemsize <= 0 for cython.array
    """
    return cython.view.array(shape, itemsize, format)


def own_memory():
    """
    >>> own_memory()
    ([0.5, 1.5, 2.5], 0)
    >>> freed.pop(), freed
    (1, [])
    """
    cdef cvarray a = cvarray(shape=(3,), itemsize=8, format='d', allocate_buffer=False)
    a.data = <char *>malloc(24)
    a.callback_free_data = note_freed
    cdef double[::1] v = a
    cdef int i
    for i in range(3):
        v[i] = i + 0.5
    return list(a), len(freed)


class Counted:
    alive = 0

    def __init__(self):
        Counted.alive += 1

    def __del__(self):
        Counted.alive -= 1


def objects():
    """
    >>> objects()
    ([None, None], 2)
    >>> Counted.alive
    0
    """
    a = cvarray((4,), sizeof(void *), 'O')
    cdef object[:] v = a
    v[2] = Counted()
    v[3] = Counted()
    v[2:3] = v[3:]
    v[3] = Counted()
    return list(v[:2]), Counted.alive


def as_object(int[:, :] v):
    """
    >>> a = numpy.arange(6, dtype='i').reshape(2, 3)
    >>> v = as_object(a)
    >>> str(v), repr(v).startswith("<MemoryView of 'ndarray' at 0x")
    ("<MemoryView of 'ndarray' object>", True)
    >>> v[1, 2], v[-1, -1], [list(row) for row in v], v.base is a, v[...] is v
    (5, 5, [[0, 1, 2], [3, 4, 5]], True, True)
    >>> v[:, 1].shape, list(v[:, 1]), list(v[1]), list(v[0, ::-1]), list(v.T[2]), v[1:, None, ..., 0].shape
    ((2,), [1, 4], [3, 4, 5], [2, 1, 0], [2, 5], (1, 1))
    >>> v[0, 0] = 7; v[1] = 9; v[:, 1] = numpy.array([4, 6], dtype='i'); a.tolist()
    [[7, 4, 2], [9, 6, 9]]
    >>> v[:, 1:] = v[:, :-1]; a.tolist()
    [[7, 7, 4], [9, 9, 6]]
    >>> v[2, 0]
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> v[:, 3]
    Traceback (most recent call last):
    IndexError: Index out of bounds (axis 1)
    >>> v['a']
    Traceback (most recent call last):
    TypeError: Cannot index with type '<class 'str'>'
    >>> v[0, 0] = 2**40
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    >>> v[0] = numpy.zeros(2, dtype='i')
    Traceback (most recent call last):
    ValueError: got differing extents in dimension 0 (got 3 and 2)
    >>> del v[0]
    Traceback (most recent call last):
    NotImplementedError: Subscript deletion not supported by zilant.memoryview
    >>> pickle.dumps(v)
    Traceback (most recent call last):
    TypeError: no default __reduce__ due to non-trivial __cinit__
    >>> c, f = v.copy(), v.copy_fortran()
    >>> c.strides, f.strides, c.base is a, str(f), numpy.asarray(c).tolist() == numpy.asarray(f).tolist()
    ((12, 4), (4, 8), False, "<MemoryView of 'array' object>", True)
    """
    return v


def readonly(const int[:] v):
    """
    >>> a = numpy.arange(3, dtype='i'); a.flags.writeable = False
    >>> v = readonly(a)
    >>> v[0] = 1
    Traceback (most recent call last):
    TypeError: Cannot assign to read-only memoryview
    >>> numpy.asarray(v).flags.writeable
    False
    """
    return v


cdef struct Point:
    int x
    double y

cdef struct Body:
    Point at
    short marks[2]


def of_structs(Body[:] v):
    """
    >>> point = numpy.dtype([('x', 'i4'), ('y', 'f8')], align=True)
    >>> a = numpy.array([((1, 2.5), [3, 4])], dtype=numpy.dtype([('at', point), ('marks', 'i2', 2)], align=True))
    >>> v = of_structs(a)
    >>> v[0]
    {'at': {'x': 1, 'y': 2.5}, 'marks': [3, 4]}
    >>> v[0] = {'at': {'x': 5, 'y': 6}, 'marks': (7, 8)}; a[0][0].tolist(), a[0][1].tolist()
    ((5, 6.0), [7, 8])
    >>> v[:] = {'at': {'x': 5}, 'marks': (7, 8)}
    Traceback (most recent call last):
    ValueError: No value specified for struct attribute 'y'
    """
    return v


class Shape(cvarray):
    """
    >>> s = Shape((2,), 1, 'B')
    >>> s[0] = 3; s[0], str(s.memview)
    (3, "<MemoryView of 'Shape' object>")
    """


def of_any(cython.view.memoryview v):
    """
    >>> of_any(as_object(numpy.zeros((1, 2), 'i'))[0])
    (2,)
    >>> of_any(memoryview(b'abc'))
    Traceback (most recent call last):
    TypeError: Argument 'v' has incorrect type (expected zilant.memoryview, got memoryview)
    """
    return v.shape


def not_an_array(int[:] v):
    """
    >>> not_an_array(numpy.zeros(2, 'i'))
    Traceback (most recent call last):
    TypeError: Cannot convert zilant.memoryview to zilant.array
    """
    cdef cvarray a = v
    return a.len
