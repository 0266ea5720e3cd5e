"""Annotations of results, containers and global variables declare types.

>>> listed([1]), listed(None)
([1], None)
>>> listed(1)
Traceback (most recent call last):
TypeError: Expected list, got int
>>> Methods().table({})
{}
>>> Methods().table([])
Traceback (most recent call last):
TypeError: Expected dict, got list
>>> number(2), number(2.5)
(2, 2)
>>> number("x")
Traceback (most recent call last):
TypeError: Expected int, got str
>>> real("x")
'x'
>>> quoted(1)
Traceback (most recent call last):
TypeError: Expected list, got int
>>> optional(None), optional("a")
(None, 'a')
>>> optional(1)
Traceback (most recent call last):
TypeError: Expected str, got int
>>> outer()(1)
Traceback (most recent call last):
TypeError: Expected str, got int
>>> repr(Special())
'special'
>>> Special().own(3)
Traceback (most recent call last):
TypeError: Expected list, got int
>>> nothing()
>>> cleaned([1])
([1], ['cleaned'])
>>> list(generated(1)), list(generated_twice())
([1], [1, 2])
>>> asyncio.run(awaited([1]))
[1]
>>> asyncio.run(awaited(1))
Traceback (most recent call last):
TypeError: Expected list, got int
>>> asyncio.run(collect())
[1]
>>> from_array()
(1, 2, 3)
>>> listed.__annotations__
{'return': 'list'}
>>> given([1], 2)
[1, 2]
>>> given(Listed(), 2)  # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: Argument 'items' has incorrect type (expected list, got ...Listed). Note that Cython is \
deliberately stricter than PEP-484 and rejects subclasses of builtin types. If you need to pass \
subclasses then set the 'annotation_typing' directive to False.
>>> given((), 2)
Traceback (most recent call last):
TypeError: Argument 'items' has incorrect type (expected list, got tuple)
>>> old_syntax(3, [1])
(4, [1])
>>> old_syntax("a", [1])
Traceback (most recent call last):
TypeError: an integer is required
>>> old_syntax(3, 1)
Traceback (most recent call last):
TypeError: Argument 'items' has incorrect type (expected list, got int)
>>> not_a_type("anything")
'anything'
>>> of_globals()
(5, 1.5, ['a'], None)
>>> counted
Traceback (most recent call last):
NameError: name 'counted' is not defined
>>> contents([1], {"a": 2.5}, (1, 2.5))
(1, 2.5, 1, 2.5)
>>> contents([1], {"a": "x"}, (1, 2.5))
Traceback (most recent call last):
TypeError: must be real number, not str
"""

from __future__ import annotations

import asyncio
from typing import Dict, List, Optional, Tuple

cimport cython

annotated: cython.int = 5
real_number: cython.double = 1.5
names: List[str] = ["a"]
maybe: Optional[List[str]] = None
counted: cython.int = cython.declare(cython.int, 7)


def listed(x) -> list:
    return x


class Methods:
    def table(self, x) -> dict:
        return x


def number(x) -> int:
    return x


def real(x) -> float:
    return x


def quoted(x) -> "list":
    return x


def optional(x) -> Optional[str]:
    return x


def outer():
    def inner(x) -> str:
        return x

    return inner


@cython.cclass
class Special:
    def __repr__(self) -> int:
        return "special"

    def own(self, x) -> list:
        return x


def nothing() -> list:
    pass


def cleaned(x):
    seen = []

    def inner() -> list:
        try:
            return x
        finally:
            seen.append("cleaned")

    return inner(), seen


def generated(x) -> int:
    yield x
    return "any"


def generated_twice() -> list:
    yield 1
    yield 2


async def awaited(x) -> list:
    await asyncio.sleep(0)
    return x


async def many() -> int:
    yield 1


async def collect() -> list:
    return [x async for x in many()]


def from_array() -> tuple:
    x: cython.int[3] = [1, 2, 3]
    return x


class Listed(list):
    pass


def given(items: list, more):
    items.append(more)
    return items


def old_syntax(number: {"ctype": "long int"}, items: {"type": list}):
    assert cython.typeof(number) == "long" and cython.typeof(items) == "list object"
    return number + 1, items


def not_a_type(x: long):
    assert cython.typeof(x) == "Python object"
    return x


def of_globals():
    first = annotated
    second = real_number
    third = names
    fourth = maybe
    assert cython.typeof(first) == "int" and cython.typeof(second) == "double"
    assert cython.typeof(third) == "list[str object] object"
    assert cython.typeof(fourth) == "Python object"
    assert counted == 7
    return first, second, third, fourth


def contents(a: list[int], b: Dict[str, float], c: Tuple[cython.int, cython.double]):
    assert cython.typeof(a) == "list[int object] object"
    assert cython.typeof(b) == "dict[str object,double] object"
    assert cython.typeof(c) == "(int, double)"
    assert cython.typeof(a[0]) == "int object" and cython.typeof(b["a"]) == "double"
    return a[0], b["a"], c[0], c[1]
