# Memoryviews of Python: Python/C API Reference Manual, "MemoryView objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyMemoryView_Check(object o)
    object PyMemoryView_FromObject(object o)
    # Nothing keeps this memory alive. The flags are PyBUF_READ or PyBUF_WRITE.
    object PyMemoryView_FromMemory(char *memory, Py_ssize_t size, int flags)
    object PyMemoryView_FromBuffer(Py_buffer *view)
    object PyMemoryView_GetContiguous(object o, int type, char order)
    # These two lend their result; the base is NULL if there is none.
    Py_buffer *PyMemoryView_GET_BUFFER(object view)
    PyObject *PyMemoryView_GET_BASE(object view)
