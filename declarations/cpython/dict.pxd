# Dictionaries: Python/C API Reference Manual, "Dictionary Objects".

from cpython.object cimport PyObject

cdef extern from *:
    """
    #include <Python.h>
    #if PY_VERSION_HEX < 0x030D0000
    static inline int PyDict_GetItemRef(PyObject *dict, PyObject *key, PyObject **result) {
        *result = PyDict_GetItemWithError(dict, key);
        Py_XINCREF(*result);
        return *result != NULL ? 1 : PyErr_Occurred() != NULL ? -1 : 0;
    }
    static inline int PyDict_GetItemStringRef(PyObject *dict, const char *key, PyObject **result) {
        PyObject *text = PyUnicode_FromString(key);
        *result = NULL;
        if (text == NULL)
            return -1;
        int found = PyDict_GetItemRef(dict, text, result);
        Py_DECREF(text);
        return found;
    }
    static inline int PyDict_SetDefaultRef(PyObject *dict, PyObject *key, PyObject *value, PyObject **result) {
        PyObject *present = PyDict_GetItemWithError(dict, key);
        int found = present != NULL;
        if (present == NULL && !PyErr_Occurred())
            present = PyDict_SetDefault(dict, key, value);
        Py_XINCREF(present);
        if (present == NULL)
            found = -1;
        if (result != NULL)
            *result = present;
        else
            Py_XDECREF(present);
        return found;
    }
    #endif
    """
    bint PyDict_Check(object p)
    bint PyDict_CheckExact(object p)
    dict PyDict_New()
    object PyDictProxy_New(object dict)
    void PyDict_Clear(object p)
    int PyDict_Contains(object p, object key) except -1
    dict PyDict_Copy(object p)
    int PyDict_SetItem(object p, object key, object val) except -1
    int PyDict_SetItemString(object p, const char *key, object val) except -1
    int PyDict_DelItem(object p, object key) except -1
    int PyDict_DelItemString(object p, const char *key) except -1
    # These lend their result. It is NULL if the key is not there; the first and the last swallow every exception.
    PyObject *PyDict_GetItem(object p, object key)
    PyObject *PyDict_GetItemWithError(object p, object key) except? NULL
    PyObject *PyDict_GetItemString(object p, const char *key)
    PyObject *PyDict_SetDefault(object p, object key, object default) except NULL
    # 1 and a reference of one's own if the key is there, 0 if not: then with NULL, or with the default that is there
    # now. What SetDefaultRef is given may be NULL.
    int PyDict_GetItemRef(object p, object key, PyObject **result) except -1
    int PyDict_GetItemStringRef(object p, const char *key, PyObject **result) except -1
    int PyDict_SetDefaultRef(object p, object key, object default_value, PyObject **result) except -1
    list PyDict_Items(object p)
    list PyDict_Keys(object p)
    list PyDict_Values(object p)
    Py_ssize_t PyDict_Size(object p) except -1
    # Key and value are lent.
    int PyDict_Next(object p, Py_ssize_t *ppos, PyObject **pkey, PyObject **pvalue)
    int PyDict_Merge(object a, object b, bint override) except -1
    int PyDict_Update(object a, object b) except -1
    int PyDict_MergeFromSeq2(object a, object seq2, bint override) except -1
