cimport cython


cdef class Base:
    cdef int value

    @cython.locals(doubled=cython.int)
    cpdef int scaled(self, int by)

    cdef int number(self)


cdef class Derived(Base):
    pass


cdef class Undefined(Base):  # made though the source says nothing of it
    cdef public int count
    cdef object kept


cdef unsigned int limit
cdef object limit  # the first one counts
