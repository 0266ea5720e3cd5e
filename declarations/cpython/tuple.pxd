# Tuples: Python/C API Reference Manual, "Tuple Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyTuple_Check(object o)
    bint PyTuple_CheckExact(object o)
    tuple PyTuple_New(Py_ssize_t size)
    Py_ssize_t PyTuple_Size(object t) except -1
    Py_ssize_t PyTuple_GET_SIZE(object t)
    # These two lend their result.
    PyObject *PyTuple_GetItem(object t, Py_ssize_t index) except NULL
    PyObject *PyTuple_GET_ITEM(object t, Py_ssize_t index)
    tuple PyTuple_GetSlice(object t, Py_ssize_t low, Py_ssize_t high)
