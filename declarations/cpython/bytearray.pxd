# Byte arrays: Python/C API Reference Manual, "Byte Array Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyByteArray_Check(object o)
    bint PyByteArray_CheckExact(object o)
    bytearray PyByteArray_FromObject(object o)
    bytearray PyByteArray_FromStringAndSize(const char *text, Py_ssize_t size)
    bytearray PyByteArray_Concat(object left, object right)
    Py_ssize_t PyByteArray_Size(object b)
    # These lend the content, until the size changes.
    char *PyByteArray_AsString(object b)
    char *PyByteArray_AS_STRING(object b)
    Py_ssize_t PyByteArray_GET_SIZE(object b)
    int PyByteArray_Resize(object b, Py_ssize_t size) except -1
