cimport lib
from lib cimport Shape


cdef class Silent(Shape):
    cdef int sides(self):
        return -1

    cdef double area(self):
        return -1

    cpdef int corners(self):
        return -1


cdef object call(int number, Shape shape):
    cdef lib.unary pointer
    if number == 0:
        return lib.by_default(3)
    if number == 1:
        return lib.by_number(3)
    if number == 2:
        return lib.by_star(3)
    if number == 3:
        pointer = lib.chosen(0)
        return pointer(3)
    if number == 4:
        pointer = lib.chosen(1)
        return pointer(3)
    if number == 5:
        return lib.variable(3)
    if number == 6:
        return shape.sides()
    if number == 7:
        return shape.area()
    if number == 8:
        return shape.corners()
    return shape.name() == NULL


def raised():
    for number in range(10):
        try:
            yield call(number, Shape())
        except ValueError as error:
            yield str(error)


def returned():
    cdef lib.unary pointer = lib.chosen(2)
    shape = Silent()
    return (lib.by_number(0), lib.by_star(7), lib.never(-1), pointer(-1),
            call(6, shape), call(7, shape), call(8, shape))
