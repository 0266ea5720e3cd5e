"""Python's C API for numbers."""

from cpython.complex cimport (
    PyComplex_AsCComplex, PyComplex_Check, PyComplex_FromCComplex, PyComplex_FromDoubles, PyComplex_ImagAsDouble,
    PyComplex_RealAsDouble,
)
from cpython.float cimport (
    PyFloat_AS_DOUBLE, PyFloat_AsDouble, PyFloat_Check, PyFloat_FromDouble, PyFloat_FromString, PyFloat_Pack4,
    PyFloat_Pack8, PyFloat_Unpack4, PyFloat_Unpack8,
)
from cpython.long cimport (
    PY_LONG_LONG, PyLong_AsDouble, PyLong_AsLong, PyLong_AsLongAndOverflow, PyLong_AsLongLong, PyLong_AsSsize_t,
    PyLong_AsUnsignedLong, PyLong_AsUnsignedLongLong, PyLong_AsUnsignedLongMask, PyLong_AsVoidPtr, PyLong_Check,
    PyLong_CheckExact, PyLong_FromDouble, PyLong_FromLongLong, PyLong_FromSize_t, PyLong_FromSsize_t, PyLong_FromString,
    PyLong_FromUnsignedLongLong, PyLong_FromVoidPtr,
)
from cpython.number cimport (
    PyIndex_Check, PyNumber_Absolute, PyNumber_Add, PyNumber_And, PyNumber_AsSsize_t, PyNumber_Check, PyNumber_Divmod,
    PyNumber_Float, PyNumber_FloorDivide, PyNumber_Index, PyNumber_InPlaceAdd, PyNumber_InPlacePower, PyNumber_Invert,
    PyNumber_Long, PyNumber_Lshift, PyNumber_MatrixMultiply, PyNumber_Multiply, PyNumber_Negative, PyNumber_Power,
    PyNumber_Remainder, PyNumber_Subtract, PyNumber_TrueDivide,
)
from cpython.pyport cimport PY_SSIZE_T_MAX, PY_SSIZE_T_MIN

import sys


def signed(o):
    """
    >>> signed(-5)
    (-5, -5, -5, -5.0, True)
    >>> signed(2 ** 70)
    Traceback (most recent call last):
    OverflowError: Python int too large to convert to C long
    >>> signed("a")
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    >>> signed(-1)
    (-1, -1, -1, -1.0, True)
    """
    return PyLong_AsLong(o), PyLong_AsLongLong(o), PyLong_AsSsize_t(o), PyLong_AsDouble(o), PyLong_Check(o)


