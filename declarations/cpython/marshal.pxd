# Marshalling: Python/C API Reference Manual, "Data marshalling support".

from libc.stdio cimport FILE

cdef extern from "<marshal.h>":
    const int Py_MARSHAL_VERSION
    # The first two do not say whether they have failed.
    void PyMarshal_WriteLongToFile(long value, FILE *file, int version)
    void PyMarshal_WriteObjectToFile(object value, FILE *file, int version)
    bytes PyMarshal_WriteObjectToString(object value, int version)
    long PyMarshal_ReadLongFromFile(FILE *file) except? -1
    int PyMarshal_ReadShortFromFile(FILE *file) except? -1
    object PyMarshal_ReadObjectFromFile(FILE *file)
    # Reads all that is left of the file, so it may be faster.
    object PyMarshal_ReadLastObjectFromFile(FILE *file)
    object PyMarshal_ReadObjectFromString(const char *data, Py_ssize_t len)
