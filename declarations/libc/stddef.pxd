# <stddef.h>, from the C11 standard (7.19).

cdef extern from "<stddef.h>" nogil:
    ctypedef long ptrdiff_t
    ctypedef unsigned long size_t
    ctypedef int wchar_t
