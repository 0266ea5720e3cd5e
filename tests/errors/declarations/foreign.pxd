# What tests/errors/foreign.pyx cimports; there is no such module.
cdef int function(int x)
cpdef int both(int x)
cdef int variable
cdef class Thing:
    cdef int field
ctypedef int (*callback)(int)
cdef class WithDefault:
    cdef method(self, argument=*)
