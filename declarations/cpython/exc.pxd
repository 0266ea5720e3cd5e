# Exceptions: Python/C API Reference Manual, "Exception Handling".

from cpython.object cimport PyObject

cdef extern from *:
    """
    #include <Python.h>
    #if PY_VERSION_HEX < 0x030B0000
    static inline PyObject *PyErr_GetHandledException(void) {
        PyObject *type, *value, *traceback;
        PyErr_GetExcInfo(&type, &value, &traceback);
        Py_XDECREF(type);
        Py_XDECREF(traceback);
        if (value == Py_None)
            Py_CLEAR(value);
        return value;
    }
    static inline void PyErr_SetHandledException(PyObject *exception) {
        PyObject *type = exception == NULL ? NULL : (PyObject *)Py_TYPE(exception);
        Py_XINCREF(type);
        Py_XINCREF(exception);
        PyErr_SetExcInfo(type, exception, exception == NULL ? NULL : PyException_GetTraceback(exception));
    }
    #endif
    #if PY_VERSION_HEX < 0x030C0000
    static inline PyObject *PyErr_GetRaisedException(void) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        if (type == NULL)
            return NULL;
        PyErr_NormalizeException(&type, &value, &traceback);
        if (traceback != NULL)
            PyException_SetTraceback(value, traceback);
        Py_DECREF(type);
        Py_XDECREF(traceback);
        return value;
    }
    static inline void PyErr_SetRaisedException(PyObject *exception) {
        PyObject *type = (PyObject *)Py_TYPE(exception);
        Py_INCREF(type);
        PyErr_Restore(type, exception, PyException_GetTraceback(exception));
    }
    #endif
    """
    void PyErr_Print()
    # Lends its result.
    PyObject *PyErr_Occurred()
    bint PyErr_ExceptionMatches(object exc)
    bint PyErr_GivenExceptionMatches(object given, object exc)
    void PyErr_Clear()
    # Fetch and GetRaisedException give references of one's own, Restore and SetRaisedException steal them.
    void PyErr_NormalizeException(PyObject **exc, PyObject **val, PyObject **tb)
    void PyErr_Fetch(PyObject **ptype, PyObject **pvalue, PyObject **ptraceback)
    void PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback)
    PyObject *PyErr_GetRaisedException()
    void PyErr_SetRaisedException(PyObject *exc)
    PyObject *PyErr_GetHandledException()
    void PyErr_SetHandledException(PyObject *exc)

    void PyErr_SetString(object type, const char *message)
    void PyErr_SetObject(object type, object value)
    PyObject *PyErr_Format(object exception, const char *format, ...) except NULL
    void PyErr_SetNone(object type)
    int PyErr_BadArgument() except 0
    PyObject *PyErr_NoMemory() except NULL
    PyObject *PyErr_SetFromErrno(object type) except NULL
    PyObject *PyErr_SetFromErrnoWithFilenameObject(object type, object filenameObject) except NULL
    PyObject *PyErr_SetFromErrnoWithFilename(object type, const char *filename) except NULL
    void PyErr_BadInternalCall()

    # Of Windows alone.
    PyObject *PyErr_SetFromWindowsErr(int ierr) except NULL
    PyObject *PyErr_SetExcFromWindowsErr(object type, int ierr) except NULL
    PyObject *PyErr_SetFromWindowsErrWithFilename(int ierr, const char *filename) except NULL
    PyObject *PyErr_SetExcFromWindowsErrWithFilename(object type, int ierr, const char *filename) except NULL

    int PyErr_WarnEx(object category, const char *message, Py_ssize_t stacklevel) except -1
    int PyErr_WarnExplicit(object category, const char *message, const char *filename, int lineno, const char *module,
                           object registry) except -1
    int PyErr_CheckSignals() except -1
    void PyErr_SetInterrupt() nogil
    int PyErr_SetInterruptEx(int signum) nogil
    object PyErr_NewException(const char *name, object base, object dict)
    void PyErr_WriteUnraisable(object obj)
