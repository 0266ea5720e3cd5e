# Properties of classes that C headers know.
cdef extern from *:
    ctypedef class builtins.complex [object PyComplexObject]:
        @property
        cdef inline double zero(self) noexcept:
            return 0

        @property
        cdef double one(self) noexcept  # error: E0525 a property has no meaning


cdef class Own:
    @property
    cdef inline int zero(self):  # error: E0525 a property has no meaning
        return 0


def change(complex z):
    z.zero = 1  # error: E0309 cannot assign to 'zero', which is a property
    z.zero += 1  # error: E0309 cannot assign to 'zero', which is a property
    del z.zero  # error: E0411 cannot delete
