# Exceptions: Python/C API Reference Manual, "Exception Handling".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    void PyErr_Print()
    PyObject *PyErr_Occurred()
    int PyErr_ExceptionMatches(object exception)
    int PyErr_GivenExceptionMatches(object given, object exception)
    void PyErr_Clear()
    void PyErr_SetString(object type, const char *message)
    void PyErr_SetObject(object type, object value)
    void PyErr_SetNone(object type)
    int PyErr_BadArgument() except 0
    PyObject *PyErr_NoMemory() except NULL
    int PyErr_CheckSignals() except -1
    int PyErr_WarnEx(object category, const char *message, Py_ssize_t level) except -1
    void PyErr_WriteUnraisable(object o)
