cdef class Base:
    cdef int value
    cdef int number(self)


cdef class Derived(Base):
    pass


cdef unsigned int limit
cdef object limit  # the first one counts
