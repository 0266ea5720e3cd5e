# python: 3.15
"""Patterns of numbers with a plus, which Python reads since 3.15.

>>> [name(value) for value in (1, -1, 1.0, True, 0, -0.0, 2.5, -2.5, 3j, -3j, 1 + 2j, 1 - 2j)]
['one', 'minus one', 'one', 'one', 'zero', 'zero', 'half', None, 'imaginary', None, 'plus', 'minus']
>>> [name(value) for value in ("1", None, [], 10**30, -(10**30))]
[None, None, None, 'huge', None]
>>> [key(mapping) for mapping in ({1: "a"}, {-1: "a"}, {1 + 2j: "b"}, {}, {1: +3})]
["plus 'a'", "minus 'a'", "complex 'b'", 'none', 'three']
>>> [point(*pair) for pair in ((0, 0), (1, -1), (-1, 1), (1, 1))]
['origin', 'right', 'left', None]
>>> name(Number(1)), Number.log
('one', ['== 0', '== 1'])
"""

from dataclasses import dataclass


def name(value):
    match value:
        case +0:
            return "zero"
        case +1:
            return "one"
        case -1:
            return "minus one"
        case +2.5 | +3.5:
            return "half"
        case +3j:
            return "imaginary"
        case +1 + 2j:
            return "plus"
        case +1 - 2j:
            return "minus"
        case +1000000000000000000000000000000:
            return "huge"
    return None


def key(mapping):
    match mapping:
        case {+1: +3}:
            return "three"
        case {+1: value}:
            return f"plus {value!r}"
        case {-1: value}:
            return f"minus {value!r}"
        case {+1 + 2j: value}:
            return f"complex {value!r}"
        case {}:
            return "none"


@dataclass
class Point:
    x: int
    y: int


def point(x, y):
    match Point(x, y):
        case Point(+0, y=+0):
            return "origin"
        case Point(+1, -1):
            return "right"
        case Point(-1, +1):
            return "left"
    return None


class Number:
    log = []

    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        self.log.append(f"== {other}")
        return self.value == other
