# cython: language_level=2, c_string_encoding=default
# What Cython takes and Python does not.

cdef extern:
    cdef func(int[])

cdef enum Action:
    ADVANCE = 0100

def bare_star(x, *):
    print <int> x, <char*>x
    return ru'x\u00e9'
