# Booleans: Python/C API Reference Manual, "Boolean Objects".

cdef extern from "Python.h":
    bint PyBool_Check(object o)
    object PyBool_FromLong(long v)
