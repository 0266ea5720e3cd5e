cdef int level
cdef inline list collect(object item, list into=[]):
    into.append(item)
    return into
cdef inline int above(int by=1, int base=level) noexcept nogil:
    return base + by
cdef int declared_with_less(int a)
cpdef int asked_with_less(int a, int b=*)
cdef class Reader:
    cdef double last(self, double[:] items)
    cdef double first(self, const double[:] items)
