"""Operators that may go straight to a special method of the module do what Python does in any case.

Each operator stands in a loop beside an attribute of its operand, so that the compiler guesses that
this is an instance of a class here. Each is run before and after a change of what the guess rests
on.
"""

import traceback


class Vector:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y})"

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        if isinstance(factor, (str, list, type(None), Reflecting)):
            return NotImplemented
        return Vector(self.x * factor, self.y * factor)

    def __truediv__(self, divisor):
        return self.x / divisor

    def __eq__(self, other):
        return self.x == other.x if isinstance(other, Vector) else NotImplemented

    __hash__ = None

    def __lt__(self, other):
        return self.x < other.x if isinstance(other, Vector) else NotImplemented

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __invert__(self, plus=5):
        return self.x + plus

    def __getitem__(self, place):
        return (self.x, self.y)[place]

    def __call__(self, value, plus=1):
        return self.x * value + plus

    def __mod__(self, other):
        yield self.x
        yield other

    def moved(self):
        return Vector(self.x + 1, self.y)


class Reflecting:
    """What the other operand is asked."""

    def __radd__(self, other):
        return f"radd {other}"

    def __rmul__(self, other):
        return NotImplemented

    def __eq__(self, other):
        return f"eq {other}"

    def __gt__(self, other):
        return f"gt {other}"

    __hash__ = None


class Special(Vector):
    """Extends, and so comes first."""

    def __radd__(self, other):
        return f"special radd {other}"

    def __eq__(self, other):
        return f"special eq {other}"

    def __gt__(self, other):
        return f"special gt {other}"

    __hash__ = None


class Plain(Vector):
    """Extends and says nothing else."""


def results(function, left, *right):
    """What three calls give, or their error."""
    found = []
    for _ in range(3):
        try:
            value = function(left, *right)
        except Exception as error:
            value = f"{type(error).__name__}: {error}"
        if value not in found or not isinstance(value, str):
            found.append(value)
    return found[0] if all(repr(value) == repr(found[0]) for value in found) else found


def add(left, right):
    for _ in range(3):
        _ = left.x
        result = left + right
    return result


def subtract(left, right):
    for _ in range(3):
        _ = left.x
        result = left - right
    return result


def multiply(left, right):
    for _ in range(3):
        _ = left.x
        result = left * right
    return result


def divide(left, right):
    for _ in range(3):
        _ = left.x
        result = left / right
    return result


def equal(left, right):
    for _ in range(3):
        _ = left.x
        result = left == right
    return result


def is_equal(left, right):
    count = 0
    for _ in range(3):
        _ = left.x
        if left == right:
            count += 1
    return count


def less(left, right):
    for _ in range(3):
        _ = left.x
        result = left < right
    return result


def negate(value):
    for _ in range(3):
        _ = value.x
        result = -value
    return result


def invert(value):
    for _ in range(3):
        _ = value.x
        result = ~value
    return result


def item(value, place):
    for _ in range(3):
        _ = value.x
        result = value[place]
    return result


def call(value, *arguments):
    for _ in range(3):
        result = value(1)
    return result


def call_with_default(value):
    for _ in range(3):
        result = value(1)
    return result


def operators():
    """
    >>> results(add, Vector(1, 2), Vector(3, 4)), results(add, Plain(1, 2), Vector(3, 4))
    (Vector(4, 6), Vector(4, 6))
    >>> results(add, Vector(1, 2), Plain(3, 4)), results(subtract, Vector(1, 2), Plain(3, 5))
    (Vector(4, 6), Vector(-2, -3))
    >>> results(multiply, Vector(1, 2), 3), results(multiply, Vector(1, 2), 0.5)
    (Vector(3, 6), Vector(0.5, 1.0))
    >>> results(divide, Vector(1, 2), 4), results(divide, Vector(1), 0)
    (0.25, 'ZeroDivisionError: division by zero')
    >>> results(equal, Vector(1), Vector(1)), results(is_equal, Vector(1), Vector(1))
    (True, 3)
    >>> results(less, Vector(1), Vector(2)), results(negate, Vector(1, 2))
    (True, Vector(-1, -2))
    >>> results(invert, Vector(1)), results(item, Vector(1, 2), 1), results(call, Vector(5))
    (6, 2, 6)
    >>> results(item, Vector(1, 2), 2)
    'IndexError: tuple index out of range'
    >>> results(subtract, Vector(1, 2), 3)
    "AttributeError: 'int' object has no attribute 'x'"
    """


