# Bytes: Python/C API Reference Manual, "Bytes Objects" and "Codec registry and support functions".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef struct va_list:
        pass

    bint PyBytes_Check(object o)
    bint PyBytes_CheckExact(object o)
    bytes PyBytes_FromString(const char *v)
    # The content of `v` NULL is to be written.
    bytes PyBytes_FromStringAndSize(const char *v, Py_ssize_t len)
    bytes PyBytes_FromFormat(const char *format, ...)
    bytes PyBytes_FromFormatV(const char *format, va_list vargs)
    bytes PyBytes_FromObject(object o)
    Py_ssize_t PyBytes_Size(object string) except -1
    Py_ssize_t PyBytes_GET_SIZE(object string)
    # These lend the content.
    char *PyBytes_AsString(object string) except NULL
    char *PyBytes_AS_STRING(object string)
    int PyBytes_AsStringAndSize(object obj, char **buffer, Py_ssize_t *length) except -1
    # These set the variable, to NULL with an exception when they fail; AndDel steals `newpart`.
    void PyBytes_Concat(PyObject **string, object newpart) except *
    void PyBytes_ConcatAndDel(PyObject **string, object newpart) except *
    int _PyBytes_Resize(PyObject **string, Py_ssize_t newsize) except -1

    # Python 2's, which no header has any more.
    bytes PyBytes_Format(object format, object args)
    void PyBytes_InternInPlace(PyObject **string)
    bytes PyBytes_InternFromString(const char *v)
    object PyBytes_Decode(const char *s, Py_ssize_t size, const char *encoding, const char *errors)
    object PyBytes_AsDecodedObject(object str, const char *encoding, const char *errors)
    object PyBytes_Encode(const char *s, Py_ssize_t size, const char *encoding, const char *errors)
    object PyBytes_AsEncodedObject(object str, const char *encoding, const char *errors)
