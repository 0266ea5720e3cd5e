# Methods of Python: Python/C API Reference Manual, "Method Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyMethod_Check(object o)
    object PyMethod_New(object function, object self)
    # These four lend their result.
    PyObject *PyMethod_Function(object method) except NULL
    PyObject *PyMethod_GET_FUNCTION(object method)
    PyObject *PyMethod_Self(object method) except NULL
    PyObject *PyMethod_GET_SELF(object method)
    # Python 2's, which no header has any more.
    object PyMethod_Class(object method)
    PyObject *PyMethod_GET_CLASS(object method)
