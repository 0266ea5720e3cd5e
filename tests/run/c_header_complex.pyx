# A typedef of a header that is declared as a real number, and is a complex one in C.
from libc.string cimport memcpy

cdef extern from *:
    """
    #include <complex.h>
    typedef double _Complex wide;
    typedef float _Complex narrow;
    static wide half(wide x) { return x / 2; }
    static double length_of(wide x) { return cabs(x); }
    static narrow third(narrow x) { return x / 3; }
    """
    ctypedef double wide
    ctypedef double narrow
    wide half(wide x) nogil
    double length_of(wide x) nogil
    narrow third(narrow x)


cdef double complex halved(double complex z) noexcept nogil:
    """As statsmodels does it."""
    cdef wide x
    cdef double complex out
    memcpy(&x, &z, sizeof(z))
    x = half(x)
    memcpy(&out, &x, sizeof(x))
    return out


def through_memory(z):
    """
    >>> through_memory(2 + 4j)
    (1+2j)
    """
    return halved(z)


def as_objects(z):
    """
    >>> as_objects(6 + 8j)
    ((3+4j), 5.0, (2+2.6666667461395264j))
    """
    cdef wide x = half(z)
    return x, length_of(half(z)), third(z)


cdef class Holder:
    cdef wide value

    def __init__(self, z):
        self.value = half(z)

    def get(self):
        """
        >>> Holder(4j).get()
        1.0
        """
        return length_of(half(self.value))
