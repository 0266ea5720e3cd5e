# Bytes: Python/C API Reference Manual, "Bytes Objects" and "Codec registry and support functions".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef struct va_list:
        pass

    bint PyBytes_Check(object o)
    bint PyBytes_CheckExact(object o)
    bytes PyBytes_FromString(const char *text)
    # The content of `text` NULL is to be written.
    bytes PyBytes_FromStringAndSize(const char *text, Py_ssize_t size)
    bytes PyBytes_FromFormat(const char *format, ...)
    bytes PyBytes_FromFormatV(const char *format, va_list arguments)
    bytes PyBytes_FromObject(object o)
    Py_ssize_t PyBytes_Size(object b) except -1
    Py_ssize_t PyBytes_GET_SIZE(object b)
    # These lend the content.
    char *PyBytes_AsString(object b) except NULL
    char *PyBytes_AS_STRING(object b)
    int PyBytes_AsStringAndSize(object b, char **buffer, Py_ssize_t *size) except -1
    # These set the variable, to NULL with an exception when they fail; AndDel steals `part`.
    void PyBytes_Concat(PyObject **b, object part) except *
    void PyBytes_ConcatAndDel(PyObject **b, object part) except *
    int _PyBytes_Resize(PyObject **b, Py_ssize_t size) except -1

    # Python 2's, which no header has any more.
    bytes PyBytes_Format(object format, object arguments)
    void PyBytes_InternInPlace(PyObject **b)
    bytes PyBytes_InternFromString(const char *text)
    object PyBytes_Decode(const char *text, Py_ssize_t size, const char *encoding, const char *errors)
    object PyBytes_AsDecodedObject(object b, const char *encoding, const char *errors)
    object PyBytes_Encode(const char *text, Py_ssize_t size, const char *encoding, const char *errors)
    object PyBytes_AsEncodedObject(object b, const char *encoding, const char *errors)
