"""Guesses of the kind of numbers change no result: attributes, parameters and results that are
floats or ints all over the module, and annotations that do not hold.

>>> Ball(1.5).grow(2.0)
3.5
>>> Ball(2).grow(3)
6.5
>>> Ball("ab").grow(2)
Traceback (most recent call last):
...
TypeError: can only concatenate str (not "float") to str
>>> Ball(Shouting()).grow(7)
'times 7 plus 0.5'
>>> Ball([1]).grow(True)
Traceback (most recent call last):
...
TypeError: can only concatenate list (not "float") to list
>>> Ball(float("inf")).grow(0.0)
nan
>>> Ball(10**400).grow(1)
Traceback (most recent call last):
...
OverflowError: int too large to convert to float
"""

from dataclasses import dataclass
from fractions import Fraction


class Shouting:
    def __mul__(self, other):
        return Said(f"times {other}")


class Said(str):
    def __add__(self, other):
        return f"{self} plus {other}"


class Ball:
    def __init__(self, radius):
        self.radius = radius

    def grow(self, factor):
        return self.radius * factor + 0.5


BALLS = [Ball(0.25 * number) for number in range(5)]


def sum_of(balls, factor: float, count: int):
    """
    >>> sum_of(BALLS, 2.0, 3)
    1.5
    >>> sum_of(BALLS, 2, 3)
    1.5
    >>> sum_of([Ball(1), Ball(2)], 2, 2)
    6
    >>> sum_of([Ball(1), Ball(2)], Fraction(1, 3), 2)
    Fraction(1, 1)
    >>> sum_of([Ball(Fraction(1, 3)), Ball(2.0)], 3, 2)
    7.0
    >>> sum_of([Ball("a")], 2, 1)
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for +=: 'int' and 'str'
    >>> sum_of(BALLS, 2.0, 2.5)
    Traceback (most recent call last):
    ...
    TypeError: 'float' object cannot be interpreted as an integer
    >>> sum_of(BALLS, 2.0, True)
    0.0
    """
    total = 0
    for place in range(count):
        total += balls[place].radius * factor
    return total


def count_down(start: int, step: int):
    """
    >>> count_down(10, 3)
    (4, -2)
    >>> count_down(10.5, 3)
    (4, -1.5)
    >>> count_down(2**70, 2**69)
    (2, 0)
    >>> count_down(2**62 + 2**61, 2**61)
    (3, 0)
    >>> count_down(Fraction(7, 2), 2)
    (2, Fraction(-1, 2))
    """
    rounds: int = 0
    while start > 0:
        start = start - step
        rounds += 1
    return rounds, start


def mixed(values, limit: float):
    """
    >>> mixed([1, 2.5, True, -0.0, 2**40, 2**70, Fraction(1, 2)], 100)
    [0.5, 1.25, 0.5, -0.0, 0.25]
    >>> mixed([float("nan")], 1.0)
    []
    >>> mixed([1], "a")
    Traceback (most recent call last):
    ...
    TypeError: '<' not supported between instances of 'int' and 'str'
    >>> mixed(["a"], "b")
    Traceback (most recent call last):
    ...
    TypeError: can't multiply sequence by non-int of type 'float'
    """
    return [float(value * 0.5) for value in values if value < limit]


def hash_of(words, size: int):
    """Ints grow past one digit, past 64 bits, and come back.

    >>> hash_of(["ab", "c"], 1_000_003)
    832842
    >>> hash_of(["ab"] * 50, 2**61 - 1)
    1762778991512610773
    >>> hash_of(["ab"] * 50, 2**90)
    223266225902355797991975918
    >>> hash_of(["ab"], 0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ZeroDivisionError: ...by zero
    """
    value = 7
    for word in words:
        for character in word:
            value = (value * 131 + ord(character)) % size
            value = (value << 1 ^ value >> 3) % size
    return value


def digits(number: int):
    """
    >>> digits(1234)
    [4, 3, 2, 1]
    >>> digits(2**64)[:4]
    [6, 1, 6, 1]
    >>> digits(-5)
    []
    >>> digits(12.5)
    [2.5, 1.0]
    """
    found = []
    while number > 0:
        found.append(number % 10)
        number //= 10
    return found


def bits(flags: int, mask: int):
    """Sets have these operators too.

    >>> bits(6, 3)
    (2, 7, 5)
    >>> bits({1, 2}, {2, 3})
    ({2}, {1, 2, 3}, {1, 3})
    >>> bits(True, False)
    (False, True, True)
    >>> bits(-(2**40), 2**35)
    (0, -1065151889408, -1065151889408)
    """
    found = None
    for _ in range(2):
        found = flags & mask, flags | mask, flags ^ mask
    return found


def running(values):
    """
    >>> list(running([0.5, 1, 2**80, Fraction(1, 4)]))
    [0.5, 1.5, 1.2089258196146292e+24, 1.2089258196146292e+24]
    >>> list(running([]))
    []
    """
    total: float = 0
    for value in values:
        total += value
        yield total


def counter():
    """
    >>> step = counter()
    >>> step(1), step(2.5), step(2**64), step(-(2**64))
    (1, 3.5, 1.8446744073709552e+19, 0.0)
    """
    total: int = 0

    def step(by: int):
        nonlocal total
        total += by
        return total

    return step


@dataclass
class Cup:
    """
    >>> Cup(2.5).room(2), Cup(2).room(3), Cup(Fraction(1, 3), 2).room(3)
    (4.0, 5, Fraction(-1, 1))
    >>> Cup(2.5, 1.5).room(2)
    3.5
    >>> Cup("ab").room(2)
    Traceback (most recent call last):
    ...
    TypeError: can only concatenate str (not "int") to str
    """

    height: float
    handles: int = 1

    def room(self, rows):
        total = -self.handles
        for _ in range(rows):
            total = self.height + total
        return total - self.handles + self.handles
