# Complex numbers: of which types, and what they cannot become.

cdef int complex whole
cdef double complex fine
cdef float complex small
cdef long double complex large


def casts(double complex z):
    return <bint>z, <float complex>z, <double>z, <int>z


def no_pointer(double complex z):
    <char *>z  # error: E0418 cannot cast 'double complex' to 'char *'