def unsigned(o):
    """
    >>> unsigned(2 ** 64 - 1)
    (18446744073709551615, 18446744073709551615)
    >>> unsigned(-1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned int
    >>> unsigned(1.5)
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    return PyLong_AsUnsignedLong(o), PyLong_AsUnsignedLongLong(o)


def masked(o):
    """
    >>> masked(-1), masked(2 ** 64 + 3)
    (18446744073709551615, 3)
    >>> masked("a")
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    """
    return PyLong_AsUnsignedLongMask(o)


def overflowing(o):
    """
    >>> overflowing(5), overflowing(2 ** 70), overflowing(-2 ** 70)
    ((5, 0), (-1, 1), (-1, -1))
    >>> overflowing("a")
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    """
    cdef int overflow = 0
    number = PyLong_AsLongAndOverflow(o, &overflow)
    return number, overflow


def made():
    """
    >>> made()
    (-1, 18446744073709551615, -2, 18446744073709551615, 3, 255, True, True)
    """
    cdef int number = 0
    cdef PY_LONG_LONG long_long = -1
    pointer = PyLong_FromVoidPtr(&number)
    return (PyLong_FromLongLong(long_long), PyLong_FromUnsignedLongLong(18446744073709551615u), PyLong_FromSsize_t(-2),
            PyLong_FromSize_t(<size_t>-1), PyLong_FromDouble(3.7), PyLong_FromString(b"ff", NULL, 16),
            PyLong_AsVoidPtr(pointer) == &number, PyLong_CheckExact(pointer))


def failing_text(bytes text):
    """
    >>> failing_text(b"x")
    Traceback (most recent call last):
    ValueError: invalid literal for int() with base 10: 'x'
    """
    return PyLong_FromString(text, NULL, 10)


def infinite(double number):
    """
    >>> infinite(1e300 * 1e300)
    Traceback (most recent call last):
    OverflowError: cannot convert float infinity to integer
    """
    return PyLong_FromDouble(number)


def floats(o):
    """
    >>> floats(1.5)
    (1.5, 1.5, True, 2.5, 0.25)
    >>> floats("a")
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> floats(-1.0)
    (-1.0, -1.0, True, 2.5, 0.25)
    """
    return (PyFloat_AsDouble(o), PyFloat_AS_DOUBLE(o), PyFloat_Check(o), PyFloat_FromString("2.5"),
            PyFloat_FromDouble(0.25))


def packed(double number):
    """
    >>> packed(1.5)
    (1.5, 1.5, 63)
    >>> packed(1e300)
    Traceback (most recent call last):
    OverflowError: float too large to pack with f format
    """
    cdef unsigned char buffer[8]
    PyFloat_Pack4(number, buffer, 0)
    single = PyFloat_Unpack4(buffer, 0)
    PyFloat_Pack8(number, buffer, 0)
    return single, PyFloat_Unpack8(buffer, 0), buffer[0]


def complex_numbers(o):
    """
    >>> complex_numbers(1 + 2j)
    (1.0, 2.0, 1.0, (3-4j), (1+2j), True)
    >>> complex_numbers(5)
    (5.0, 0.0, 5.0, (3-4j), (5+0j), False)
    """
    cdef Py_complex number = PyComplex_AsCComplex(o)
    return (PyComplex_RealAsDouble(o), PyComplex_ImagAsDouble(o), number.real, PyComplex_FromDoubles(3, -4),
            PyComplex_FromCComplex(number), PyComplex_Check(o))


def operators(left, right):
    """
    >>> operators(7, 2)
    (9, 5, 14, 3, 3.5, 1, (3, 1), 49, 28, 2, -7, 7, -8, 9, 49)
    >>> operators(7, 0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero # until 3.13
    ZeroDivisionError: division by zero # from 3.14
    >>> operators("a", 2)
    Traceback (most recent call last):
    TypeError: can only concatenate str (not "int") to str
    """
    return (PyNumber_Add(left, right), PyNumber_Subtract(left, right), PyNumber_Multiply(left, right),
            PyNumber_FloorDivide(left, right), PyNumber_TrueDivide(left, right), PyNumber_Remainder(left, right),
            PyNumber_Divmod(left, right), PyNumber_Power(left, right, None), PyNumber_Lshift(left, right),
            PyNumber_And(left, right), PyNumber_Negative(left), PyNumber_Absolute(left), PyNumber_Invert(left),
            PyNumber_InPlaceAdd(left, right), PyNumber_InPlacePower(left, right, None))


def matrices(left, right):
    """
    >>> matrices(1, 2)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for @: 'int' and 'int'
    """
    return PyNumber_MatrixMultiply(left, right)


def conversions(o):
    """
    >>> conversions(3)
    (3, 3.0, 3, True, True)
    >>> conversions(3.5)
    Traceback (most recent call last):
    TypeError: 'float' object cannot be interpreted as an integer
    """
    return PyNumber_Long(o), PyNumber_Float(o), PyNumber_Index(o), PyNumber_Check(o), PyIndex_Check(o)


def index(o):
    """
    >>> index(-1), index(5)
    (-1, 5)
    >>> index(2 ** 70)
    Traceback (most recent call last):
    IndexError: cannot fit 'int' into an index-sized integer
    """
    return PyNumber_AsSsize_t(o, IndexError)


def limits():
    """
    >>> limits() == (sys.maxsize, -sys.maxsize - 1)
    True
    """
    return PY_SSIZE_T_MAX, PY_SSIZE_T_MIN
