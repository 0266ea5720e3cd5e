cdef class Offset:
    cdef int n
cdef bint is_offset(object x)
