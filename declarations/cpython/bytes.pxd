# Bytes: Python/C API Reference Manual, "Bytes Objects".

cdef extern from "Python.h":
    bint PyBytes_Check(object o)
    bint PyBytes_CheckExact(object o)
    bytes PyBytes_FromString(const char *text)
    bytes PyBytes_FromStringAndSize(const char *text, Py_ssize_t size)
    bytes PyBytes_FromObject(object o)
    Py_ssize_t PyBytes_Size(object b) except -1
    Py_ssize_t PyBytes_GET_SIZE(object b)
    char *PyBytes_AsString(object b) except NULL
    char *PyBytes_AS_STRING(object b)
    int PyBytes_AsStringAndSize(object b, char **buffer, Py_ssize_t *size) except -1
