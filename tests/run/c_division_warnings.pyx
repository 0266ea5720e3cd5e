"""cdivision_warnings: a RuntimeWarning where one of the two numbers is negative. (Cython warns alike.)

>>> warned(truncated, 7, 3), warned(truncated, -7, -3)
(((2, 1), []), ((2, -1), []))
>>> warned(truncated, -7, 3), warned(truncated, 7, -3)
(((-2, -1), [29, 29]), ((-2, 1), [29, 29]))
>>> warned(floored, -7, 3)
((-3, 2, -2.3333333333333335), [34, 34])
>>> warned(floats, -7, 3), warned(floats, 7.5, 2)
(((-3.0, 2.0), [39, 39]), ((3.0, 1.5), []))
>>> warned(without_gil, -7, 3)
(-2, [45])
>>> warned(unsigned_numbers, 7, 3)
(2, [])
>>> raised(truncated), raised(floats), raised(without_gil)
('division with oppositely signed operands, C and Python semantics differ', \
'division with oppositely signed operands, C and Python semantics differ', \
'division with oppositely signed operands, C and Python semantics differ')
"""
import os
import warnings

cimport cython


@cython.cdivision(True)
@cython.cdivision_warnings(True)
def truncated(int a, int b):
    return a // b, a % b


@cython.cdivision_warnings(True)
def floored(int a, int b):
    return a // b, a % b, a / b


@cython.cdivision_warnings(True)
def floats(double a, double b):
    return a // b, a % b


@cython.cdivision(True)
@cython.cdivision_warnings(True)
cdef int divided(int a, int b) except? -1 nogil:
    return a // b


@cython.cdivision_warnings(True)
def unsigned_numbers(unsigned int a, unsigned int b):
    return a // b


def without_gil(int a, int b):
    cdef int result
    with nogil:
        result = divided(a, b)
    return result


def warned(function, a, b):
    """The result, and the lines of the warnings."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        result = function(a, b)
    for warning in found:
        assert warning.category is RuntimeWarning
        assert os.path.basename(warning.filename) == "c_division_warnings.pyx"
    return result, [warning.lineno for warning in found]


def raised(function):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            function(-7, 3)
        except RuntimeWarning as error:
            return str(error)
