"""C properties of classes that C headers know: `@property cdef inline` in `cdef extern from`."""

cimport cython

cdef extern from *:
    """
    #define HALF(z) ((z) / 2)
    """
    double HALF(double)

    ctypedef struct struct_of_complex "Py_complex":
        double real, imag

    ctypedef class builtins.complex [object PyComplexObject]:
        cdef struct_of_complex cval

        @property
        cdef inline double re(self) noexcept nogil:
            return self.cval.real

        @property
        cdef inline double half(self) noexcept:
            "Other properties are known in it."
            return HALF(self.re)

        @property
        cdef inline object parts(self):
            return self.cval.real, self.cval.imag

        @property
        cdef inline long whole(self) except -1:
            return <long><object>self.cval.real

        @property
        cdef inline struct_of_complex *address(self) noexcept:
            return &self.cval


def parts(complex z):
    """
    >>> parts(3 + 4j)
    (3.0, 1.5, (3.0, 4.0), 3)
    """
    return z.re, z.half, z.parts, z.whole

def whole(complex z):
    """
    >>> whole(float('inf') + 0j)
    Traceback (most recent call last):
        ...
    OverflowError: cannot convert float infinity to integer
    """
    return z.whole

cdef double sum_of(complex y, complex z) noexcept nogil:
    return y.re + z.re

def without_gil(complex z, complex y):
    """
    >>> without_gil(1j, 2 + 1j)
    2.0
    """
    cdef double result
    with nogil:
        result = sum_of(y, z)
    return result

def in_places(complex z):
    """
    >>> in_places(5 + 6j)
    (5.0, 6.0, 10.0, [5.0, 5.0], 'double')
    """
    cdef double total = z.re
    total += z.re
    return z.address.real, z.address[0].imag, total, [z.re for _ in range(2)], typeof_re(z)

def typeof_re(complex z):
    return cython.typeof(z.re)

def of_none(complex z):
    """
    >>> of_none(None)
    'none'
    """
    return "none" if z is None else z.re
