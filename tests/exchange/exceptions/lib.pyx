cdef int by_default(int x) except -5:
    raise ValueError("default")


cdef double by_number(int x) except? 2.5:
    if x:
        raise ValueError("number")
    return 2.5


cdef int by_star(int x) except? 7:
    if x == 7:
        return 7
    raise ValueError("star")


cdef int never(int x) noexcept:
    return x


cdef int zero(int x) except 0:
    raise ValueError("zero")


cdef unary chosen(int number):
    if number == 0:
        return by_default
    if number == 1:
        return zero
    return never

variable = zero


cdef class Shape:
    cdef int sides(self):
        raise ValueError("sides")

    cdef double area(self):
        raise ValueError("area")

    cpdef int corners(self):
        raise ValueError("corners")

    cdef char *name(self):
        raise ValueError("name")
