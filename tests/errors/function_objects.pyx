# C functions that no Python function can call, and calls of pointers.
cdef extern from *:
    cpdef int variadic(const char *format, ...)  # error: E0401 cannot convert 'int (const char *, ...) noexcept' to 'object'
    cpdef int of_pointer(int *p)  # error: E0401 cannot convert 'int (int *) noexcept' to 'object'
    cpdef int *gives_pointer()  # error: E0401 cannot convert 'int * () noexcept' to 'object'


cdef double product(double x, double y=2):
    return x * y


def by_pointer():
    f = product
    return f(3)  # error: E0402 'f' takes 2 arguments, 1 given