def declining():
    """The method says NotImplemented: the other operand is asked, once.

    >>> results(add, Vector(1), 2)
    "TypeError: unsupported operand type(s) for +: 'Vector' and 'int'"
    >>> results(add, Vector(1), Reflecting()), results(add, Vector(1), None)
    ('radd Vector(1, 0)', "TypeError: unsupported operand type(s) for +: 'Vector' and 'NoneType'")
    >>> results(multiply, Vector(1), None)
    "TypeError: unsupported operand type(s) for *: 'Vector' and 'NoneType'"
    >>> results(multiply, Vector(1), Reflecting())
    "TypeError: unsupported operand type(s) for *: 'Vector' and 'Reflecting'"
    >>> results(multiply, Vector(1), "text")
    "TypeError: can't multiply sequence by non-int of type 'Vector'"
    >>> results(multiply, Vector(1), [1])
    "TypeError: can't multiply sequence by non-int of type 'Vector'"
    >>> results(equal, Vector(1), 2), results(is_equal, Vector(1), 2)
    (False, 0)
    >>> results(equal, Vector(1), Reflecting()), results(is_equal, Vector(1), Reflecting())
    ('eq Vector(1, 0)', 3)
    >>> results(less, Vector(1), 2)
    "TypeError: '<' not supported between instances of 'Vector' and 'int'"
    >>> results(less, Vector(1), Reflecting())
    'gt Vector(1, 0)'
    """


class Bits:
    """Declines each operator."""

    def __init__(self):
        self.x = 1

    def __matmul__(self, other):
        return NotImplemented

    def __lshift__(self, other):
        return NotImplemented

    def __rshift__(self, other):
        return NotImplemented

    def __and__(self, other):
        return NotImplemented

    def __or__(self, other):
        return NotImplemented

    def __xor__(self, other):
        return NotImplemented

    def __mod__(self, other):
        return NotImplemented

    def __floordiv__(self, other):
        return NotImplemented

    def __le__(self, other):
        return NotImplemented

    def __ne__(self, other):
        return NotImplemented

    def __ge__(self, other):
        return NotImplemented


class Named:
    """Says which method it was asked for."""

    def __rmatmul__(self, other):
        return "rmatmul"

    def __rlshift__(self, other):
        return "rlshift"

    def __rrshift__(self, other):
        return "rrshift"

    def __rand__(self, other):
        return "rand"

    def __ror__(self, other):
        return "ror"

    def __rxor__(self, other):
        return "rxor"

    def __rmod__(self, other):
        return "rmod"

    def __rfloordiv__(self, other):
        return "rfloordiv"

    def __ge__(self, other):
        return "ge"

    def __le__(self, other):
        return "le"

    def __ne__(self, other):
        return "ne"


def each_operator(right):
    """What each of the operators gives or raises.

    >>> each_operator(Named())
    ['rmatmul', 'rlshift', 'rrshift', 'rand', 'ror', 'rxor', 'rmod', 'rfloordiv', 'ge', 'ne', 'le']
    >>> for text in each_operator(3): print(text)
    unsupported operand type(s) for @: 'Bits' and 'int'
    unsupported operand type(s) for <<: 'Bits' and 'int'
    unsupported operand type(s) for >>: 'Bits' and 'int'
    unsupported operand type(s) for &: 'Bits' and 'int'
    unsupported operand type(s) for |: 'Bits' and 'int'
    unsupported operand type(s) for ^: 'Bits' and 'int'
    unsupported operand type(s) for %: 'Bits' and 'int'
    unsupported operand type(s) for //: 'Bits' and 'int'
    '<=' not supported between instances of 'Bits' and 'int'
    True
    '>=' not supported between instances of 'Bits' and 'int'
    """
    functions = [matrix_multiply, shift_left, shift_right, bits_and, bits_or, bits_xor]
    functions += [modulo, floor_divide, less_equal, not_equal, greater_equal]
    found = []
    for function in functions:
        try:
            found.append(function(Bits(), right))
        except TypeError as error:
            found.append(str(error))
    return found


