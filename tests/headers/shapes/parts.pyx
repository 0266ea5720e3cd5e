"""A class and a struct of which C code sees all, and which have private parts."""

cdef extern from "limits.h":
    enum: CHAR_BIT

cdef struct Inner:
    short a[CHAR_BIT]
    double complex z

ctypedef Inner Renamed
ctypedef int Small

cdef public enum Bits:
    BITS = CHAR_BIT
    MORE
    TWICE = CHAR_BIT * 2

cdef public struct Outer:
    Inner inner
    Renamed *pointer
    Small small
    (int, Inner) pair

cdef class Base:
    cdef int number
    cdef Inner inner
    cdef int method(self):
        return 1

cdef public api class Derived(Base) [object DerivedObject, type DerivedType]:
    cdef double[:, :] view
    cdef (int, double) pair
    cdef Base other
    cdef int (*function)(Inner *, int) noexcept nogil
    cdef object __weakref__
    cdef public int last

    def __init__(self):
        self.inner.a[7] = 8
        self.pair = (3, 0.5)
        self.last = 17

cdef public api class Entries(dict) [object EntriesObject, type EntriesType]:
    cdef int count

cdef public api class Failure(Exception) [object FailureObject, type FailureType]:
    cdef int code

cdef public (int, Inner) both
cdef public double complex turned
cdef public double[:] row

cdef public api int size_of_outer() noexcept:
    return sizeof(Outer)

cdef public api double first(double[:] values) except? -1:
    return values[0]

cdef public api double complex turn(double complex z) noexcept:
    return z * 1j
