cimport box.left
cimport box.right as r
from box.types cimport *
from ..left cimport Left as L, new_left
from .. cimport right

cdef class Leaf(L):
    cdef number total(self, int depth=1) except -1:
        if self.value == 13:
            raise ValueError("thirteen in the leaf")
        return -box.left.Left.total(self, depth)

    cpdef L twin(self):
        made = Leaf()
        made.value = self.value + 1
        return made

def clipped(value):
    return clip(value), LIMIT, FAST, SLOW

def both(a, b):
    cdef r.Right made = right.new_right(b)
    cdef Leaf leaf = leaf_of(a)
    leaf.partner = made
    made.partner = leaf
    return leaf.total(), made.total(), type(leaf.twin()).__name__

def leaf_of(value):
    leaf = Leaf()
    leaf.value = value
    return leaf

def steps():
    box.left.steps = 100
    new_left(1)
    return box.left.steps