def matrix_multiply(left, right):
    for _ in range(3):
        _ = left.x
        result = left @ right
    return result


def shift_left(left, right):
    for _ in range(3):
        _ = left.x
        result = left << right
    return result


def shift_right(left, right):
    for _ in range(3):
        _ = left.x
        result = left >> right
    return result


def bits_and(left, right):
    for _ in range(3):
        _ = left.x
        result = left & right
    return result


def bits_or(left, right):
    for _ in range(3):
        _ = left.x
        result = left | right
    return result


def bits_xor(left, right):
    for _ in range(3):
        _ = left.x
        result = left ^ right
    return result


def modulo(left, right):
    for _ in range(3):
        _ = left.x
        result = left % right
    return result


def floor_divide(left, right):
    for _ in range(3):
        _ = left.x
        result = left // right
    return result


def less_equal(left, right):
    for _ in range(3):
        _ = left.x
        result = left <= right
    return result


def not_equal(left, right):
    for _ in range(3):
        _ = left.x
        result = left != right
    return result


def greater_equal(left, right):
    for _ in range(3):
        _ = left.x
        result = left >= right
    return result


class Index(Vector):
    def __index__(self):
        return 2

    def __mul__(self, other):
        asked.append("mul")
        return NotImplemented

    def __add__(self, other):
        asked.append("add")
        return NotImplemented

    def __lt__(self, other):
        asked.append("lt")
        return NotImplemented


class List(list):
    x = 1

    def __add__(self, other):
        asked.append("list add")
        return NotImplemented

    def __mul__(self, other):
        asked.append("list mul")
        return NotImplemented


asked = []


def asking_once():
    """
    >>> results(multiply, Index(1), "ab"), len(asked), asked[0]
    ('abab', 9, 'mul')
    >>> asked.clear()
    >>> results(add, Index(1), 1), asked
    ("TypeError: unsupported operand type(s) for +: 'Index' and 'int'", ['add', 'add', 'add'])
    >>> asked.clear()
    >>> results(less, Index(1), 1), asked
    ("TypeError: '<' not supported between instances of 'Index' and 'int'", ['lt', 'lt', 'lt'])
    >>> asked.clear()
    >>> results(multiply, List([1]), 2), asked[:2]
    ("TypeError: unsupported operand type(s) for *: 'List' and 'int'", ['list mul', 'list mul'])
    >>> results(add, List([1]), [2])
    "TypeError: unsupported operand type(s) for +: 'List' and 'list'"
    """


def extending():
    """A right operand whose class extends that of the left one comes first.

    >>> results(add, Vector(1), Special(2)), results(add, Special(1), Vector(2))
    ('special radd Vector(1, 0)', Vector(3, 0))
    >>> results(equal, Vector(1), Special(1)), results(equal, Special(1), Vector(1))
    ('special eq Vector(1, 0)', 'special eq Vector(1, 0)')
    >>> results(less, Vector(1), Special(1)), results(less, Special(1), Vector(2))
    ('special gt Vector(1, 0)', True)
    """


def guessed_wrong():
    """What has the attribute has an operator of its own, or none.

    >>> class Other:
    ...     x = 1
    ...     def __add__(self, other): return "other add"
    ...     def __getitem__(self, place): return place
    ...     def __call__(self, value): return value
    >>> results(add, Other(), 1), results(item, Other(), "key"), results(call, Other())
    ('other add', 'key', 1)
    >>> results(subtract, Other(), 1)
    "TypeError: unsupported operand type(s) for -: 'Other' and 'int'"
    >>> class Number(int): x = 1
    >>> results(add, Number(1), 2), results(negate, Number(5)), results(less, Number(1), 2)
    (3, -5, True)
    >>> results(call, abs), results(call, "text")
    (1, "TypeError: 'str' object is not callable")
    >>> results(add, Vector(1), Vector(2)), results(call, Vector(3))
    (Vector(3, 0), 4)
    """


