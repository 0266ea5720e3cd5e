"""A star import may put anything in the place of builtins, which the module then finds.

>>> any_of([0, 2]), consumed([0, 2]), total([1, 2]), length([1, 2]), is_list([])
('any', 'any', 'sum', 'len', 'isinstance')
>>> made(range(3)), counted(3), cubed(2)
('list', 'range', 8.0)
>>> caught()
'caught'
>>> local_name([1, 2])
2
>>> Derived().name(), sorted(variables(1))
('base derived', ['b', 'value'])
>>> not_shadowed([3, 1])
([1, 3], True)
"""

import sys
import types

shadows = types.ModuleType("shadows_of_builtins")
for name in "any", "sum", "len", "isinstance", "list":
    setattr(shadows, name, lambda *arguments, name=name: name)
shadows.range = lambda stop: ["range"]
shadows.KeyError = ValueError
sys.modules["shadows_of_builtins"] = shadows

from math import *  # pow()
from shadows_of_builtins import *

del sys.modules["shadows_of_builtins"]


def any_of(items):
    return any(items)


def consumed(items):
    return any(item > 1 for item in items)


def total(items):
    return sum(items)


def length(items):
    return len(items)


def is_list(value):
    return isinstance(value, list)


def made(items):
    return list(item for item in items)


def counted(stop):
    for item in range(stop):
        return item


def cubed(number):
    return pow(number, 3)


def caught():
    try:
        raise ValueError
    except KeyError:
        return "caught"


def local_name(items):
    def len(items):
        return items[-1]

    return len(items)


class Base:
    def name(self):
        return "base"


class Derived(Base):
    def name(self):
        return super().name() + " derived"


def variables(value):
    b = 2
    return locals()


def not_shadowed(items):
    return sorted(items), all(item for item in items)
