# Marshalling: Python/C API Reference Manual, "Data marshalling support".

from libc.stdio cimport FILE

cdef extern from "<marshal.h>":
    const int Py_MARSHAL_VERSION
    # The first two do not say whether they have failed.
    void PyMarshal_WriteLongToFile(long number, FILE *stream, int version)
    void PyMarshal_WriteObjectToFile(object o, FILE *stream, int version)
    bytes PyMarshal_WriteObjectToString(object o, int version)
    long PyMarshal_ReadLongFromFile(FILE *stream) except? -1
    int PyMarshal_ReadShortFromFile(FILE *stream) except? -1
    object PyMarshal_ReadObjectFromFile(FILE *stream)
    # Reads all that is left of the file, so it may be faster.
    object PyMarshal_ReadLastObjectFromFile(FILE *stream)
    object PyMarshal_ReadObjectFromString(const char *data, Py_ssize_t size)
