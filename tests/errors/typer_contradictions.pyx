# Declarations that contradict themselves, and views without arithmetic.
cimport cython
from cython cimport view


ctypedef int  # error: E0536 a declaration needs a name


cdef int unsaid(int x=?):  # error: E0525 a default value that is not said has no meaning of a function with a body
    return x


cdef int unsaid_too(int x=*):  # error: E0525
    return x


def variadic(int x, ...):  # error: E0525 '...' has no meaning on a Python function
    return x


cdef class Compared:
    def __richcmp__(self, other, op):
        return True

    def __eq__(self, other):  # error: E0525 __eq__ has no meaning beside '__richcmp__'
        return True

    def __ge__(self, other):  # error: E0525 __ge__ has no meaning beside '__richcmp__'
        return True


cdef class Made:
    def __new__(cls):  # error: E0525 '__new__' has no meaning in a cdef class # help: belongs into __cinit__
        return None


cdef int[::1, ::1] both  # error: E0586
cdef int[:, ::1, :] middle  # error: E0586
cdef int[::view.contiguous, ::view.contiguous] named  # error: E0586
cdef int[::1, :] fortran
cdef int[:, ::1] in_c
cdef int[::view.indirect, ::view.contiguous] indirect
cdef int[:] views[3]  # error: E0538 a C array cannot hold Python objects: 'int[:]'


def arithmetic(int[:] x, int[:] y, object z):
    x + y  # error: E0404 operator '+' does not work on 'int[:]' and 'int[:]'
    x * 2  # error: E0404
    x += 1  # error: E0404
    x + z
    return z * y
