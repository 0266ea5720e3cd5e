"""Dataclasses in pure mode: the same file is one of Python's when it is not compiled.

>>> [f.name for f in dataclasses.fields(Item)], dataclasses.is_dataclass(Item)
(['name', 'count', 'tags'], True)
"""

import dataclasses
import functools

import cython


@cython.cclass
@dataclasses.dataclass
class Item:
    """
    >>> Item("a")
    Item(name='a', count=1, tags=[])
    >>> Item("a") == Item("a", 1, []), Item("a") == Item("b")
    (True, False)
    >>> Item()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...__init__() ...
    >>> item = Item("a")
    >>> item.count = 3
    >>> item
    Item(name='a', count=3, tags=[])
    """

    name: str
    count: cython.int = 1
    tags: list = dataclasses.field(default_factory=list)

    def total(self, other):
        return self.count + other


@cython.dataclasses.dataclass(order=True, unsafe_hash=True)
class Ordered:
    """
    >>> Ordered(1, 2) < Ordered(1, 3), Ordered(2) > Ordered(1, 9)
    (True, True)
    >>> len({Ordered(1), Ordered(1), Ordered(2)})
    2
    """

    first: cython.int
    second: cython.int = 0


@dataclasses.dataclass(frozen=True)
@cython.cclass
class Frozen:
    """
    >>> Frozen(1).value
    1
    >>> try:
    ...     Frozen(1).value = 2
    ... except AttributeError:
    ...     print("readonly")
    readonly
    >>> hash(Frozen(2)) == hash(Frozen(2))
    True
    """

    value: object


@functools.total_ordering
@cython.cclass
class Length:
    """
    >>> Length(1) < Length(2), Length(1) >= Length(2), Length(2) > Length(1), Length(1) <= Length(1)
    (True, False, True, True)
    """

    size: cython.int

    def __init__(self, size):
        self.size = size

    def __eq__(self, other):
        return other.is_size(self.size)

    def __lt__(self, other):
        return other.is_above(self.size)

    def __hash__(self):
        return self.size

    def is_size(self, size):
        return self.size == size

    def is_above(self, size):
        return self.size > size
