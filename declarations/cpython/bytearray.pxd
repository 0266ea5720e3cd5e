# Byte arrays: Python/C API Reference Manual, "Byte Array Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyByteArray_Check(object o)
    bint PyByteArray_CheckExact(object o)
    bytearray PyByteArray_FromObject(object o)
    bytearray PyByteArray_FromStringAndSize(const char *string, Py_ssize_t len)
    bytearray PyByteArray_Concat(object a, object b)
    Py_ssize_t PyByteArray_Size(object bytearray)
    # These lend the content, until the size changes.
    char *PyByteArray_AsString(object bytearray)
    char *PyByteArray_AS_STRING(object bytearray)
    Py_ssize_t PyByteArray_GET_SIZE(object bytearray)
    int PyByteArray_Resize(object bytearray, Py_ssize_t len) except -1
