# Lists: Python/C API Reference Manual, "List Objects".

from cpython.object cimport PyObject

cdef extern from *:
    """
    #include <Python.h>
    #if PY_VERSION_HEX < 0x030D0000
    static inline PyObject *PyList_GetItemRef(PyObject *list, Py_ssize_t index) {
        PyObject *item = PyList_GetItem(list, index);
        Py_XINCREF(item);
        return item;
    }
    static inline int PyList_Extend(PyObject *list, PyObject *items) {
        return PyList_SetSlice(list, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, items);
    }
    static inline int PyList_Clear(PyObject *list) { return PyList_SetSlice(list, 0, PY_SSIZE_T_MAX, NULL); }
    #endif
    """
    # The items of a new list are NULL until they are set.
    list PyList_New(Py_ssize_t len)
    bint PyList_Check(object p)
    bint PyList_CheckExact(object p)
    Py_ssize_t PyList_Size(object list) except -1
    Py_ssize_t PyList_GET_SIZE(object list)
    object PyList_GetItemRef(object list, Py_ssize_t index)
    # These two lend their result.
    PyObject *PyList_GetItem(object list, Py_ssize_t index) except NULL
    PyObject *PyList_GET_ITEM(object list, Py_ssize_t i)
    # These two steal the item: Py_INCREF comes first. SET_ITEM leaks what stood there.
    int PyList_SetItem(object list, Py_ssize_t index, object item) except -1
    void PyList_SET_ITEM(object list, Py_ssize_t i, object o)
    int PyList_Insert(object list, Py_ssize_t index, object item) except -1
    int PyList_Append(object list, object item) except -1
    list PyList_GetSlice(object list, Py_ssize_t low, Py_ssize_t high)
    int PyList_SetSlice(object list, Py_ssize_t low, Py_ssize_t high, object itemlist) except -1
    int PyList_Extend(object list, object iterable) except -1
    int PyList_Clear(object list) except -1
    int PyList_Sort(object list) except -1
    int PyList_Reverse(object list) except -1
    tuple PyList_AsTuple(object list)
