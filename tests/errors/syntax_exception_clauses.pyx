# One clause says what an exception does.
cdef int never() noexcept except -1:  # error: E0427 a second clause says what an exception does
    return 1


cdef int always() except * nogil noexcept:  # error: E0427
    return 1


cdef extern from *:
    int (*callback)(int x) except? -1 except -1  # error: E0427


ctypedef int (*pointer)() noexcept nogil noexcept  # error: E0427

cdef int right() except? -1 nogil:
    return 1
