# <stdbool.h>, from the C11 standard (7.18).

cdef extern from "<stdbool.h>" nogil:
    ctypedef bint bool
