# Parts of C values that cannot be changed.

cdef struct Pair:
    int x


cdef double complex make_complex():
    return 1


cdef Pair make_pair():
    cdef Pair pair
    pair.x = 1
    return pair


def rvalues():
    make_complex().real = 3  # error: E0309 cannot assign to 'make_complex().real', which is part of a value
    make_pair().x = 4  # error: E0309
