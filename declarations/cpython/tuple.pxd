# Tuples: Python/C API Reference Manual, "Tuple Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyTuple_Check(object o)
    bint PyTuple_CheckExact(object o)
    # The items of a new tuple are NULL until they are set.
    tuple PyTuple_New(Py_ssize_t size)
    # Each item is a `<void *>o`; they are not stolen.
    tuple PyTuple_Pack(Py_ssize_t size, ...)
    Py_ssize_t PyTuple_Size(object t) except -1
    Py_ssize_t PyTuple_GET_SIZE(object t)
    # These two lend their result.
    PyObject *PyTuple_GetItem(object t, Py_ssize_t index) except NULL
    PyObject *PyTuple_GET_ITEM(object t, Py_ssize_t index)
    tuple PyTuple_GetSlice(object t, Py_ssize_t low, Py_ssize_t high)
    # These two steal the item: Py_INCREF comes first. SET_ITEM leaks what stood there.
    int PyTuple_SetItem(object t, Py_ssize_t index, object item) except -1
    void PyTuple_SET_ITEM(object t, Py_ssize_t index, object item)
    # Sets the variable, also when it fails.
    int _PyTuple_Resize(PyObject **t, Py_ssize_t size) except -1
