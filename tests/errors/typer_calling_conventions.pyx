# A function has one calling convention.
cimport cython

@cython.callspec("")
cdef void none(): pass

@cython.callspec("")
cdef void __stdcall own(): pass

@cython.callspec("__cdecl")  # warning: W0102 directive 'callspec' has no effect as '__cdecl'
cdef void __cdecl same(): pass

@cython.callspec("__cdecl")  # warning: W0102
cdef void __stdcall other(): pass  # error: E0560 a function has one calling convention, not both '__stdcall' and '__cdecl'

@cython.callspec("__stdcall")  # warning: W0102
cdef void takes(void (__fastcall *function)()): pass  # error: E0560
