# Properties of classes that C headers know.
cdef extern from *:
    ctypedef class builtins.complex [object PyComplexObject]:
        @property
        cdef inline double zero(self) noexcept:
            return 0

        @property  # error: E0525 a property has no meaning
        cdef double one(self) noexcept


cdef class Own:
    @property  # error: E0525 a property has no meaning
    cdef inline int zero(self):
        return 0


def change(complex z):
    z.zero = 1  # error: E0309 cannot assign to 'zero', which is a property
    z.zero += 1  # error: E0309 cannot assign to 'zero', which is a property
    del z.zero  # error: E0411 cannot delete
