# cython: language_level=3
# tag: numpy
"""Attributes and methods of memoryviews: of what is in registers, without an object and without the GIL."""
cimport cython
from cython.view cimport array, generic

import numpy


def types(double[:, :] v):
    """
    >>> types(numpy.zeros((2, 3)))
    double[:, :] double[:, ::1] double[::1, :] bint char *
    Python object Python object Python object
    """
    print(cython.typeof(v.T), cython.typeof(v.copy()), cython.typeof(v.copy_fortran()),
          cython.typeof(v.is_c_contig()), cython.typeof(v._data))
    print(cython.typeof(v.size), cython.typeof(v.nbytes), cython.typeof(v.base))


def numbers(short[:, :] v):
    """
    >>> numbers(numpy.zeros((2, 3), 'h'))
    (2, 2, 6, 12, True)
    >>> numbers(None)
    Traceback (most recent call last):
        ...
    AttributeError: 'NoneType' object has no attribute 'itemsize'
    """
    return v.ndim if v is not None else 0, v.itemsize, v.size, v.nbytes, v.size * 10**30 == 6 * 10**30


cdef double without_gil(double[:, :] v) except? -1 nogil:
    cdef double[:, ::1] c = v.copy()
    cdef double[::1, :] f = v.copy_fortran()
    cdef Py_ssize_t bytes = v.nbytes, size = v.size
    cdef int dimensions = v.ndim
    c[0, 0] += 1
    f[0, 0] += 1
    return c[0, 0] + f.T[0, 0] + 100 * bytes + 10000 * size + 1000000 * dimensions + v.is_c_contig()


def from_gil(double[:, :] v):
    """
    >>> a = numpy.arange(6.).reshape(2, 3)
    >>> from_gil(a), from_gil(a[:, ::-1]), bool(a[0, 0] == 0)
    (2064803.0, 2064806.0, True)
    >>> from_gil(None)
    Traceback (most recent call last):
        ...
    AttributeError: 'NoneType' object has no attribute 'copy'
    """
    with nogil:
        result = without_gil(v)
    return result


def rebound(v):
    """
    >>> rebound(numpy.arange(6.).reshape(2, 3))
    [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]
    """
    cdef double[:, :] u = v
    with nogil:
        u = u.copy()
        u = u.T
    return numpy.asarray(u).tolist()


def generated(double[:, :] v):
    """
    >>> list(generated(numpy.arange(6.).reshape(2, 3)))
    [[[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]], [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]]
    """
    for i in range(2):
        w = v.copy()
        yield numpy.asarray(w.T).tolist()
        v = w.T


def in_closure(double[:, :] v):
    """
    >>> in_closure(numpy.arange(6.).reshape(2, 3))()
    ((3, 2), 48, True)
    """
    def inner():
        return v.T.shape, v.nbytes, v.copy().is_c_contig()
    return inner


def order(v):
    """
    >>> a = numpy.zeros((3, 4, 5))
    >>> order(a), order(a.T), order(a[:, :, ::2])
    ((True, False, False), (False, True, False), (False, False, False))
    """
    cdef double[:, :, :] u = v
    return u.is_c_contig(), u.is_f_contig(), u[::7].is_c_contig()


def copies(object[:] v):
    """
    >>> a = numpy.array([[], {}, 'x'], dtype=object)
    >>> c = copies(a)
    >>> c[0] is a[0], c.shape, c.base.__class__.__name__, c[1] is not a[1]
    (True, (3,), 'array', True)
    >>> copies(numpy.array([], dtype=object)).shape
    (0,)
    """
    c = v.copy()
    if c.shape[0]:
        c[1] = {1: 2}
    return c


def of_const(const int[:, :] v):
    """
    >>> a = numpy.arange(4, dtype='i').reshape(2, 2)
    >>> a.flags.writeable = False
    >>> of_const(a)
    [[9, 1], [2, 3]]
    """
    c = v.copy()
    c[0, 0] = 9
    return numpy.asarray(c).tolist()


