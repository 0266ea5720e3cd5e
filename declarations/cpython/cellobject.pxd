# Cells: Python/C API Reference Manual, "Cell Objects".

from cpython.object cimport PyObject

cdef extern from *:
    """
    #include <Python.h>
    static inline PyObject *zi_cell_get(PyObject *cell) {
        PyObject *value = PyCell_GET(cell);
        Py_XINCREF(value);
        return value;
    }
    """
    bint PyCell_Check(object ob)
    object PyCell_New(PyObject *ob)
    # An empty cell is a SystemError in these two.
    object PyCell_Get(object cell)
    object PyCell_GET "zi_cell_get"(object cell)
    int PyCell_Set(object cell, PyObject *value) except -1
    # Steals the value, and leaks what stood there.
    void PyCell_SET(object cell, PyObject *value)
