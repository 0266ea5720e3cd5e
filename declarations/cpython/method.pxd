# Methods of Python: Python/C API Reference Manual, "Method Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyMethod_Check(object o)
    object PyMethod_New(object func, object self)
    # These four lend their result.
    PyObject *PyMethod_Function(object meth) except NULL
    PyObject *PyMethod_GET_FUNCTION(object meth)
    PyObject *PyMethod_Self(object meth) except NULL
    PyObject *PyMethod_GET_SELF(object meth)
    # Python 2's, which no header has any more.
    object PyMethod_Class(object meth)
    PyObject *PyMethod_GET_CLASS(object meth)
