from .instrument cimport Instrument

cdef class Portfolio:
    cdef list instruments

    cpdef add(self, Instrument instrument)
    cpdef double value(self, double rate) except? -1
