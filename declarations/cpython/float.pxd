# Floats: Python/C API Reference Manual, "Floating Point Objects".

cdef extern from "Python.h":
    bint PyFloat_Check(object o)
    bint PyFloat_CheckExact(object o)
    object PyFloat_FromDouble(double number)
    object PyFloat_FromString(object text)
    double PyFloat_AsDouble(object o) except? -1.0
    double PyFloat_AS_DOUBLE(object o)
