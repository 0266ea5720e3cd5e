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
>>> for left, right in [(Unequal(1), Unequal(2)), (Unequal(2), Unequal(2)), (Unequal(3), Unequal(2))]:
...     left < right, left <= right, left != right, left > right, left >= right
(True, True, True, False, False)
(False, True, False, False, True)
(False, False, True, True, True)
>>> same = Unequal(1)
>>> Unequal(1) == Unequal(1), same == same
(False, True)
>>> Above(1) < Above(2), Above(2) <= Above(2), Above(2) >= Above(3), Above(3) > Above(2)
(True, True, False, True)
>>> Completed(1) < Completed(2), Completed(2) <= Completed(2), Completed(2) >= Completed(3)
(True, True, False)
>>> Completed(1) < Failing(), Failing() > Completed(1)
Traceback (most recent call last):
ZeroDivisionError: no order
>>> Less(1) <= Truthless()
Traceback (most recent call last):
ZeroDivisionError: no truth
>>> InPython(1) > InPython(2), InPython(2) > InPython(1)
(False, True)
>>> hash(Less(1)) == hash(Less(1)), hash(Greater(1))
Traceback (most recent call last):
...
TypeError: unhashable type: 'cdef_class_total_ordering.Greater'
"""
cimport cython
from functools import total_ordering


@cython.total_ordering
cdef class Less:
    cdef readonly int n

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __lt__(self, other):
        if isinstance(other, Truthless):
            return other
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


class InPython(Less):
    pass


class Truthless:
    def __bool__(self):
        raise ZeroDivisionError("no truth")


@cython.total_ordering
cdef class Unequal:
    cdef readonly int n

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __ne__(self, other):
        return self.n != other.n


@total_ordering
cdef class Above:
    cdef readonly int n

    def __init__(self, n):
        self.n = n

    def __gt__(self, other):
        return self.n > other.n

    def __ne__(self, other):
        return self.n != other.n


cdef class Half:
    cdef readonly int n

    def __init__(self, n):
        self.n = n

    def __le__(self, Half other):
        return self.n <= other.n


@cython.total_ordering
cdef class Completed(Half):
    def __eq__(self, other):
        return self.n == other.n


cdef class Failing(Completed):
    def __cinit__(self):
        self.n = 5

    def __init__(self):
        pass

    def __gt__(self, other):
        raise ZeroDivisionError("no order")
