# Weak references: Python/C API Reference Manual, "Weak Reference Objects".

from cpython.object cimport PyObject

cdef extern from *:
    """
    #include <Python.h>
    #if PY_VERSION_HEX < 0x030D0000
    static inline int PyWeakref_GetRef(PyObject *reference, PyObject **result) {
        *result = PyWeakref_GetObject(reference);
        if (*result == NULL)
            return -1;
        if (*result == Py_None)
            *result = NULL;
        Py_XINCREF(*result);
        return *result != NULL;
    }
    #endif
    """
    bint PyWeakref_Check(object ob)
    bint PyWeakref_CheckRef(object ob)
    bint PyWeakref_CheckProxy(object ob)
    # The callback may be None.
    object PyWeakref_NewRef(object ob, object callback)
    object PyWeakref_NewProxy(object ob, object callback)
    # These two lend their result, which is None when the object is gone; both are gone from 3.15 on.
    PyObject *PyWeakref_GetObject(object ref) except NULL
    PyObject *PyWeakref_GET_OBJECT(object ref)
    # 1 and a reference of one's own, 0 and NULL when the object is gone.
    bint PyWeakref_GetRef(object ref, PyObject **pobj) except -1
