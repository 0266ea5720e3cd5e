import cython

cdef class Point:
    cdef public int x
    cdef _fill(self, int x)

cdef class Maker:
    cdef list made
    @cython.locals(point=Point, last="unsigned int")
    cdef _make(self, int count)
    @cython.locals(point=Point)
    cpdef get(self)
    @cython.locals(point=Point)
    cdef _unused(self)

@cython.locals(point=Point, total=cython.long)
cpdef long sum_of(list points)

@cython.locals(flag=cython.bint, factor=cython.double)
cpdef scaled(x, flag=*, factor=*)

@cython.locals(factor=cython.double)
cdef _half(factor)
