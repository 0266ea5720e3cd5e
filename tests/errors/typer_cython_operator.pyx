# The functions of cython's submodules.
from cython.operator cimport dereference, postdecrement, preincrement


def f(x, int n):
    dereference(x)  # error: E0405 operator 'dereference' does not work on 'object'
    dereference(n)  # error: E0405 operator 'dereference' does not work on 'int'
    dereference(&n, n)  # error: E0402 'dereference' takes 1 argument, 2 given


cdef change(x, int n, const int *fixed, void *anything):
    cdef double complex z = 1
    preincrement(n, n)  # error: E0402 'preincrement' takes 1 argument, 2 given
    preincrement(x)  # error: E0405 operator 'preincrement' does not work on 'object'
    preincrement(z)  # error: E0405 operator 'preincrement' does not work on 'double complex'
    preincrement(anything)  # error: E0405 operator 'preincrement' does not work on 'void *'
    preincrement(n + 1)  # error: E0405 operator 'preincrement' does not work on 'n + 1'
    postdecrement(fixed[0])  # error: E0406 cannot assign to a const value of type 'const int'
