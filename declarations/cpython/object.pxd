# Objects: Python/C API Reference Manual, "Object Protocol", "Call Protocol" and "Common Object Structures".

from libc.stdio cimport FILE

cdef extern from *:
    """
    #include <Python.h>
    /* Half as wide from 3.14 on. */
    typedef __typeof__(((PyObject *)0)->ob_refcnt) zi_reference_count;
    """
    ctypedef Py_ssize_t _reference_count "zi_reference_count"
    ctypedef struct PyObject:
        _reference_count ob_refcnt
        PyTypeObject *ob_type

    ctypedef object (*newfunc)(type cls, object arguments, PyObject *keywords)
    ctypedef object (*unaryfunc)(object o)
    ctypedef object (*binaryfunc)(object left, object right)
    ctypedef object (*ternaryfunc)(object o, object second, object third)
    ctypedef int (*inquiry)(object o) except -1
    ctypedef Py_ssize_t (*lenfunc)(object o) except -1
    ctypedef object (*ssizeargfunc)(object o, Py_ssize_t index)
    ctypedef object (*ssizessizeargfunc)(object o, Py_ssize_t low, Py_ssize_t high)
    ctypedef int (*ssizeobjargproc)(object o, Py_ssize_t index, object value) except -1
    ctypedef int (*ssizessizeobjargproc)(object o, Py_ssize_t low, Py_ssize_t high, object value) except -1
    ctypedef int (*objobjargproc)(object o, object key, object value) except -1
    ctypedef int (*objobjproc)(object o, object value) except -1
    ctypedef Py_hash_t (*hashfunc)(object o) except -1
    ctypedef object (*reprfunc)(object o)
    ctypedef int (*cmpfunc)(object left, object right) except -2
    ctypedef object (*richcmpfunc)(object left, object right, int operator)
    ctypedef object (*descrgetfunc)(object descriptor, object o, object cls)
    ctypedef int (*descrsetfunc)(object descriptor, object o, object value) except -1
    # What is being taken apart is not to be counted, so these take it as a pointer.
    ctypedef void (*destructor)(PyObject *o) noexcept
    ctypedef void (*freefunc)(void *memory) noexcept
    ctypedef int (*visitproc)(PyObject *o, void *argument) noexcept
    ctypedef int (*traverseproc)(PyObject *o, visitproc visit, void *argument) noexcept
    ctypedef PyObject *(*PyCFunction)(PyObject *self, PyObject *arguments) noexcept

    ctypedef struct PyMethodDef:
        const char *ml_name
        PyCFunction ml_meth
        int ml_flags
        const char *ml_doc

    ctypedef struct PyTypeObject:
        const char *tp_name
        const char *tp_doc
        Py_ssize_t tp_basicsize
        Py_ssize_t tp_itemsize
        Py_ssize_t tp_dictoffset
        unsigned long tp_flags
        newfunc tp_new
        destructor tp_dealloc
        destructor tp_del
        destructor tp_finalize
        traverseproc tp_traverse
        inquiry tp_clear
        freefunc tp_free
        ternaryfunc tp_call
        hashfunc tp_hash
        reprfunc tp_str
        reprfunc tp_repr
        cmpfunc tp_compare
        richcmpfunc tp_richcompare
        PyMethodDef *tp_methods
        PyTypeObject *tp_base
        PyObject *tp_dict
        descrgetfunc tp_descr_get
        descrsetfunc tp_descr_set
        unsigned int tp_version_tag

    PyTypeObject *Py_TYPE(object o)
    Py_ssize_t Py_SIZE(object o)
    void *PyObject_Malloc(size_t size)
    void *PyObject_Realloc(void *memory, size_t size)
    void PyObject_Free(void *memory)

    int PyObject_Print(object o, FILE *fp, int flags) except -1
    # These swallow every exception.
    bint PyObject_HasAttr(object o, object attr_name)
    bint PyObject_HasAttrString(object o, const char *attr_name)
    object PyObject_GetAttr(object o, object attr_name)
    object PyObject_GetAttrString(object o, const char *attr_name)
    object PyObject_GenericGetAttr(object o, object attr_name)
    int PyObject_SetAttr(object o, object attr_name, object v) except -1
    int PyObject_SetAttrString(object o, const char *attr_name, object v) except -1
    int PyObject_GenericSetAttr(object o, object attr_name, object v) except -1
    int PyObject_DelAttr(object o, object attr_name) except -1
    int PyObject_DelAttrString(object o, const char *attr_name) except -1
    object PyObject_GenericGetDict(object o, void *context)
    int PyObject_GenericSetDict(object o, object value, void *context) except -1

    const int Py_LT
    const int Py_LE
    const int Py_EQ
    const int Py_NE
    const int Py_GT
    const int Py_GE
    object PyObject_RichCompare(object o1, object o2, int opid)
    bint PyObject_RichCompareBool(object o1, object o2, int opid) except -1
    # Python 2's, which no header has any more.
    int PyObject_Cmp(object o1, object o2, int *result) except -1
    int PyObject_Compare(object o1, object o2) except? -1

    object PyObject_Repr(object o)
    object PyObject_Str(object o)
    object PyObject_ASCII(object o)
    object PyObject_Bytes(object o)
    object PyObject_Format(object obj, object format_spec)
    bint PyObject_IsInstance(object inst, object cls) except -1
    bint PyObject_IsSubclass(object derived, object cls) except -1
    Py_hash_t PyObject_Hash(object o) except? -1
    bint PyObject_IsTrue(object o) except -1
    bint PyObject_Not(object o) except -1
    object PyObject_Type(object o)
    bint PyObject_TypeCheck(object o, PyTypeObject *type)
    Py_ssize_t PyObject_Length(object o) except -1
    Py_ssize_t PyObject_Size(object o) except -1
    Py_ssize_t PyObject_LengthHint(object o, Py_ssize_t default) except -1
    object PyObject_GetItem(object o, object key)
    int PyObject_SetItem(object o, object key, object v) except -1
    int PyObject_DelItem(object o, object key) except -1
    int PyObject_AsFileDescriptor(object o) except -1
    object PyObject_Dir(object o)
    object PyObject_GetIter(object o)

    bint PyCallable_Check(object o)
    object PyObject_Call(object callable_object, object args, object kw)
    object PyObject_CallObject(object callable_object, object args)
    # A format of Py_BuildValue says what the arguments are; those that end in ObjArgs take `<void *>o` until NULL.
    object PyObject_CallFunction(object callable, const char *format, ...)
    object PyObject_CallMethod(object o, const char *method, const char *format, ...)
    object PyObject_CallFunctionObjArgs(object callable, ...)
    object PyObject_CallMethodObjArgs(object o, object name, ...)

    bint PyType_Check(object o)

    const unsigned long Py_TPFLAGS_HEAPTYPE
    const unsigned long Py_TPFLAGS_BASETYPE
    const unsigned long Py_TPFLAGS_READY
    const unsigned long Py_TPFLAGS_READYING
    const unsigned long Py_TPFLAGS_HAVE_GC
    const unsigned long Py_TPFLAGS_HAVE_STACKLESS_EXTENSION
    const unsigned long Py_TPFLAGS_HAVE_VERSION_TAG
    const unsigned long Py_TPFLAGS_VALID_VERSION_TAG
    const unsigned long Py_TPFLAGS_IS_ABSTRACT
    const unsigned long Py_TPFLAGS_INT_SUBCLASS
    const unsigned long Py_TPFLAGS_LONG_SUBCLASS
    const unsigned long Py_TPFLAGS_LIST_SUBCLASS
    const unsigned long Py_TPFLAGS_TUPLE_SUBCLASS
    const unsigned long Py_TPFLAGS_STRING_SUBCLASS
    const unsigned long Py_TPFLAGS_UNICODE_SUBCLASS
    const unsigned long Py_TPFLAGS_DICT_SUBCLASS
    const unsigned long Py_TPFLAGS_BASE_EXC_SUBCLASS
    const unsigned long Py_TPFLAGS_TYPE_SUBCLASS
    const unsigned long Py_TPFLAGS_DEFAULT
    const unsigned long Py_TPFLAGS_HAVE_FINALIZE
    const unsigned long Py_TPFLAGS_METHOD_DESCRIPTOR
    const unsigned long Py_TPFLAGS_IMMUTABLETYPE
    const unsigned long Py_TPFLAGS_DISALLOW_INSTANTIATION
    const unsigned long Py_TPFLAGS_SEQUENCE
    const unsigned long Py_TPFLAGS_MAPPING
    const unsigned long Py_TPFLAGS_MANAGED_DICT
    const unsigned long Py_TPFLAGS_MANAGED_WEAKREF
    const unsigned long Py_TPFLAGS_ITEMS_AT_END
    const unsigned long Py_TPFLAGS_HAVE_VECTORCALL
