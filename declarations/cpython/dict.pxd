# Dictionaries: Python/C API Reference Manual, "Dictionary Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyDict_Check(object o)
    bint PyDict_CheckExact(object o)
    dict PyDict_New()
    void PyDict_Clear(object d)
    int PyDict_Contains(object d, object key) except -1
    dict PyDict_Copy(object d)
    int PyDict_SetItem(object d, object key, object value) except -1
    int PyDict_SetItemString(object d, const char *key, object value) except -1
    int PyDict_DelItem(object d, object key) except -1
    # These lend their result; NULL without an exception if the key is not there.
    PyObject *PyDict_GetItem(object d, object key)
    PyObject *PyDict_GetItemWithError(object d, object key) except? NULL
    PyObject *PyDict_GetItemString(object d, const char *key)
    list PyDict_Items(object d)
    list PyDict_Keys(object d)
    list PyDict_Values(object d)
    Py_ssize_t PyDict_Size(object d) except -1
    int PyDict_Next(object d, Py_ssize_t *position, PyObject **key, PyObject **value)
    int PyDict_Merge(object d, object other, int override) except -1
    int PyDict_Update(object d, object other) except -1
