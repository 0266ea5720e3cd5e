cdef struct Point:
    double x
    double y


cdef class Shape:
    cdef public double side
    cdef Shape parent

    cdef double area(self):
        return self.side * self.side

    cpdef double scaled(self, double by=1):
        return self.area() * by

    def log(self, other):
        cdef Point p = Point(1, y=2)
        cdef Point *q = &p
        self.parent = other
        self.name = q.x + p.y
        return self.parent.side, self.unknown, Shape.area(self), Shape()
