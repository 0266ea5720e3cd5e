# Lists: Python/C API Reference Manual, "List Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    list PyList_New(Py_ssize_t size)
    bint PyList_Check(object o)
    bint PyList_CheckExact(object o)
    Py_ssize_t PyList_Size(object l) except -1
    Py_ssize_t PyList_GET_SIZE(object l)
    # These two lend their result.
    PyObject *PyList_GetItem(object l, Py_ssize_t index) except NULL
    PyObject *PyList_GET_ITEM(object l, Py_ssize_t index)
    int PyList_Insert(object l, Py_ssize_t index, object item) except -1
    int PyList_Append(object l, object item) except -1
    list PyList_GetSlice(object l, Py_ssize_t low, Py_ssize_t high)
    int PyList_SetSlice(object l, Py_ssize_t low, Py_ssize_t high, object items) except -1
    int PyList_Sort(object l) except -1
    int PyList_Reverse(object l) except -1
    tuple PyList_AsTuple(object l)
