# How callers of C functions learn of exceptions: what may stand where a function is asked for.
cdef int zero(int x) except 0:
    return x


cdef int quiet(int x) noexcept:
    return x


cdef int plain(int x):
    return x


cdef int call(int function(int), int (*pointer)(int)):
    return function(1) + pointer(1)


cdef int (*pointer)(int)
cdef int (*by_value)(int) except? -1
cdef int (*certain)(int) except -1
pointer = zero
pointer = quiet
pointer = plain
by_value = plain
by_value = quiet
by_value = zero  # error: E0401 cannot convert 'int (int) except 0' to 'int (int)'
by_value = pointer  # error: E0401 cannot convert 'int (int) except *' to 'int (int)'
certain = plain  # error: E0401 cannot convert 'int (int)' to 'int (int) except -1'
certain = quiet  # error: E0401 cannot convert 'int (int) noexcept' to 'int (int) except -1'
call(plain, zero)
call(zero, quiet)  # error: E0401 cannot convert 'int (int) except 0' to 'int (int)'
call(pointer, pointer)  # error: E0401 cannot convert 'int (int) except *' to 'int (int)'
