from .right cimport Right
from .types cimport number

cdef class Left:
    cdef number value
    cdef Right partner
    cdef number total(self, int depth=*) except -1
    cpdef Left twin(self)

cdef Left new_left(number value)
cdef number steps
