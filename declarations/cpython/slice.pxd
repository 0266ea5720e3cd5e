# Slices: Python/C API Reference Manual, "Slice Objects".

cdef extern from "Python.h":
    bint PySlice_Check(object ob)
    object PySlice_New(object start, object stop, object step)
    # GetIndices is not to be used: what is out of range is its -1, without an exception.
    int PySlice_GetIndices(object slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                           Py_ssize_t *step) except? -1
    int PySlice_GetIndicesEx(object slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step,
                             Py_ssize_t *slicelength) except -1
    int PySlice_Unpack(object slice, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step) except -1
    Py_ssize_t PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t step)
