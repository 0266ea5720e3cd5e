from .left cimport Left
from .types cimport number

cdef class Right:
    cdef number value
    cdef Left partner
    cdef number total(self, int depth=*) except -1

cdef Right new_right(number value, Left partner=*)
