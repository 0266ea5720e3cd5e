# Functions of Python: Python/C API Reference Manual, "Function Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyFunction_Check(object o)
    object PyFunction_New(object code, object globals)
    # These lend their result; the last two are NULL if there is nothing.
    PyObject *PyFunction_GetCode(object op) except? NULL
    PyObject *PyFunction_GetGlobals(object op) except? NULL
    PyObject *PyFunction_GetModule(object op) except? NULL
    PyObject *PyFunction_GetDefaults(object op) except? NULL
    PyObject *PyFunction_GetClosure(object op) except? NULL
    # A tuple or None.
    int PyFunction_SetDefaults(object op, object defaults) except -1
    int PyFunction_SetClosure(object op, object closure) except -1
