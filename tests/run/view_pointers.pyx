# cython: language_level=3
# tag: numpy
"""Memoryviews through pointers and vtables, beside values of all classes of C's convention."""
from cython.view cimport generic

import numpy

cdef struct Pair:
    double x
    long y

cdef struct Large:
    long items[4]

ctypedef double (*plain)(double[:] v) except? -1 nogil
ctypedef double (*mixed)(int a, double[:] v, double b, short c, double[:, :] w, Pair p) except? -1
ctypedef long (*many)(long a, long b, long c, long d, long e, long f, double[:] v, long g) except? -1
ctypedef double (*with_struct)(Large a, double[:] v) except? -1
ctypedef double[:] (*giving)(double[:] v, int start)
ctypedef long double (*wide)(long double a, double[:] v) except? -1
ctypedef double (*behind)(double[::generic, :] v) except? -1


cdef double sum_of(double[:] v) except? -1 nogil:
    cdef double s = 0
    for i in range(v.shape[0]):
        s += v[i]
    return s


cdef double of_mixed(int a, double[:] v, double b, short c, double[:, :] w, Pair p) except? -1:
    return a + sum_of(v) + b + c + w[1, 0] + w.shape[1] + p.x + p.y


cdef long of_many(long a, long b, long c, long d, long e, long f, double[:] v, long g) except? -1:
    return a + b + c + d + e + f + g + <long>sum_of(v)


cdef double of_struct(Large a, double[:] v) except? -1:
    return a.items[3] + sum_of(v)


cdef double[:] tail(double[:] v, int start):
    return v[start:]


cdef long double of_wide(long double a, double[:] v) except? -1:
    return a + sum_of(v)


cdef double of_generic(double[::generic, :] v) except? -1:
    return v[1, 0]


cdef class Base:
    cdef double total(self, double[:] v, double factor=2) except? -1:
        return factor * sum_of(v)

    cpdef double shown(self, double[:, :] v, int i) except? -1:
        return v[i, 0]

    cdef double[:] part(self, double[:] v, int i, double[:] other):
        return v[i:] if other is None else other[i:]


cdef class Derived(Base):
    cdef double total(self, double[:] v, double factor=2) except? -1:
        return -factor * sum_of(v)

    cdef double[:] part(self, double[:] v, int i, double[:] other):
        return v[::i]


class Overrides(Base):
    def shown(self, v, i):
        return 7 + v[i, 0]


def pointers(double[:] v, double[:, :] w):
    """
    >>> pointers(numpy.arange(3.), numpy.arange(6.).reshape(2, 3))
    (3.0, 23.5, 34, 13.0, (2, 3.0), 3.5, 3.0)
    >>> pointers(numpy.arange(6.)[::2], numpy.arange(12.).reshape(4, 3)[::2, ::-1])
    (6.0, 31.5, 37, 16.0, (2, 6.0), 6.5, 8.0)
    """
    cdef plain a = sum_of
    cdef mixed b = of_mixed
    cdef many c = of_many
    cdef with_struct d = of_struct
    cdef giving e = tail
    cdef wide f = of_wide
    cdef behind g = of_generic
    cdef Large large
    large.items[3] = 10
    cdef double without
    with nogil:
        without = a(v)
    part = e(v, 1)
    return (without, b(1, v, 2.5, 3, w, Pair(4, 4)), c(1, 2, 3, 4, 5, 6, v, 10), d(large, v),
            (part.shape[0], sum_of(part)), <double>f(0.5, v), g(w))


def methods(Base b, double[:] v, double[:, :] w):
    """
    >>> v, w = numpy.arange(3.), numpy.arange(6.).reshape(2, 3)
    >>> methods(Base(), v, w), methods(Derived(), v, w), methods(Overrides(), v, w)
    ((6.0, 9.0, 3.0, 3.0, 2.0), (-6.0, -9.0, 3.0, 2.0, 2.0), (6.0, 9.0, 10.0, 3.0, 2.0))
    """
    start = 2 if type(b) is Derived else 1
    alone, beside = b.part(v, start, None), b.part(v, 2, v)
    return b.total(v), b.total(v, 3), b.shown(w, 1), sum_of(alone), sum_of(beside)


def none_and_unset(double[:] v):
    """
    >>> none_and_unset(None)
    Traceback (most recent call last):
        ...
    AttributeError: 'NoneType' object has no attribute 'shape'
    """
    cdef plain a = sum_of
    return a(v)
