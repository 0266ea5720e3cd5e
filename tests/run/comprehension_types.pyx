"""A variable of a comprehension has the type that is declared for its name around it, as in Cython."""

import sys

cdef int number = 5


cdef class Box:
    cdef int content

    def __init__(self, content):
        self.content = content

    cdef int doubled(self):
        return 2 * self.content


def of_function(values):
    """
    >>> of_function([1.5, True])
    ([1, 1], {1}, {1: 1}, 7)
    >>> of_function(["a"])
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef int i = 7
    return [i for i in values], {i for i in values}, {i: i for i in values}, i


def of_parameter(double x, pairs):
    """
    >>> of_parameter(2, [(1, "a")])
    ([(1.0, 'a')], 2.0)
    """
    return [(x, y) for x, y in pairs], x


def of_module(values):
    """
    >>> of_module([1.5]), number_of_module()
    ([1], 5)
    """
    return [number for number in values]


def number_of_module():
    return number


def of_class(values):
    """Methods in C are called, and None has none.

    >>> of_class([Box(1), Box(2)])
    [2, 4]
    >>> of_class([3])
    Traceback (most recent call last):
    TypeError: Cannot convert int to comprehension_types.Box
    >>> of_class([None])
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'doubled'
    """
    cdef Box box
    return [box.doubled() for box in values]


def of_builtin(values):
    """
    >>> of_builtin([[1], None])
    [[1], None]
    >>> of_builtin([()])
    Traceback (most recent call last):
    TypeError: Expected list, got tuple
    """
    cdef list items
    return [items for items in values]


def declared_later(rows):
    """
    >>> declared_later([[1.5], [2.5]])
    ([[1], [2]], [1])
    """
    result = [[i for i in row] for row in rows]
    cdef int i
    return result, (lambda: [i for i in rows[0]])()


def generators(values):
    """A generator expression has variables of its own.

    >>> generators([2.5])
    ([2.5], 7)
    """
    cdef int i = 7
    return list(i for i in values), i


def references(values):
    """
    >>> value = Box(3)
    >>> before = sys.getrefcount(value)
    >>> for _ in range(10):
    ...     _ = of_class([value]), references([[value]])
    >>> sys.getrefcount(value) - before
    0
    """
    cdef list row
    return [[each for each in row] for row in values] and None
