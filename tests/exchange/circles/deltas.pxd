cdef class Delta:
    cdef int value
