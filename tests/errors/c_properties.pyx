# Properties of classes that C headers know.
cdef extern from *:
    ctypedef class builtins.complex [object PyComplexObject]:
        @property
        cdef inline double zero(self) noexcept:
            return 0

        @property  # error: E0525 a property has no meaning
        cdef double one(self) noexcept

        @property
        cdef inline double two(self) noexcept:
            return 2

        @two.setter  # error: E0525 a property has no meaning on a C function that does not take its object and a value
        cdef inline void two(self) noexcept:
            pass

        @three.setter  # error: E0525
        cdef inline void three(self, double value) noexcept:
            pass


cdef class Own:
    @property  # error: E0525 a property has no meaning
    cdef inline int zero(self):
        return 0


def change(complex z):
    z.zero = 1  # error: E0309 cannot assign to 'zero', which is a property
    z.zero += 1  # error: E0309 cannot assign to 'zero', which is a property
    z.two, z.two = 1, 2  # error: E0309 # error: E0309
    del z.zero  # error: E0411 cannot delete
    same(z).zero += 1  # error: E0309 cannot assign to 'zero', which is a property


cdef complex same(complex z):
    return z


# A setter that is there is called by its property's name.
cdef extern from *:
    cdef class elsewhere.Twice [object Twice]:
        @property
        cdef inline int count(self):
            return 1

        @count.setter
        cdef inline int count(self, int value) except -1:
            return 0

        @count.setter  # error: E0302 'count' is already declared
        cdef inline int count(self, int value) except -1:
            return 0
