# A class that is declared in advance, and one that is declared alone.
cdef class Early

cdef class Holder:
    cdef Early early

cdef class Early:
    pass

cdef class Alone
