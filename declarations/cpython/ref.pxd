# Reference counts: Python/C API Reference Manual, "Reference Counting" and "Object Protocol" (PyUnstable_...).

from cpython.object cimport PyObject, PyTypeObject, Py_TYPE

cdef extern from "Python.h":
    void Py_INCREF(object o)
    void Py_XINCREF(PyObject *o)
    void Py_DECREF(object o)
    void Py_XDECREF(PyObject *o)
    Py_ssize_t Py_REFCNT(object o)
    Py_ssize_t _Py_REFCNT "Py_REFCNT"(PyObject *ptr)

    # From 3.14 on.
    int PyUnstable_Object_EnableDeferredRefcount(object o)
    int PyUnstable_Object_IsUniqueReferencedTemporary(object o)
    int PyUnstable_Object_IsUniquelyReferenced(object o)
    int PyUnstable_IsImmortal(object o)
    void PyUnstable_EnableTryIncRef(object o)
    bint PyUnstable_TryIncRef(PyObject *o)

# A macro that sets the variable it is given.
cdef extern from *:
    """
    static inline void zi_clear(PyObject **o) { Py_CLEAR(*o); }
    """
    void Py_CLEAR "zi_clear"(PyObject *&o)
