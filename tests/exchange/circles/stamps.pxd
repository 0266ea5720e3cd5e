from offsets cimport Offset  # unused, as names in a .pxd often are, but it says what comes first

cdef class Stamp:
    cdef object offset
