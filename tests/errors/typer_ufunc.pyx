# @cython.ufunc: what it may stand on, and which types the function may have.
cimport cython


@cython.ufunc  # error: E0525 @cython.ufunc has no meaning but on a cdef function
def of_python(x):
    return x


@cython.ufunc  # error: E0525 @cython.ufunc has no meaning but on a cdef function
cpdef double of_both(double x):
    return x


@cython.ufunc  # error: E0525 @cython.ufunc has no meaning but on a cdef function
def fused(cython.floating x):
    return x


cdef class HasMethod:
    @cython.ufunc  # error: E0525 @cython.ufunc has no meaning but on a function with a body, outside of classes
    cdef double method(self, double x):
        return x


@cython.ufunc
cdef double of_truth(bint x):  # error: E0525 the type 'bint' has no meaning in a ufunc
    return x


@cython.ufunc
cdef double *of_pointer(double x):  # error: E0525 the type 'double *' has no meaning in a ufunc
    return NULL


@cython.ufunc
cdef unknown of_unknown(double x):  # error: E0501 unknown type 'unknown'
    return x
