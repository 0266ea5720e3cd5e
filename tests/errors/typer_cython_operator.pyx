# The functions of cython's submodules.
cimport cython.parallel
from cython.operator cimport dereference


def f(x, int n):
    dereference(x)  # error: E0405 operator 'dereference' does not work on 'object'
    dereference(n)  # error: E0405 operator 'dereference' does not work on 'int'
    dereference(&n, n)  # error: E0402 'dereference' takes 1 argument, 2 given


def parallel(int n):
    cdef int i
    for i in cython.parallel.prange(n):  # error: E0599 cython.parallel.prange() is not supported yet
        pass
