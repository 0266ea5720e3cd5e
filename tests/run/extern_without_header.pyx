"""C functions that are declared without a header: code that is linked with the module has them."""

ctypedef double number

cdef extern number cbrt(number), hypot(double x, double y)
cdef extern char *getenv(const char *name)
cdef extern double frexp(double, int *exponent) nogil
cdef extern:
    long absolute "labs"(long)


def calls():
    """
    >>> calls()
    (2.0, 5.0, True, 3, 0.5, 3)
    """
    cdef int exponent
    cdef double part
    with nogil:
        part = frexp(4.0, &exponent)
    return round(cbrt(8.0), 9), hypot(3, 4), getenv(b"ZILANT_NOWHERE") is NULL, absolute(-3), part, exponent


def pointer():
    """
    >>> pointer()
    5.0
    """
    cdef double (*function)(double, double) = hypot
    return function(3, 4)
