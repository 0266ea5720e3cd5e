# cython: c_string_encoding=ascii
cimport cython

@cython.locals(a=int, a=int)
cdef f(a)
