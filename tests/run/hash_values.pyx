"""hash() gives a C integer: what is smaller takes its low bits, as of any C integer.

>>> kept = Kept(2**60 + 5)
>>> kept.low, hash(kept), kept.whole == 2**60 + 5
(5, 5, True)
>>> values(Fixed())
(2305843009213693947, 71481133285624512357, 768614336404564649, [2305843009213693947], -5)
>>> values([])
Traceback (most recent call last):
TypeError: unhashable type: 'list'
>>> same("text"), same(("a", 1)), in_condition(0), in_condition(Fixed())
(True, True, 'zero', 'other')
"""


class Fixed:
    def __hash__(self):
        return 2**61 - 5


cdef class Kept:
    cdef readonly int low
    cdef readonly Py_hash_t whole

    def __init__(self, value):
        self.low = hash(value)
        self.whole = hash(value)

    def __hash__(self):
        return self.low


def values(x):
    h = hash(x)
    cdef int low = hash(x)
    return hash(x), h * 31, hash(x) // 3, [hash(x)], low


def same(x):
    cdef Py_hash_t held = hash(x)
    return held == hash(x) == x.__hash__()


def in_condition(x):
    return "zero" if not hash(x) else "other"
