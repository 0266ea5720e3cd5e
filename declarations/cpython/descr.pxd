# Descriptors: Python/C API Reference Manual, "Descriptor Objects", and the header descrobject.h.

from cpython.object cimport PyObject, PyTypeObject

cdef extern from "Python.h":
    ctypedef object (*wrapperfunc)(object self, object arguments, void *wrapped)
    ctypedef object (*wrapperfunc_kwds)(object self, object arguments, void *wrapped, object keywords)

    struct wrapperbase:
        const char *name
        int offset
        void *function
        wrapperfunc wrapper
        const char *doc
        int flags
        PyObject *name_strobj
    const int PyWrapperFlag_KEYWORDS

    ctypedef class __builtin__.wrapper_descriptor [object PyWrapperDescrObject, check_size ignore]:
        cdef wrapperbase *d_base
        cdef void *d_wrapped

    object PyDescr_NewWrapper(PyTypeObject *cls, wrapperbase *wrapper, void *wrapped)
    int PyDescr_IsData(object descr)
