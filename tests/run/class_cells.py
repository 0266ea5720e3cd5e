"""The closure of a method that knows its class has the class's cell, under the name `__class__`:
who makes a class anew, as dataclasses do for slots, finds it there and changes it.

>>> sorted(zip(Base.own.__code__.co_freevars, contents(Base.own)))
[('__class__', 'Base')]
>>> cells(Base.asks), cells(Base.inner), cells(Base().inner())
(['__class__'], ['__class__'], ['__class__'])
>>> cells(local().both), cells(local().steps)
(['__class__', 'first', 'second'], ['__class__', 'second'])
>>> sorted(zip(local().both.__code__.co_freevars, contents(local().both)))
[('__class__', 'Local'), ('first', 1), ('second', 2)]
>>> cells(local().neither), Base.nothing.__closure__
(['first'], None)
>>> moved().own().__name__, moved().asks()
('Other', 'other')
>>> [Slotted(1).kind.__name__, Slotted(1).kind is Slotted]
['Slotted', True]
"""

import dataclasses
import sys


def contents(function):
    values = [each.cell_contents for each in function.__closure__]
    return [getattr(each, "__name__", each) for each in values]


def cells(function):
    names = function.__code__.co_freevars
    assert len(names) == len(function.__closure__)
    return sorted(names)


class Parent:
    def asks(self):
        return "parent"


class Base(Parent):
    def own(self):
        return __class__

    def asks(self):
        return super().asks()

    def inner(self):
        return lambda: __class__

    def nothing(self):
        pass


def local():
    first, second = 1, 2

    class Local:
        def both(self):
            return second, super(), first

        def steps(self):
            yield __class__, second

        def neither(self):
            return first

    return Local


def moved():
    """What dataclasses do to the methods of a class that they make anew."""

    class OtherParent:
        def asks(self):
            return "other"

    class First(OtherParent):
        def own(self):
            return __class__

        def asks(self):
            return super().asks()

    Other = type("Other", (OtherParent,), {"own": First.own, "asks": First.asks})
    for method in (First.own, First.asks):
        cell = method.__closure__[method.__code__.co_freevars.index("__class__")]
        cell.cell_contents = Other
    return Other()


@dataclasses.dataclass(**({"slots": True} if sys.version_info >= (3, 14) else {}))
class Slotted:
    number: int

    @property
    def kind(self):
        return __class__


class Comprehended:
    """Functions in comprehensions of a class's body have its cell.

    >>> Comprehended.functions[0]() is Comprehended
    True
    >>> Comprehended.methods[1](Comprehended()).startswith("<")
    True
    >>> Comprehended.nested[0][0]() is Comprehended
    True
    """

    functions = [lambda: __class__ for _ in (1,)]
    methods = {i: (lambda self: super().__repr__()) for i in (1,)}
    nested = [[lambda: __class__ for _ in (1,)] for _ in (1,)]


def called_too_early():
    """
    >>> called_too_early()
    'NameError'
    """
    try:

        class Early:
            x = {i: (lambda: __class__)() for i in (1,)}  # noqa: PLC3002
    except NameError as error:
        return type(error).__name__
