"""@cython.total_ordering: the comparisons that a class has not follow from those that it has.

>>> for left, right in [(Less(1), Less(2)), (Less(2), Less(2)), (Less(3), Less(2))]:
...     left < right, left <= right, left == right, left != right, left > right, left >= right
(True, True, False, True, False, False)
(False, True, True, False, False, True)
(False, False, False, True, True, True)
>>> for left, right in [(Greater(1), Greater(2)), (Greater(2), Greater(2)), (Greater(3), Greater(2))]:
...     left < right, left <= right, left == right, left != right, left > right, left >= right
(True, True, False, True, False, False)
(False, True, True, False, False, True)
(False, False, False, True, True, True)
>>> Less(1) > 1
Traceback (most recent call last):
...
TypeError: '>' not supported between instances of 'cdef_class_total_ordering.Less' and 'int'
>>> Derived(1) <= Derived(2), Derived(1) >= Derived(2), sorted([Derived(3), Derived(1)])[0].n
(True, False, 1)
>>> hash(Less(1)) == hash(Less(1)), hash(Greater(1))
Traceback (most recent call last):
...
TypeError: unhashable type: 'cdef_class_total_ordering.Greater'
"""
cimport cython


@cython.total_ordering
cdef class Less:
    cdef readonly int n

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Less) else NotImplemented

    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Less) else NotImplemented


@cython.total_ordering
cdef class Greater:
    cdef readonly int n

    def __init__(self, n):
        self.n = n

    def __ge__(self, other):
        return self.n >= other.n

    def __eq__(self, other):
        return self.n == other.n


cdef class Derived(Less):
    pass
