# Texts: Python/C API Reference Manual, "Unicode Objects and Codecs".

cdef extern from "Python.h":
    bint PyUnicode_Check(object o)
    bint PyUnicode_CheckExact(object o)
    Py_ssize_t PyUnicode_GET_LENGTH(object o)
    Py_ssize_t PyUnicode_GetLength(object o) except -1
    Py_UCS4 PyUnicode_READ_CHAR(object o, Py_ssize_t index)
    void *PyUnicode_DATA(object o)
    int PyUnicode_KIND(object o)
    str PyUnicode_FromString(const char *text)
    str PyUnicode_FromStringAndSize(const char *text, Py_ssize_t size)
    const char *PyUnicode_AsUTF8(object o) except NULL
    const char *PyUnicode_AsUTF8AndSize(object o, Py_ssize_t *size) except NULL
    str PyUnicode_DecodeUTF8(const char *text, Py_ssize_t size, const char *errors)
    bytes PyUnicode_AsUTF8String(object o)
    str PyUnicode_Concat(object left, object right)
    str PyUnicode_Join(object separator, object items)
