# Objects: Python/C API Reference Manual, "Object Protocol" and "Common Object Structures".

cdef extern from "Python.h":
    ctypedef struct PyObject:
        Py_ssize_t ob_refcnt
        PyTypeObject *ob_type
    ctypedef struct PyTypeObject:
        const char *tp_name
        Py_ssize_t tp_basicsize
        Py_ssize_t tp_itemsize
        unsigned long tp_flags

    int PyObject_HasAttr(object o, object name)
    int PyObject_HasAttrString(object o, const char *name)
    object PyObject_GetAttr(object o, object name)
    object PyObject_GetAttrString(object o, const char *name)
    int PyObject_SetAttr(object o, object name, object value) except -1
    int PyObject_SetAttrString(object o, const char *name, object value) except -1
    int PyObject_DelAttr(object o, object name) except -1
    object PyObject_RichCompare(object left, object right, int operator)
    int PyObject_RichCompareBool(object left, object right, int operator) except -1
    object PyObject_Repr(object o)
    object PyObject_Str(object o)
    object PyObject_ASCII(object o)
    object PyObject_Bytes(object o)
    int PyObject_IsInstance(object o, object cls) except -1
    int PyObject_IsSubclass(object derived, object cls) except -1
    int PyCallable_Check(object o)
    object PyObject_Call(object callable, object arguments, object keywords)
    object PyObject_CallObject(object callable, object arguments)
    Py_hash_t PyObject_Hash(object o) except? -1
    int PyObject_IsTrue(object o) except -1
    int PyObject_Not(object o) except -1
    object PyObject_Type(object o)
    Py_ssize_t PyObject_Length(object o) except -1
    Py_ssize_t PyObject_Size(object o) except -1
    object PyObject_GetItem(object o, object key)
    int PyObject_SetItem(object o, object key, object value) except -1
    int PyObject_DelItem(object o, object key) except -1
    object PyObject_GetIter(object o)
    object PyObject_Dir(object o)
    int PyType_Check(object o)
    bint PyObject_TypeCheck(object o, PyTypeObject *type)
    PyTypeObject *Py_TYPE(object o)
    Py_ssize_t Py_SIZE(object o)

    const int Py_LT
    const int Py_LE
    const int Py_EQ
    const int Py_NE
    const int Py_GT
    const int Py_GE
