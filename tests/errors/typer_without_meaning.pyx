# Parts of declarations that have no meaning where they stand.

cimport cython

cdef readonly int variable  # error: E0525 readonly has no meaning outside of a cdef class
cdef void nothing() except -1: pass  # error: E0525 an exception value has no meaning
cdef object thing() except -1: return 1  # error: E0525
cdef void fine() except *: pass


def on_c_type(int x not None, double[:] view not None, list y not None):  # error: E0525 what is said of None
    return x, view, y


cdef in_c_function(list y not None):  # error: E0525 what is said of None has no meaning in a C function
    return y


cdef class Holder:
    cdef readonly int value

    @classmethod
    cdef int method(cls):  # error: E0525 @classmethod has no meaning on a C function
        return 1


@cython.nogil  # error: E0525 nogil has no meaning on a Python function
def without(x):
    return x


@cython.inline
def placed(x):  # error: E0525 inline has no meaning on a Python function
    return x


# A header's variable has the value of C.
cdef extern from *:
    """
    #define KNOWN 3
    """
    int KNOWN = 4  # warning: W0143 'KNOWN' has the value that the C header gives it