def changing():
    """
    >>> results(add, Vector(1), Vector(2))
    Vector(3, 0)
    >>> old, Vector.__add__ = Vector.__add__, lambda left, right: "patched"
    >>> results(add, Vector(1), Vector(2)), results(add, Plain(1), Vector(2))
    ('patched', 'patched')
    >>> Plain.__add__ = lambda left, right: "plain"
    >>> results(add, Vector(1), Vector(2)), results(add, Plain(1), Vector(2))
    ('patched', 'plain')
    >>> del Vector.__add__
    >>> results(add, Vector(1), Vector(2))
    "TypeError: unsupported operand type(s) for +: 'Vector' and 'Vector'"
    >>> Vector.__add__ = old
    >>> del Plain.__add__
    >>> results(add, Vector(1), Vector(2)), results(add, Plain(1), Vector(2))
    (Vector(3, 0), Vector(3, 0))
    >>> vector = Vector(1)
    >>> vector.__add__ = lambda other: "not asked"
    >>> results(add, vector, Vector(2))
    Vector(3, 0)
    >>> vector.__class__ = Index
    >>> results(add, vector, Vector(2))
    "TypeError: unsupported operand type(s) for +: 'Index' and 'Vector'"
    >>> Vector.__invert__.__defaults__ = (7,)
    >>> results(invert, Vector(1))
    8
    >>> Vector.__invert__.__defaults__ = (5,)
    >>> results(invert, Vector(1)), results(call_with_default, Vector(2))
    (6, 3)
    >>> old, Vector.__call__ = Vector.__call__, staticmethod(lambda value: "static")
    >>> results(call, Vector(1))
    'static'
    >>> Vector.__call__ = old
    >>> results(call, Vector(1))
    2
    """


class Changing(Vector):
    def __add__(self, other):
        Changing.__add__ = lambda left, right: "changed"
        return "first"


def change_within():
    """
    >>> change_within()
    ['first', 'changed', 'changed']
    """
    value = Changing(1)
    found = []
    for _ in range(3):
        _ = value.x
        found.append(value + 1)
    return found


def generators():
    """
    >>> generators()
    [[1, 'a'], [2, 'a'], [3, 'a']]
    """
    found = []
    for place in range(1, 4):
        vector = Vector(place)
        found.append(list(vector % "a"))
    return found


def closures(plus):
    """
    >>> closures(10), closures(20)
    ([11, 12, 13], [21, 22, 23])
    """

    class Local:
        def __init__(self, value):
            self.value = value

        def __xor__(self, other):
            return self.value + other + plus

    found = []
    for place in range(1, 4):
        local = Local(place)
        found.append(local ^ 0)
    return found


class Broken:
    def __init__(self, value):
        self.value = value

    def __or__(self, other):
        return self.value // other


def tracebacks():
    """
    >>> tracebacks()
    ['tracebacks', '__or__', 'found = broken | 0', 'return self.value // other']
    """
    broken = Broken(1)
    try:
        for _ in range(3):
            _ = broken.value
            found = broken | 0
    except ZeroDivisionError as error:
        entries = traceback.extract_tb(error.__traceback__)
        return [entry.name for entry in entries] + [entry.line for entry in entries]
    return found


class Endless:
    def __init__(self, value):
        self.value = value

    def __and__(self, other):
        _ = self.value
        return self & other


def recursion():
    """
    >>> recursion()
    'RecursionError'
    """
    endless = Endless(1)
    try:
        for _ in range(3):
            _ = endless.value
            endless & 1
    except RecursionError as error:
        return type(error).__name__


def results_of_methods(vectors, offset):
    """What a method returns that makes an instance, and what an operator on one gives.

    >>> results_of_methods([Vector(1), Plain(2), Special(3)], Vector(10))
    [Vector(20, 0), Vector(19, 0), Vector(18, 0)]
    >>> results_of_methods([Vector(1)], Plain(10))
    [Vector(20, 0)]
    """
    found = []
    for vector in vectors:
        moved = offset - vector.moved()
        found.append(moved + offset + Vector(2))
    return found
