# Types that need no cimport, beside C's own and those of Python that are in the compiler. Their names begin with Py_ or
# end in _t, or they are not looked for here.

cdef extern from "Python.h":
    # Python/C API Reference Manual, "Buffer Protocol". Who fills it counts the reference that `obj` is.
    ctypedef struct Py_buffer:
        void *buf
        object obj
        Py_ssize_t len
        Py_ssize_t itemsize
        int readonly
        int ndim
        char *format
        Py_ssize_t *shape
        Py_ssize_t *strides
        Py_ssize_t *suboffsets
        void *internal

    # "Thread Specific Storage (TSS) API".
    ctypedef struct Py_tss_t:
        pass

    # "Complex Number Objects".
    ctypedef struct Py_complex:
        double real
        double imag

    ctypedef Py_ssize_t Py_hash_t

    # Signatures that modules compare spell it as Python does.
    ctypedef Py_ssize_t ssize_t "Py_ssize_t"

cdef extern from "<stddef.h>":
    ctypedef long ptrdiff_t
