# Complex numbers: of which types, and what they cannot become.

cdef int complex whole
cdef double complex fine
cdef float complex small
cdef long double complex large


def casts(double complex z):
    return <bint>z, <float complex>z, <double>z, <int>z  # error: E0418 # error: E0418
