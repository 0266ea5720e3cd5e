cimport cython


@cython.freelist(-1)  # error: E0505 directive 'freelist' cannot be '-1'
cdef class Negative:
    pass


@cython.freelist("8")  # error: E0505 directive 'freelist' cannot be
cdef class Text:
    pass


@cython.freelist()  # error: E0505
cdef class Missing:
    pass


@cython.freelist(8)  # warning: W0102 directive 'freelist' has no effect as '8': the base class makes and releases the objects
cdef class OfList(list):
    pass
