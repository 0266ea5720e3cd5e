"""Annotations with Python's `int` and `bool`: any number becomes an int, `bool` is a truth value in C."""

cimport cython
from typing import Optional

import sys


class Own(int):
    """A subclass, whose objects become plain ints."""


class Number:
    def __init__(self, value):
        self.value = value

    def __int__(self):
        if self.value is None:
            raise ZeroDivisionError("no number")
        return self.value


def whole(x: int):
    """
    >>> whole(1), whole(True), whole(Own(3)), whole(2.5), whole(Number(2**70))
    (1, 1, 3, 2, 1180591620717411303424)
    >>> type(whole(True)), type(whole(Own(3)))
    (<class 'int'>, <class 'int'>)
    >>> whole("1")
    Traceback (most recent call last):
    TypeError: Argument 'x' has incorrect type (expected int, got str)
    >>> whole(None)
    Traceback (most recent call last):
    TypeError: Argument 'x' has incorrect type (expected int, got NoneType)
    >>> whole(Number(None))
    Traceback (most recent call last):
    ZeroDivisionError: no number
    """
    return x


def optional(x: Optional[int], y: int = None):
    """
    >>> optional(None), optional(True, 1.5)
    ((None, None), (1, 1))
    """
    return x, y


def variable(x):
    """
    >>> variable(True), variable(2.5), variable(None)
    (1, 2, None)
    >>> variable("a")
    Traceback (most recent call last):
    TypeError: Expected int, got str
    """
    y: int = x
    return y


def truth(x: bool, y: bool = False):
    """
    >>> truth(1), truth("a", None), truth([])
    ((True, False), (True, False), (False, False))
    >>> truth.__annotations__["x"] in (bool, "bool")
    True
    """
    return x, y


def optional_truth(x: Optional[bool]):
    """
    >>> optional_truth(None), optional_truth(True)
    (None, True)
    >>> optional_truth(1)
    Traceback (most recent call last):
    TypeError: Argument 'x' has incorrect type (expected bool, got int)
    """
    return x


cdef class Fields:
    """
    >>> fields = Fields()
    >>> fields.put("yes", 2.5), fields.get()
    (None, (True, 2))
    >>> fields.put(None, None), fields.get()
    (None, (False, None))
    >>> fields.put([], "1")
    Traceback (most recent call last):
    TypeError: Expected int, got str
    """
    flag: bool
    count: int

    def put(self, flag, count):
        self.flag = flag
        self.count = count

    def get(self):
        return self.flag, self.count


def generated(values):
    """
    >>> list(generated([True, 2.5]))
    [1, 2]
    """
    x: int
    for x in values:
        yield x


def references(value):
    """
    >>> own = Own(5)
    >>> before = sys.getrefcount(own)
    >>> for _ in range(10):
    ...     _ = whole(own), variable(own), optional(own, own), list(generated([own]))
    >>> sys.getrefcount(own) - before
    0
    """
