"""Powers of C numbers by exponents that stand in the source."""


def floats(double x):
    """
    >>> floats(3.0)
    (1.0, 3.0, 9.0, 27.0, 81.0)
    >>> floats(-0.5)
    (1.0, -0.5, 0.25, -0.125, 0.0625)
    >>> floats(1e200)
    (1.0, 1e+200, inf, inf, inf)
    """
    return x ** 0, x ** 1, x ** 2, x ** 3, x ** 4.0


def narrow(float x):
    """
    >>> narrow(1.5), narrow(1e30)
    ((2.25, 3.375), (inf, inf))
    """
    return x ** 2, x ** 3


def integers(int n):
    """
    >>> integers(3)
    (1, 3, 9, 27, 59049, 43046721)
    >>> integers(-2)
    (1, -2, 4, -8, 1024, 65536)
    """
    return n ** 0, n ** 1, n ** 2, n ** 3, n ** 10, n ** 16


def wraps(int n, unsigned char small, long long large):
    """
    >>> wraps(65536, 200, 1 << 40)
    (4294967296, 64, 0)
    """
    cdef unsigned char small_square = small ** 2
    return n ** 2, small_square, large ** 2


def augmented(double x, int n):
    """
    >>> augmented(1.5, 7)
    (2.25, 343)
    """
    x **= 2
    n **= 3
    return x, n


cdef double square(double x) noexcept nogil:
    return x ** 2


def without_the_gil(double x):
    """
    >>> without_the_gil(12.0)
    20736.0
    """
    cdef double result
    with nogil:
        result = square(x) ** 2
    return result
