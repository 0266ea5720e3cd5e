# Arguments: Python/C API Reference Manual, "Parsing arguments". The results are 0 with an exception.

cdef extern from "Python.h":
    ctypedef struct va_list:
        pass
    int PyArg_ParseTuple(object arguments, const char *format, ...) except 0
    int PyArg_VaParse(object arguments, const char *format, va_list targets) except 0
    int PyArg_ParseTupleAndKeywords(object arguments, object keywords, const char *format, char **names, ...) except 0
    int PyArg_VaParseTupleAndKeywords(object arguments, object keywords, const char *format, char **names,
                                      va_list targets) except 0
    int PyArg_Parse(object arguments, const char *format, ...) except 0
    int PyArg_UnpackTuple(object arguments, const char *name, Py_ssize_t minimum, Py_ssize_t maximum, ...) except 0
