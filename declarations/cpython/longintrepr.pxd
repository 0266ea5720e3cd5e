# The digits of an int: the header cpython/longintrepr.h, which Python.h includes from 3.11 on. They lie behind one
# word: the number of digits and the sign before 3.12, the same with flags from then on.

cdef extern from *:
    """
    #include <Python.h>
    #if PY_VERSION_HEX < 0x030B0000
    #include <longintrepr.h>
    #endif
    typedef struct {
        PyObject ob_base;
        size_t tag;
        digit ob_digit[1];
    } zi_long;
    static inline PyObject *zi_long_new(Py_ssize_t count) { return (PyObject *)_PyLong_New(count); }
    """
    ctypedef unsigned int digit
    ctypedef int sdigit
    ctypedef class __builtin__.int as py_long [object zi_long, check_size ignore]:
        cdef digit ob_digit[1]

    const int PyLong_SHIFT
    const digit PyLong_BASE
    const digit PyLong_MASK
    # The digits are to be written, with the last one not zero.
    py_long _PyLong_New "zi_long_new"(Py_ssize_t s)
