cdef class Store:
    cdef dict __kept
    cdef readonly int __size
    cdef int __count(self)
