# cython: language_level=3
"""Python's complex as a class of a C header, whose number is a field."""

from cpython.complex cimport complex as Complex


def made(double complex z):
    """
    >>> made(1+2j)
    ((1+2j), 1.0, 2.0, (3+4j))
    """
    cdef Complex number = z
    cdef Complex other = 3 + 4j
    cdef double complex back = number
    return number, number.cval.real, back.imag, other


def none():
    """
    >>> none()
    """
    cdef Complex number = None
    return number
