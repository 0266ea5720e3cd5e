# Memory: Python/C API Reference Manual, "Memory Management".

cdef extern from "Python.h":
    void *PyMem_RawMalloc(size_t size) nogil
    void *PyMem_RawCalloc(size_t count, size_t size) nogil
    void *PyMem_RawRealloc(void *memory, size_t size) nogil
    void PyMem_RawFree(void *memory) nogil
    void *PyMem_Malloc(size_t size)
    void *PyMem_Calloc(size_t count, size_t size)
    void *PyMem_Realloc(void *memory, size_t size)
    void PyMem_Free(void *memory)
    void PyMem_Del(void *memory)
    void *PyObject_Malloc(size_t size)
    void *PyObject_Calloc(size_t count, size_t size)
    void *PyObject_Realloc(void *memory, size_t size)
    void PyObject_Free(void *memory)
