from libc.stdint cimport uint8_t

cdef extern from "shapes.h" nogil:
    const int LIMIT
    enum color: RED, GREEN
    struct point:
        int x
    int measure(point *p, double) except -1

ctypedef unsigned char byte
ctypedef byte (*reader)(const uint8_t *data, size_t size) noexcept nogil

cpdef enum Level:
    LOW = 1
    HIGH = 1 << 4

DEF SIZE = 3
cdef byte buffer[SIZE]
cdef object first, second = None


cdef class Base:
    cdef readonly int number
    cdef int get(self) except? -1: return self.number
    cpdef list all(self, int n=0): return [n]


cdef class Derived(Base):
    cdef int get(self) except? -1: return 2
    def __len__(self): return 3


cdef inline double add(double a, b, reader r=NULL): return a
