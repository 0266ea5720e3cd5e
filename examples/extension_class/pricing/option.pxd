from .instrument cimport Instrument

cdef class Option(Instrument):
    cdef readonly double spot
    cdef readonly double strike
    cdef readonly double volatility
    cdef readonly double years
