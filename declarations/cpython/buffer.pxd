# Buffers: Python/C API Reference Manual, "Buffer Protocol". The type Py_buffer needs no cimport.

cdef extern from "Python.h":
    const int PyBUF_MAX_NDIM
    const int PyBUF_SIMPLE
    const int PyBUF_WRITABLE
    const int PyBUF_WRITEABLE
    const int PyBUF_FORMAT
    const int PyBUF_ND
    const int PyBUF_STRIDES
    const int PyBUF_C_CONTIGUOUS
    const int PyBUF_F_CONTIGUOUS
    const int PyBUF_ANY_CONTIGUOUS
    const int PyBUF_INDIRECT
    const int PyBUF_CONTIG
    const int PyBUF_CONTIG_RO
    const int PyBUF_STRIDED
    const int PyBUF_STRIDED_RO
    const int PyBUF_RECORDS
    const int PyBUF_RECORDS_RO
    const int PyBUF_FULL
    const int PyBUF_FULL_RO
    const int PyBUF_READ
    const int PyBUF_WRITE
    # No longer in the headers.
    const int PyBUF_SHADOW

    bint PyObject_CheckBuffer(object obj)
    # What GetBuffer fills must be given to Release once.
    int PyObject_GetBuffer(object obj, Py_buffer *view, int flags) except -1
    void PyBuffer_Release(Py_buffer *view)
    void *PyBuffer_GetPointer(Py_buffer *view, Py_ssize_t *indices)
    Py_ssize_t PyBuffer_SizeFromFormat(const char *format) except -1
    bint PyBuffer_IsContiguous(Py_buffer *view, char fort)
    void PyBuffer_FillContiguousStrides(int ndims, Py_ssize_t *shape, Py_ssize_t *strides, int itemsize, char fort)
    # For __getbuffer__ of a class with one block of bytes.
    int PyBuffer_FillInfo(Py_buffer *view, object exporter, void *buf, Py_ssize_t len, bint readonly,
                          int flags) except -1
    int PyBuffer_ToContiguous(void *buf, Py_buffer *view, Py_ssize_t len, char fort) except -1
    int PyBuffer_FromContiguous(Py_buffer *view, const void *buf, Py_ssize_t len, char fort) except -1
    int PyObject_CopyData(object dest, object src) except -1
    object PyObject_Format(object obj, object format_spec)
    # No longer in the headers.
    int PyObject_CopyToObject(object obj, void *buf, Py_ssize_t len, char fortran) except -1
