# What other modules may know of the class: its C attributes and its C methods, in their order. The
# bodies are in instrument.pyx.
cdef class Instrument:
    cdef readonly str name
    cdef public double quantity

    cpdef double unit_value(self, double rate) except? -1
    cpdef double value(self, double rate) except? -1
    cdef tuple arguments(self)
