# Complex numbers: Python/C API Reference Manual, "Complex Number Objects".

from __builtins__ cimport Py_complex

cdef extern from "Python.h":
    ctypedef class __builtin__.complex [object PyComplexObject]:
        cdef Py_complex cval

    bint PyComplex_Check(object p)
    bint PyComplex_CheckExact(object p)
    object PyComplex_FromCComplex(Py_complex v)
    object PyComplex_FromDoubles(double real, double imag)
    double PyComplex_RealAsDouble(object op) except? -1.0
    double PyComplex_ImagAsDouble(object op) except? -1.0
    # The real part is -1 with an exception when it fails.
    Py_complex PyComplex_AsCComplex(object op)
