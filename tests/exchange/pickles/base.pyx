cdef class Base:
    def set(self, items, pair, z):
        self.items, self.pair, self.z = items, pair, z

    def get(self):
        return self.number, self.items, self.pair, self.z


cdef class Middle(Base):
    pass


cdef class Own:
    def __reduce__(self):
        return Own, ()


cdef class Made:
    def __cinit__(self, value=7):
        self.value = value


cdef class Pointing:
    pass
