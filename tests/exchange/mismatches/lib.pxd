cdef int function(int x)
cdef int other(double x)
cdef int variable
ctypedef fused number:
    int
    double
cdef number twice(number x)
cdef class Thing:
    cdef int a, b
    cdef int method(self)
cdef class Plain:
    cdef int a
