cdef struct Pair:
    int first
    double second


cdef class Base:
    cdef public int number
    cdef object items
    cdef (int, double) pair
    cdef double complex z


cdef class Middle(Base):
    cdef public str name


cdef class Own:
    cdef public int value


cdef class Made:
    cdef public int value


cdef class Pointing:
    cdef void *memory
