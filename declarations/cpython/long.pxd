# Integers: Python/C API Reference Manual, "Integer Objects".

from libc.stdint cimport int32_t, int64_t, uint32_t, uint64_t

cdef extern from "Python.h":
    ctypedef long long PY_LONG_LONG
    ctypedef unsigned long long uPY_LONG_LONG "unsigned PY_LONG_LONG"

    bint PyLong_Check(object p)
    bint PyLong_CheckExact(object p)
    object PyLong_FromLong(long v)
    object PyLong_FromUnsignedLong(unsigned long v)
    object PyLong_FromSsize_t(Py_ssize_t v)
    object PyLong_FromSize_t(size_t v)
    object PyLong_FromLongLong(long long v)
    object PyLong_FromUnsignedLongLong(unsigned long long v)
    object PyLong_FromDouble(double v)
    object PyLong_FromString(const char *str, char **pend, int base)
    # No longer in the headers.
    object PyLong_FromUnicode(Py_UNICODE *u, Py_ssize_t length, int base)
    object PyLong_FromVoidPtr(void *p)

    long PyLong_AsLong(object pylong) except? -1
    # The overflow is -1, 0 or 1, and no exception.
    long PyLong_AsLongAndOverflow(object pylong, int *overflow) except? -1
    long long PyLong_AsLongLongAndOverflow(object pylong, int *overflow) except? -1
    Py_ssize_t PyLong_AsSsize_t(object pylong) except? -1
    size_t PyLong_AsSize_t(object o) except? -1
    unsigned long PyLong_AsUnsignedLong(object pylong) except? -1
    long long PyLong_AsLongLong(object pylong) except? -1
    unsigned long long PyLong_AsUnsignedLongLong(object pylong) except? -1
    # These cut off what does not fit.
    unsigned long PyLong_AsUnsignedLongMask(object io) except? -1
    unsigned long long PyLong_AsUnsignedLongLongMask(object io) except? -1
    double PyLong_AsDouble(object pylong) except? -1.0
    void *PyLong_AsVoidPtr(object pylong) except? NULL

    # From 3.13 on: bytes in one order or the other. How many are needed is the result of AsNativeBytes.
    const int Py_ASNATIVEBYTES_DEFAULTS
    const int Py_ASNATIVEBYTES_BIG_ENDIAN
    const int Py_ASNATIVEBYTES_LITTLE_ENDIAN
    const int Py_ASNATIVEBYTES_NATIVE_ENDIAN
    const int Py_ASNATIVEBYTES_UNSIGNED_BUFFER
    const int Py_ASNATIVEBYTES_REJECT_NEGATIVE
    const int Py_ASNATIVEBYTES_ALLOW_INDEX
    object PyLong_FromNativeBytes(const void *buffer, size_t n_bytes, int flags)
    object PyLong_FromUnsignedNativeBytes(const void *buffer, size_t n_bytes, int flags)
    Py_ssize_t PyLong_AsNativeBytes(object pylong, void *buffer, Py_ssize_t n_bytes, int flags) except -1

    # From 3.14 on.
    int PyLong_AsInt32(object obj, int32_t *value) except -1
    int PyLong_AsInt64(object obj, int64_t *value) except -1
    int PyLong_AsUInt32(object obj, uint32_t *value) except -1
    int PyLong_AsUInt64(object obj, uint64_t *value) except -1
