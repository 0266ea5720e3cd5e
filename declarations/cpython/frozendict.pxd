# Frozen dictionaries: Python/C API Reference Manual, "Dictionary Objects". Before 3.15 a dict stands for one.

cdef extern from *:
    """
    #include <Python.h>
    #if PY_VERSION_HEX < 0x030F0000
    #define PyFrozenDict_Check PyDict_Check
    #define PyFrozenDict_CheckExact PyDict_CheckExact
    #define PyAnyDict_Check PyDict_Check
    #define PyAnyDict_CheckExact PyDict_CheckExact
    static inline PyObject *PyFrozenDict_New(PyObject *items) {
        return PyObject_CallFunctionObjArgs((PyObject *)&PyDict_Type, items, NULL);
    }
    #endif
    static inline PyObject *zi_frozendict_empty(void) { return PyFrozenDict_New(NULL); }
    """
    bint PyAnyDict_Check(object p)
    bint PyAnyDict_CheckExact(object p)
    bint PyFrozenDict_Check(object p)
    bint PyFrozenDict_CheckExact(object p)
    object PyFrozenDict_New(object iterable)
    object PyFrozenDict_NewEmpty "zi_frozendict_empty"()
