# Semicolons where the end of the line ends the statement.
cdef int a;  # warning: W0116 the semicolon is not needed
ctypedef int number;  # warning: W0116
cdef int b; cdef int c
cdef int d; cdef int e;  # warning: W0116
f = 1;
pass;  # warning: W0116


cdef int g():
    cdef int h;  # warning: W0116
    return 1;


cdef class Empty: pass
