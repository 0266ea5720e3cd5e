# What `cython.view` has: arrays and memoryviews as objects, whose types the runtime makes (runtime/view_array.c,
# runtime/view_object.c), and the words for the axes of memoryviews, as in `double[::view.indirect, ::1]`.

cdef class array:
    cdef char *data
    cdef Py_ssize_t len
    cdef char *format
    cdef int ndim
    cdef Py_ssize_t *_shape
    cdef Py_ssize_t *_strides
    cdef Py_ssize_t itemsize
    cdef str mode
    cdef bytes _format
    cdef void (*callback_free_data)(void *data) noexcept
    cdef bint free_data
    cdef bint dtype_is_object

cdef class memoryview:
    pass

cdef enum:
    generic
    strided
    indirect
    contiguous
    indirect_contiguous
