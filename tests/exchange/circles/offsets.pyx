from deltas cimport Delta

from deltas import Named


cdef class Offset:
    def __init__(self, n):
        self.n = n

    def delta(self):
        cdef Delta made = Named(self.n)
        return made.value


cdef bint is_offset(object x):
    return isinstance(x, Offset)
