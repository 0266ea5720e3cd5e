# Functions of Python: Python/C API Reference Manual, "Function Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyFunction_Check(object o)
    object PyFunction_New(object code, object globals)
    # These lend their result; the last two are NULL if there is nothing.
    PyObject *PyFunction_GetCode(object function) except? NULL
    PyObject *PyFunction_GetGlobals(object function) except? NULL
    PyObject *PyFunction_GetModule(object function) except? NULL
    PyObject *PyFunction_GetDefaults(object function) except? NULL
    PyObject *PyFunction_GetClosure(object function) except? NULL
    # A tuple or None.
    int PyFunction_SetDefaults(object function, object defaults) except -1
    int PyFunction_SetClosure(object function, object closure) except -1
