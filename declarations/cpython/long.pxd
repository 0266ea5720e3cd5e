# Integers: Python/C API Reference Manual, "Integer Objects".

cdef extern from "Python.h":
    bint PyLong_Check(object o)
    bint PyLong_CheckExact(object o)
    object PyLong_FromLong(long number)
    object PyLong_FromUnsignedLong(unsigned long number)
    object PyLong_FromSsize_t(Py_ssize_t number)
    object PyLong_FromLongLong(long long number)
    object PyLong_FromDouble(double number)
    object PyLong_FromVoidPtr(void *pointer)
    long PyLong_AsLong(object o) except? -1
    long long PyLong_AsLongLong(object o) except? -1
    unsigned long PyLong_AsUnsignedLong(object o) except? -1
    Py_ssize_t PyLong_AsSsize_t(object o) except? -1
    double PyLong_AsDouble(object o) except? -1.0
    void *PyLong_AsVoidPtr(object o) except? NULL
