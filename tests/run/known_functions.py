"""Functions of math and builtins that are computed in place: all they give, and what hides them."""

import builtins
import math
from math import atan2, cos, exp, floor, fmod, log, pow, sin, sqrt


class MyFloat(float):
    def __abs__(self):
        return 'my abs'

    def __round__(self, digits=None):
        return 'my round'

    def __floor__(self):
        return 'my floor'


class MyInt(int):
    def __abs__(self):
        return 'my abs'

    def __lt__(self, other):
        return True

    __gt__ = __lt__


class MyText(str):
    pass


class Number:
    def __float__(self):
        return 2.25

    def __index__(self):
        return 66

    def __ceil__(self):
        return 'ceil'

    def __lt__(self, other):
        return 'less'

    def __repr__(self):
        return 'Number()'


VALUES = [
    0, 1, -1, 2, 65, 0x20ac, 0x10ffff, 0x110000, -(2**63), 2**53 + 1, 2**70, -(2**70), 10**400, True, False,
    0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, 1e-300, 1e300, 720.0, -800.0, 2.0**62, 2.0**70, math.inf, -math.inf, math.nan,
    MyFloat(2.5), MyInt(7), 'a', '\u20ac', '\U0001f600', 'ab', '', MyText('b'), b'a', b'ab', bytearray(b'c'), None,
    Number(), 1j, [1], object,
]


def of_one(x):
    """All calls of one argument, each as a function."""
    return [
        ('abs', lambda: abs(x)), ('chr', lambda: chr(x)), ('ord', lambda: ord(x)), ('round', lambda: round(x)),
        ('ceil', lambda: math.ceil(x)), ('floor', lambda: math.floor(x)), ('acos', lambda: math.acos(x)),
        ('asin', lambda: math.asin(x)), ('atan', lambda: math.atan(x)), ('cos', lambda: math.cos(x)),
        ('exp', lambda: math.exp(x)), ('fabs', lambda: math.fabs(x)), ('log', lambda: math.log(x)),
        ('log10', lambda: math.log10(x)), ('log2', lambda: math.log2(x)), ('sin', lambda: math.sin(x)),
        ('sqrt', lambda: math.sqrt(x)), ('tan', lambda: math.tan(x)), ('tanh', lambda: math.tanh(x)),
        ('cos', lambda: cos(x)), ('exp', lambda: exp(x)), ('floor', lambda: floor(x)), ('log', lambda: log(x)),
        ('sin', lambda: sin(x)), ('sqrt', lambda: sqrt(x)),
    ]


def of_two(x, y):
    """All calls of two."""
    return [
        ('min', lambda: min(x, y)), ('max', lambda: max(x, y)), ('atan2', lambda: math.atan2(x, y)),
        ('fmod', lambda: math.fmod(x, y)), ('pow', lambda: math.pow(x, y)), ('atan2', lambda: atan2(x, y)),
        ('fmod', lambda: fmod(x, y)), ('pow', lambda: pow(x, y)),
    ]


def outcome(function, *arguments):
    """What it gives, with its type and the sign of zero, or what it raises."""
    try:
        result = function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)
    return type(result).__name__, repr(result)


def find(name, count):
    """The function itself, called as any other."""
    in_math = hasattr(math, name) and name != 'abs'
    return getattr(math if in_math else builtins, name)


def differences():
    """
    >>> differences()
    []
    """
    wrong = []
    for x in VALUES:
        for name, call in of_one(x):
            if outcome(call) != outcome(find(name, 1), x):
                wrong.append((name, x, outcome(call)))
        for y in VALUES:
            for name, call in of_two(x, y):
                if outcome(call) != outcome(find(name, 2), x, y):
                    wrong.append((name, x, y, outcome(call)))
    return wrong


def identities(x, y):
    """What min() and max() give is one of the two.

    >>> x, y = float('1.5'), float('2.5')
    >>> identities(x, y), identities(y, x), identities(x, float('1.5')), identities(10**20, 10**20 + 1)
    ((True, False, False, True), (False, True, True, False), (True, False, True, False), (True, False, False, True))
    """
    small, large = min(x, y), max(x, y)
    return small is x, small is y, large is x, large is y


