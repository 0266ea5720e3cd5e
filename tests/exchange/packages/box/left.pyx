# Left and Right know each other: each module cimports the other.
from .right cimport Right, new_right

cdef class Left:
    cdef number total(self, int depth=2) except -1:
        if depth == 0 or self.partner is None:
            return self.value
        return self.value + self.partner.total(depth - 1)

    cpdef Left twin(self):
        return new_left(self.value)

cdef Left new_left(number value):
    global steps
    steps += 1
    left = Left()
    left.value = value
    return left

def pair(a, b):
    cdef Left left = new_left(a)
    left.partner = new_right(b, left)
    return left

def total(Left left, depth=None):
    return left.total() if depth is None else left.total(depth)

def left_steps():
    return steps
