from base cimport Base, Made, Middle, Own, Pointing


cdef class Derived(Base):
    cdef public double extra


cdef class Deep(Middle):
    cdef object last

    def set_last(self, last):
        self.last = last

    def get_last(self):
        return self.last


cdef class Deeper(Deep):
    cdef public int deepest


cdef class OfOwn(Own):
    cdef public int more


cdef class OfMade(Made):
    cdef public int made


cdef class OfPointing(Pointing):
    cdef public int pointing
