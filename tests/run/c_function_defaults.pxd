cdef int level
cdef inline list collect(object item, list into=[]):
    into.append(item)
    return into
cdef inline int above(int by=1, int base=level) noexcept nogil:
    return base + by
