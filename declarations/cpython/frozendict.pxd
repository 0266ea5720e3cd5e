# Frozen dictionaries, from 3.15 on: Python/C API Reference Manual, "Dictionary Objects". On older Pythons no object is
# one.

cdef extern from *:
    """
    #include <Python.h>
    #if PY_VERSION_HEX < 0x030F0000
    #define PyFrozenDict_Check(o) 0
    #define PyFrozenDict_CheckExact(o) 0
    #define PyAnyDict_Check PyDict_Check
    #define PyAnyDict_CheckExact PyDict_CheckExact
    static PyObject *PyFrozenDict_New(PyObject *items) {
        (void)items;
        PyErr_SetString(PyExc_SystemError, "frozen dictionaries came with Python 3.15");
        return NULL;
    }
    #endif
    static inline PyObject *zi_frozendict_empty(void) { return PyFrozenDict_New(NULL); }
    """
    bint PyAnyDict_Check(object o)
    bint PyAnyDict_CheckExact(object o)
    bint PyFrozenDict_Check(object o)
    bint PyFrozenDict_CheckExact(object o)
    object PyFrozenDict_New(object items)
    object PyFrozenDict_NewEmpty "zi_frozendict_empty"()
