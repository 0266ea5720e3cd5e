# Numbers and text: Python/C API Reference Manual, "String conversion and formatting".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef struct va_list:
        pass
    int PyOS_snprintf(char *str, size_t size, const char *format, ...)
    int PyOS_vsnprintf(char *str, size_t size, const char *format, va_list va)
    int PyOS_stricmp(const char *s1, const char *s2)
    int PyOS_strnicmp(const char *s1, const char *s2, Py_ssize_t size)

    # What overflows gives `overflow_exception` as an exception; without one, the infinity of its sign.
    double PyOS_string_to_double(const char *s, char **endptr, PyObject *overflow_exception) except? -1.0
    # PyMem_Free is for the result.
    char *PyOS_double_to_string(double val, char format_code, int precision, int flags, int *ptype) except NULL
    const int Py_DTSF_SIGN
    const int Py_DTSF_ADD_DOT_0
    const int Py_DTSF_ALT
