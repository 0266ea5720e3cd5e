"""Annotated names in the body of a cdef class: C attributes without a value, attributes of the class
with one.

>>> holder = Holder()
>>> holder.values()
(0.0, None, None, 0, None, None, None)
>>> for name in ("number", "text", "whole", "small", "items", "maybe", "late"):
...     assert not hasattr(holder, name)
>>> Holder.shared, Holder.counted, holder.listed
(3, 5, [1])
>>> Holder.__dict__["shared"]
3
>>> hasattr(Holder, "said_only")
False
>>> holder.set(2, "a", 10**20, 7, [1], 1.5, holder)
>>> holder.values() == (2.0, "a", 10**20, 7, [1], 1.5, holder)
True
>>> holder.set(2, "a", 1, 7, (), None, None)
Traceback (most recent call last):
TypeError: Expected list, got tuple
>>> holder.set("2", "a", 1, 7, [], None, None)
Traceback (most recent call last):
TypeError: must be real number, not str
>>> total(holder), list(each(holder)), later(holder)()
(9.0, [2.0, 7], 7)
>>> derived = Derived()
>>> derived.values_of_both()
((0.0, None, None, 0, None, None, None), 0.0)
>>> Chosen().get()
0
"""

cimport cython
from typing import ClassVar, Optional


cdef class Holder:
    number: float
    text: "some text"
    whole: int
    small: cython.int
    items: list[int]
    maybe: Optional[float]
    late: Holder
    shared: int = 3
    counted: ClassVar[int] = 5
    listed: ClassVar[list] = [1]
    said_only: ClassVar[int]

    def values(self):
        return self.number, self.text, self.whole, self.small, self.items, self.maybe, self.late

    def set(self, number, text, whole, small, items, maybe, late):
        self.number, self.text, self.whole, self.small = number, text, whole, small
        self.items, self.maybe, self.late = items, maybe, late


def total(Holder holder not None):
    cdef double result
    with nogil:
        result = holder.number + holder.small
    return result


def each(Holder holder):
    yield holder.number
    yield holder.small


def later(Holder holder):
    return lambda: holder.small


cdef class Derived(Holder):
    # it is there already
    number: float
    more: cython.double

    def values_of_both(self):
        return self.values(), self.more


cdef class Chosen:
    if cython.compiled:
        chosen: cython.long

    def get(self):
        return self.chosen
