cdef class Counter:
    cdef int add(self, int by):
        self.count += by
        return self.count

cdef class Named:
    def __init__(self, name):
        self.name = name

cdef Point make(Number x, double y) noexcept:
    return Point(x, y)

cdef int checked(int value) except -1:
    if value < 0:
        raise ValueError(value)
    return 2 * value

cdef object name_of(Named named):
    return named.name

cdef double half(double value) noexcept nogil:
    return value / 2

cdef public api Number total = 5
cdef api Counter shared = Counter()
cdef public Point origin
origin.x = 1

def state():
    return total, shared.count, origin.x, origin.y