def same_objects(a, b):
    """A number that was computed is one object, whichever way it is seen.

    >>> same_objects(1.5, 2.25), same_objects(1000, 2000)
    ((True, None), (True, True))
    """
    product = a * b
    other = product + 1
    small = min(product, other)
    seen = [product, small]
    return seen[0] is seen[1], abs(a) is a if isinstance(a, int) else None


def lengths(points):
    """In arithmetic, without objects between.

    >>> lengths([(3.0, 4.0), (6, 8), (0.3, 0.4)])
    18.9
    >>> lengths([(1e200, 1.0)])
    inf
    >>> lengths([(1e150, 1j)])  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    TypeError: must be real number, not complex
    >>> lengths([('a', 1)])
    Traceback (most recent call last):
    TypeError: can't multiply sequence by non-int of type 'str'
    """
    total = 0.0
    for x, y in points:
        total += sqrt(x * x + y * y) * 2.0 - math.floor(x) + abs(-y) + min(x, y) - max(x * 2.0, y * 2.0)
    return total


def codes(text):
    """
    >>> codes('abc'), codes(['a', '\\u20ac']), codes([])
    ((96354, 'bcd'), (11371, 'b₭'), (0, ''))
    >>> codes(['ab'])
    Traceback (most recent call last):
    TypeError: ord() expected a character, but string of length 2 found
    >>> codes([1])
    Traceback (most recent call last):
    TypeError: ord() expected string of length 1, but int found
    """
    total = 0
    for character in text:
        total = (total * 31 + ord(character)) % 1000003
    return total, ''.join([chr(ord(character) + 1) for character in text])


def replaced(x):
    """Names mean what they mean when they are called.

    >>> replaced(4)
    [2.0, 4, 4, ('mine', 4), ('patched', -4), 1.0, ('NameError', "name 'abs' is not defined"), ('floor', 4.5), 2.0, 4]
    """
    found = [sqrt(x), abs(-x), math.floor(4.5)]
    own, own_abs, own_math = globals()['sqrt'], builtins.abs, globals()['math']
    try:
        globals()['sqrt'] = lambda value: ('mine', value)
        builtins.abs = lambda value: ('patched', value)
        found += [sqrt(x), abs(-x)]
        globals()['sqrt'] = globals()['cos']
        found.append(round(sqrt(0), 1))
        del builtins.abs
        found.append(outcome(lambda: abs(-x)))
        globals()['math'] = Named()
        found.append(math.floor(4.5))
    finally:
        globals()['sqrt'], builtins.abs, globals()['math'] = own, own_abs, own_math
    return found + [sqrt(x), abs(-x)]


class Named:
    """Has a method of the name of a function."""

    def floor(self, value):
        return 'floor', value


def ceil(x):
    """A function of the module's own.

    >>> rounded_up(1.2)
    (('own', 1.2), 2)
    """
    return 'own', x


def rounded_up(x):
    return ceil(x), math.ceil(x)


def order(log):
    """What is called is looked up first.

    >>> log = []
    >>> order(log)
    (4.0, 16.0)
    >>> log
    [16.0, -16.0]
    """

    def note(value):
        log.append(value)
        globals()['sqrt'] = abs
        return value

    own = globals()['sqrt']
    try:
        return sqrt(note(16.0)), sqrt(note(-16.0))
    finally:
        globals()['sqrt'] = own


def other_calls(x):
    """Other numbers of arguments, keywords and stars are calls as any other.

    >>> other_calls(8.0)
    [3.0, 2.67, 3, 8.0, 3, 1, ('TypeError', 'math.sqrt() takes exactly one argument (0 given)'), ('TypeError', 'math.sqrt() takes exactly one argument (2 given)'), ('TypeError', 'ord() takes exactly one argument (0 given)'), ('TypeError', 'abs() takes no keyword arguments')]
    """
    return [
        log(x, 2), round(x / 3, 2), min(x, 3, 5), max([x, 3]), max(x, 3, key=lambda value: -value), min(*[x, 1]),
        outcome(lambda: sqrt()), outcome(lambda: sqrt(x, x)), outcome(lambda: ord()), outcome(lambda: abs(x=1)),
    ]
