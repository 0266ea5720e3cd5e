cdef double total(double[:] v) except? -1
cdef double[:, ::1] doubled(double[:, ::1] m)
cdef double[:] current

cdef class Grid:
    cdef double[:, ::1] cells
    cdef int steps
    cdef double at(self, const Py_ssize_t[:] place) except? -1
    cdef double[:] row(self, int i)
