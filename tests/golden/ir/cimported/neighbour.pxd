# What tests/golden/ir/exchange.pyx cimports: no case of its own.
cdef int counter
cdef int add(int a, int b=*) except -1
cdef class Base:
    cdef int value
    cdef int size(self, int scale=*) except -1
    cpdef label(self)
