from .instrument cimport Instrument

cdef struct Flow:
    double years
    double amount

cdef class Bond(Instrument):
    cdef Flow *items
    cdef Py_ssize_t count
