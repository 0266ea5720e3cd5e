# Numbers and text: Python/C API Reference Manual, "String conversion and formatting".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef struct va_list:
        pass
    int PyOS_snprintf(char *buffer, size_t size, const char *format, ...)
    int PyOS_vsnprintf(char *buffer, size_t size, const char *format, va_list arguments)
    int PyOS_stricmp(const char *left, const char *right)
    int PyOS_strnicmp(const char *left, const char *right, Py_ssize_t size)

    # What overflows gives `overflow` as an exception; without one, the infinity of its sign.
    double PyOS_string_to_double(const char *text, char **end, PyObject *overflow) except? -1.0
    # PyMem_Free is for the result.
    char *PyOS_double_to_string(double number, char format, int precision, int flags, int *type) except NULL
    const int Py_DTSF_SIGN
    const int Py_DTSF_ADD_DOT_0
    const int Py_DTSF_ALT
