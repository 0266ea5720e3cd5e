# What tests/errors/foreign.pyx cimports; there is no such module.
cdef int function(int x)
cdef int optional(int x, int b=*, int c=*)
cpdef int both(int x)
ctypedef int (*callback)(int)
cdef class WithDefault:
    cdef method(self, b=*, c=*)
