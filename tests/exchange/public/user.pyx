from lib cimport Counter, Named, Point, checked, half, make, name_of, origin, shared, total

cdef class Twice(Counter):
    cdef int add(self, int by):
        return Counter.add(self, 2 * by)

def use(name):
    global total
    cdef Point point = make(3, 1.5)
    cdef double result
    with nogil:
        result = half(point.y)
    total += point.x
    origin.y = result
    return name_of(Named(name)), shared.add(4), result

def double_checked(int value):
    return checked(checked(value))

def count_twice(Counter counter):
    counter.add(1)
    return counter.add(2)
