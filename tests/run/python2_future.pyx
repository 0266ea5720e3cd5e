# cython: language_level=2
"""What `from __future__ import` asks for at language level 2.

>>> quotients(10, 4)
(2.5, 2.5, 3.5, 2, 2.5, 2)
>>> in_c(10, 4)
2
>>> print_all()
one two
('in', 'parentheses') 3|
>>> list(stops())
Traceback (most recent call last):
...
RuntimeError: generator raised StopIteration
>>> print(raw)
é\\n \\\\u00e9 \\x e\\n \\u00e9
"""
from __future__ import division, print_function
from __future__ import absolute_import, unicode_literals, generator_stop
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


# Raw strings of Python 2: \u counts in those of characters, unless it is escaped.
raw = r"\u00e9\n \\u00e9 \x" + ur" \U00000065\n " + rf"\u00e9"


def stops():
    yield 1
    raise StopIteration
