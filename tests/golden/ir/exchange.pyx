# Imports, exports and the state: a function, a variable and a class of another module.
from cimported cimport neighbour
from cimported.neighbour cimport Base, add


cdef class Derived(Base):
    cdef int size(self, int scale=2) except -1:
        return Base.size(self, scale) + self.value


cdef api int shared(int x) noexcept:
    neighbour.counter += x
    return neighbour.counter


def use(Base base):
    return add(1), add(1, 2), base.size(), base.label()
