cdef extern from "shapes_api.h":
    int import_shapes() except -1
    struct Point:
        int x
        double y
    enum Color:
        RED
    ctypedef class shapes.Square [object SquareObject]:
        cdef double side
    object describe(Point *point, Color color, Square square)
    int from_pxd(int value) except -1
    double only_api(double x) nogil
    double rate

import_shapes()

def use(Square square):
    cdef Point point = Point(1, 2)
    cdef double sum
    square.side += 1
    with nogil:
        sum = only_api(1) - rate
    return describe(&point, RED, square), sum

def divide(int value):
    return from_pxd(value)
