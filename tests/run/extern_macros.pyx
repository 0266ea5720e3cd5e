# cython: language_level=3
# The macros that C code written for Cython relies on.

cdef extern from *:
    """
    static CYTHON_INLINE int em_twice(int x) { return 2 * x; }
    static int em_first(const int *CYTHON_RESTRICT p, CYTHON_UNUSED int unused) {
        switch (p[0]) {
        case 0:
            return 100;
        case 1:
            if (unused)
                return 7;
            CYTHON_FALLTHROUGH;
        default:
            return p[0] > 0 ? p[0] : -1;
        }
    }
    static int em_nothing(int x) { CYTHON_UNUSED_VAR(x); CYTHON_MAYBE_UNUSED_VAR(x); return 0; }
    """
    int em_twice(int)
    int em_first(const int *, int)
    int em_nothing(int)
    int CYTHON_COMPILING_IN_CPYTHON
    int CYTHON_COMPILING_IN_LIMITED_API
    int CYTHON_HEX_VERSION


def macros(int x):
    """
    >>> macros(3)
    (6, 3, 0)
    >>> macros(1)
    (2, 1, 0)
    >>> macros(0)
    (0, 100, 0)
    >>> macros(-5)
    (-10, -1, 0)
    """
    return em_twice(x), em_first(&x, 0), em_nothing(x)


def what_compiles():
    """
    >>> what_compiles()
    (1, 0, True)
    """
    return CYTHON_COMPILING_IN_CPYTHON, CYTHON_COMPILING_IN_LIMITED_API, CYTHON_HEX_VERSION >= 0x03000000
