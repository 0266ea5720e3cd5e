# cython: language_level=2
"""What `from __future__ import` asks for at language level 2.

>>> quotients(10, 4)
(2.5, 2.5, 3.5, 2, 2.5, 2)
>>> in_c(10, 4)
2
>>> print_all()
one two
('in', 'parentheses') 3|
"""
from __future__ import division, print_function
from __future__ import absolute_import
cimport cython


def quotients(int a, long b):
    cdef double d = a / b
    changed = a
    cdef int whole = a
    whole //= b
    return a / b, d, 7 / 2, a // b, (lambda: a / b)(), whole


@cython.cdivision(True)
def in_c(int a, int b):
    return a / b


def print_all():
    print("one", "two")
    print(("in", "parentheses"), 3, end="|\n")
