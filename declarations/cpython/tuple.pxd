# Tuples: Python/C API Reference Manual, "Tuple Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyTuple_Check(object p)
    bint PyTuple_CheckExact(object p)
    # The items of a new tuple are NULL until they are set.
    tuple PyTuple_New(Py_ssize_t len)
    # Each item is a `<void *>o`; they are not stolen.
    tuple PyTuple_Pack(Py_ssize_t n, ...)
    Py_ssize_t PyTuple_Size(object p) except -1
    Py_ssize_t PyTuple_GET_SIZE(object p)
    # These two lend their result.
    PyObject *PyTuple_GetItem(object p, Py_ssize_t pos) except NULL
    PyObject *PyTuple_GET_ITEM(object p, Py_ssize_t pos)
    tuple PyTuple_GetSlice(object p, Py_ssize_t low, Py_ssize_t high)
    # These two steal the item: Py_INCREF comes first. SET_ITEM leaks what stood there.
    int PyTuple_SetItem(object p, Py_ssize_t pos, object o) except -1
    void PyTuple_SET_ITEM(object p, Py_ssize_t pos, object o)
    # Sets the variable, also when it fails.
    int _PyTuple_Resize(PyObject **p, Py_ssize_t newsize) except -1
