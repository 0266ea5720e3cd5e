# Floats: Python/C API Reference Manual, "Floating Point Objects".

cdef extern from *:
    """
    #include <Python.h>
    #if PY_VERSION_HEX < 0x030B0000
    #define PyFloat_Pack2(number, buffer, order) _PyFloat_Pack2(number, (unsigned char *)(buffer), order)
    #define PyFloat_Pack4(number, buffer, order) _PyFloat_Pack4(number, (unsigned char *)(buffer), order)
    #define PyFloat_Pack8(number, buffer, order) _PyFloat_Pack8(number, (unsigned char *)(buffer), order)
    #define PyFloat_Unpack2(buffer, order) _PyFloat_Unpack2((const unsigned char *)(buffer), order)
    #define PyFloat_Unpack4(buffer, order) _PyFloat_Unpack4((const unsigned char *)(buffer), order)
    #define PyFloat_Unpack8(buffer, order) _PyFloat_Unpack8((const unsigned char *)(buffer), order)
    #endif
    """
    bint PyFloat_Check(object p)
    bint PyFloat_CheckExact(object p)
    object PyFloat_FromDouble(double v)
    object PyFloat_FromString(object str)
    double PyFloat_AsDouble(object pyfloat) except? -1.0
    double PyFloat_AS_DOUBLE(object pyfloat)

    # Bytes as the module struct has them.
    int PyFloat_Pack2(double x, unsigned char *p, int le) except -1
    int PyFloat_Pack4(double x, unsigned char *p, int le) except -1
    int PyFloat_Pack8(double x, unsigned char *p, int le) except -1
    double PyFloat_Unpack2(const unsigned char *p, int le) except? -1.0
    double PyFloat_Unpack4(const unsigned char *p, int le) except? -1.0
    double PyFloat_Unpack8(const unsigned char *p, int le) except? -1.0
