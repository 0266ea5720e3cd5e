# Context variables: Python/C API Reference Manual, "Context Variables Objects".

from cpython.object cimport PyObject
from cpython.ref cimport Py_XDECREF

cdef extern from "Python.h":
    bint PyContext_CheckExact(object obj)
    bint PyContextVar_CheckExact(object obj)
    bint PyContextToken_CheckExact(object obj)

    object PyContext_New()
    object PyContext_Copy(object ctx)
    object PyContext_CopyCurrent()
    int PyContext_Enter(object ctx) except -1
    int PyContext_Exit(object ctx) except -1

    object PyContextVar_New(const char *name, PyObject *default_value)
    object PyContextVar_New_with_default "PyContextVar_New"(const char *name, object default_value)
    # The value is a reference of one's own: that of the context, else the default given here, else the variable's own,
    # else NULL.
    int PyContextVar_Get(object var, PyObject *default_value, PyObject **value) except -1
    int PyContextVar_Get_with_default "PyContextVar_Get"(object var, object default_value, PyObject **value) except -1
    object PyContextVar_Set(object var, object value)
    int PyContextVar_Reset(object var, object token) except -1

# The value of the variable: that of the context, else its own default, else the one given here.
cdef inline object get_value(variable, default_value=None):
    cdef PyObject *value = NULL
    PyContextVar_Get(variable, NULL, &value)
    if value == NULL:
        return default_value
    result = <object>value
    Py_XDECREF(value)
    return result

# The same, except that the variable's own default does not count.
cdef inline object get_value_no_default(variable, default_value=None):
    cdef PyObject *value = NULL
    PyContextVar_Get(variable, <PyObject *>default_value, &value)
    result = <object>value
    Py_XDECREF(value)
    return result
