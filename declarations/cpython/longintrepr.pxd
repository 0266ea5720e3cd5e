# The digits of an int: the header cpython/longintrepr.h, which Python.h includes from 3.12 on.

cdef extern from *:
    """
    #include <Python.h>
    #if PY_VERSION_HEX < 0x030B0000
    #include <longintrepr.h>
    #endif
    """
    ctypedef unsigned int digit
    ctypedef int sdigit
    ctypedef class __builtin__.py_long [object PyLongObject]:
        cdef digit *ob_digit

    const int PyLong_SHIFT
    const digit PyLong_BASE
    const digit PyLong_MASK
    object _PyLong_New(Py_ssize_t count)
