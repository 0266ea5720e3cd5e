# cython: warn.undeclared=True
top = 1  # warning: W0307 'top' is not declared
cdef int declared = 1


def function(a):
    b = a  # warning: W0307
    b = 2
    cdef int c = 1
    for i in range(c):  # warning: W0307
        c += i
    import sys
    return b
