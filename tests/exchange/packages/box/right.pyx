from . cimport left
from .left cimport Left

cdef class Right:
    cdef number total(self, int depth=3) except -1:
        if depth == 0 or self.partner is None:
            return self.value
        return self.value + self.partner.total(depth - 1)

cdef Right new_right(number value, Left partner=None):
    right = Right()
    right.value = value
    right.partner = partner
    return right

def lonely(value):
    return new_right(value).total()

def back(value):
    cdef Right right = new_right(value, left.new_left(10 * value))
    return right.total(), right.total(0), left.steps > 0
