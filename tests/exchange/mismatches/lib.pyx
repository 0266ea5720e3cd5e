cdef int function(int x):
    return x
cdef int other(double x):
    return 1
cdef number twice(number x):
    return 2 * x
cdef class Thing:
    cdef int method(self):
        return 1
cdef class Plain:
    pass
