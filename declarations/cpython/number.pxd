# Numbers: Python/C API Reference Manual, "Number Protocol".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyNumber_Check(object o)
    bint PyIndex_Check(object o)
    object PyNumber_Add(object left, object right)
    object PyNumber_Subtract(object left, object right)
    object PyNumber_Multiply(object left, object right)
    object PyNumber_MatrixMultiply(object left, object right)
    object PyNumber_FloorDivide(object left, object right)
    object PyNumber_TrueDivide(object left, object right)
    object PyNumber_Remainder(object left, object right)
    object PyNumber_Divmod(object left, object right)
    # The modulus may be None.
    object PyNumber_Power(object left, object right, object modulus)
    object PyNumber_Negative(object o)
    object PyNumber_Positive(object o)
    object PyNumber_Absolute(object o)
    object PyNumber_Invert(object o)
    object PyNumber_Lshift(object left, object right)
    object PyNumber_Rshift(object left, object right)
    object PyNumber_And(object left, object right)
    object PyNumber_Xor(object left, object right)
    object PyNumber_Or(object left, object right)

    object PyNumber_InPlaceAdd(object left, object right)
    object PyNumber_InPlaceSubtract(object left, object right)
    object PyNumber_InPlaceMultiply(object left, object right)
    object PyNumber_InPlaceMatrixMultiply(object left, object right)
    object PyNumber_InPlaceFloorDivide(object left, object right)
    object PyNumber_InPlaceTrueDivide(object left, object right)
    object PyNumber_InPlaceRemainder(object left, object right)
    object PyNumber_InPlacePower(object left, object right, object modulus)
    object PyNumber_InPlaceLshift(object left, object right)
    object PyNumber_InPlaceRshift(object left, object right)
    object PyNumber_InPlaceAnd(object left, object right)
    object PyNumber_InPlaceXor(object left, object right)
    object PyNumber_InPlaceOr(object left, object right)

    object PyNumber_Long(object o)
    object PyNumber_Float(object o)
    object PyNumber_Index(object o)
    # What overflows raises the exception.
    Py_ssize_t PyNumber_AsSsize_t(object o, object exception) except? -1

    # Python 2's, which no header has any more.
    object PyNumber_Divide(object left, object right)
    object PyNumber_InPlaceDivide(object left, object right)
    int PyNumber_Coerce(PyObject **left, PyObject **right) except -1
