ctypedef int (*unary)(int)

# what callers know; the bodies tell errors by other values
cdef int by_default(int x)
cdef double by_number(int x)
cdef int by_star(int x) except *
cdef int never(int x)
cdef unary chosen(int number)
cdef unary variable

cdef class Shape:
    cdef int sides(self)
    cdef double area(self)
    cpdef int corners(self)
    cdef char *name(self)