def indirect(int[::generic, :] v):
    """
    >>> indirect(numpy.zeros((2, 3), 'i'))
    ((3, 2), (2, 3))
    """
    return v.T.shape, v.copy().shape


def as_object(double[:] v):
    """
    >>> as_object(numpy.arange(3.))
    ([0.0, 1.0, 2.0], True)
    """
    method = v.copy
    return list(method()), 0.0 in v


def array_of_memory(double[:, :] v):
    """
    >>> array_of_memory(numpy.arange(6.).reshape(2, 3))
    ('array', 'c', (3, 2), 5.0, 'fortran', (5, 1))
    """
    a = <double[:3, :2]>&v[0, 0]
    cdef array f = <double[:3:1, :2]>&v[0, 0]
    cdef int numbers[5][1]
    return cython.typeof(a), a.mode, a.shape, a[2, 1], f.mode, (<int[:, :]>numbers).shape


cdef int freed = 0

cdef void note_freed(void *data) noexcept:
    global freed
    freed += 1


def freed_by_callback():
    """
    >>> freed_by_callback()
    [0, 0, 1]
    """
    cdef int numbers[2]
    counts = [freed]
    cdef array a = <int[:2]>numbers
    a.callback_free_data = note_freed
    cdef int[:] v = a
    del a
    counts.append(freed)
    del v
    counts.append(freed)
    return counts


def chosen(bint first):
    """
    >>> chosen(True), chosen(False)
    ((1.0, 1.0, 1.0), (3.0, 3.0, 3.0))
    """
    cdef double a[2], b[2]
    cdef double[:] v
    a = [1, 2]
    b = [3, 4]
    v = a if first else b
    either = a if first else b
    cdef double c[2]
    c = a if first else b
    return v[0], either[0], c[0]


def is_sequence(double[:] v):
    """
    >>> is_sequence(numpy.array([1., 2., 2.]))
    (True, 2, 1)
    """
    from collections.abc import Sequence
    o = <object>v
    return isinstance(o, Sequence), o.count(2.), o.index(2.)


cdef bint is_nothing(int[:] v) nogil:
    return v == None and None is v and not (None != v)


def compared_with_none(v):
    """
    >>> compared_with_none(None), compared_with_none(numpy.zeros(1, 'i'))
    (True, False)
    """
    return is_nothing(v)


cdef long of_c(long[:, ::1] v) except? -1 nogil:
    return v[0, 0] if v.shape[0] else 7


cdef long of_fortran(long[::1, :] v) except? -1 nogil:
    return v[0, 0]


cdef long of_generic(long[::generic, :] v) except? -1 nogil:
    return v[1, 0]


cdef long through_generic(long[::generic, :] v) except? -1 nogil:
    return of_c(v)


def stricter(long[:, :] v):
    """
    >>> a = numpy.arange(6).reshape(2, 3)
    >>> stricter(a), stricter(a.T)
    (('0', 'Memoryview not fortran contiguous.', '3', '0'), ('Memoryview not C contiguous.', '0', '1', 'Memoryview not C contiguous.'))
    >>> stricter(a[:1])
    ('0', '0', 'Out of bounds on buffer access (axis 0)', '0')
    >>> stricter(numpy.zeros((0, 3), 'l'))[0]
    '7'
    """
    results = []
    cdef long result
    for i in range(4):
        try:
            with nogil:
                result = (of_c(v) if i == 0 else of_fortran(v) if i == 1 else
                          of_generic(v) if i == 2 else through_generic(v))
            results.append(str(result))
        except (ValueError, IndexError) as error:
            results.append(str(error))
    return tuple(results)


def same_memory(long[:, :] v):
    """
    >>> same_memory(numpy.zeros((2, 3), 'l'))
    (True, (24, 8))
    """
    cdef long[:, ::1] c = v
    return c.base is v.base, c.strides
