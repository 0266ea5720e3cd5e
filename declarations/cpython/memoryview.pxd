# Memoryviews of Python: Python/C API Reference Manual, "MemoryView objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyMemoryView_Check(object obj)
    object PyMemoryView_FromObject(object obj)
    # Nothing keeps this memory alive. The flags are PyBUF_READ or PyBUF_WRITE.
    object PyMemoryView_FromMemory(char *mem, Py_ssize_t size, int flags)
    object PyMemoryView_FromBuffer(Py_buffer *view)
    object PyMemoryView_GetContiguous(object obj, int buffertype, char order)
    # These two lend their result; the base is NULL if there is none.
    Py_buffer *PyMemoryView_GET_BUFFER(object mview)
    PyObject *PyMemoryView_GET_BASE(object mview)
