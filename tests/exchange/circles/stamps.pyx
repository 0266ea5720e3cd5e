from deltas cimport Delta

import deltas
import offsets


cdef class Stamp:
    def __init__(self, n):
        self.offset = offsets.Offset(n)

    def parts(self, n):
        cdef Delta made = deltas.Named(n + 1)
        return self.offset.delta(), made.value, deltas.asks(self.offset), deltas.asks(made)
