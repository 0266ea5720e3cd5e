# Declarations that cannot be.

cdef void emptiness  # error: E0507 a variable cannot have the type 'void'
cdef int[:, :, :, :, :, :, :, :, :] nine  # error: E0515 a memoryview has 1 to 8 dimensions
cdef double[:3] part  # error: E0516 an axis of a memoryview is ':' or '::1'
ctypedef int (*callback)(int)
cdef callback[:] callbacks  # error: E0514 a memoryview cannot have elements of type 'int (int) except *'
ctypedef node node  # error: E0511 'node' refers to itself


DEF SIZE = open("x")  # error: E0513 the value of 'SIZE' is not known when compiling
DEF ENDLESS = 1 / 0  # error: E0513 the value of 'ENDLESS' is not known when compiling
DEF FRESH = [1, 2]  # error: E0513 the value of 'FRESH' is not known when compiling
DEF HOLDS = (1, [2])  # error: E0513 the value of 'HOLDS' is not known when compiling
DEF BEYOND = (1, 2)[2]  # error: E0513 the value of 'BEYOND' is not known when compiling


cdef int unnamed(int *):  # error: E0510 a parameter of a C function needs a name
    return 1


cdef int find(list items) except "none":  # error: E0502 the exception value is no constant of type 'int'
    return 0


def scale(int n):
    cdef double buffer[n]  # error: E0512 the length of a C array must be a constant
    return buffer


class PythonBase:
    pass


cdef class Derived(PythonBase):  # error: E0506 a cdef class cannot extend 'PythonBase'
    pass


cdef class Failure(bytes):  # error: E0599 a cdef class that extends 'bytes' is not supported yet
    pass


cdef class Dotted(datetime.date):  # error: E0506 a cdef class cannot extend 'datetime.date'
    pass


cdef class Called(PythonBase().type):  # error: E0506 a cdef class cannot extend 'PythonBase().type'
    pass


cdef class Three(int[3]):  # error: E0506 a cdef class cannot extend 'int[3]'
    pass


cdef class Matrix(int[3][4]):  # error: E0506 a cdef class cannot extend 'int[3][4]'
    pass


cdef class ThreeLists(list[int][3]):  # error: E0506 a cdef class cannot extend 'list[int][3]'
    pass


cdef class Lists(list[int]):
    pass


cdef class Switch(bool):  # error: E0506 a cdef class cannot extend 'bool'
    pass


cdef class Window(slice):  # error: E0506 a cdef class cannot extend 'slice'
    pass


cdef class Row(tuple):  # error: E0599 a cdef class that extends 'tuple' is not supported yet
    cdef int width


cdef class Blob(bytes):  # error: E0599 a cdef class that extends 'bytes' is not supported yet
    pass


cdef class Flags(int):
    cdef int extra  # error: E0523 'Flags' extends 'int' and so cannot have C attributes or cdef methods


cdef class Level(int):  # error: E0523 'Level' extends 'int' and so cannot have C attributes or cdef methods
    cdef int up(self):
        return 1


cdef class Size(int):
    def doubled(self):
        return self * 2


cdef class Plain(object):
    pass


def decorate(value):
    return value


@decorate  # error: E0521 a cdef class takes decorators of cython only
cdef class Decorated:
    pass


@decorate  # error: E0521 a cdef function takes decorators of cython only
cdef int decorated():
    return 1


@decorate
cpdef int decorated_too():
    return 1


cdef class Shape:
    cdef double area(self):
        return 0

    cdef double grown(self, double by):
        return by


cdef class Square(Shape):
    cdef int area(self):  # error: E0503 'Square.area' does not match the method that it overrides
        return 1

    cdef double grown(self, double by, int times=1):
        return by * times


cdef class Both(Shape, Square):  # error: E0508 a cdef class can have one base only
    pass


cdef extern from *:
    int without_arguments(void)  # error: E0507 an argument cannot have the type 'void'
    int void_second(int i, void v)  # error: E0507 an argument cannot have the type 'void'
