# Threads and interpreters: Python/C API Reference Manual, "Thread states and the global interpreter lock" and
# "Profiling and tracing".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef long long PY_INT64_T
    ctypedef struct PyInterpreterState:
        pass
    ctypedef struct PyThreadState:
        pass
    ctypedef struct PyFrameObject:
        pass
    ctypedef enum PyGILState_STATE:
        PyGILState_LOCKED
        PyGILState_UNLOCKED

    ctypedef int (*Py_tracefunc)(PyObject *o, PyFrameObject *frame, int what, PyObject *argument) except -1
    const int PyTrace_CALL
    const int PyTrace_EXCEPTION
    const int PyTrace_LINE
    const int PyTrace_RETURN
    const int PyTrace_C_CALL
    const int PyTrace_C_EXCEPTION
    const int PyTrace_C_RETURN

    PyInterpreterState *PyInterpreterState_New()
    void PyInterpreterState_Clear(PyInterpreterState *interpreter)
    void PyInterpreterState_Delete(PyInterpreterState *interpreter) nogil
    PY_INT64_T PyInterpreterState_GetID(PyInterpreterState *interpreter) except -1
    PyInterpreterState *PyInterpreterState_Head() nogil
    PyInterpreterState *PyInterpreterState_Next(PyInterpreterState *interpreter) nogil
    PyThreadState *PyInterpreterState_ThreadHead(PyInterpreterState *interpreter) nogil

    PyThreadState *PyThreadState_New(PyInterpreterState *interpreter) nogil
    void PyThreadState_Clear(PyThreadState *thread)
    void PyThreadState_Delete(PyThreadState *thread) nogil
    PyThreadState *PyThreadState_Get()
    PyThreadState *PyThreadState_Next(PyThreadState *thread) nogil
    PyThreadState *PyThreadState_Swap(PyThreadState *thread) nogil
    # Lends its result; NULL without an exception if there is none.
    PyObject *PyThreadState_GetDict()
    int PyThreadState_SetAsyncExc(unsigned long thread, PyObject *exception)

    # With and without the GIL.
    PyGILState_STATE PyGILState_Ensure() nogil
    void PyGILState_Release(PyGILState_STATE state) nogil
    int PyGILState_Check() nogil
