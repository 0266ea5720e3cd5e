"""Arithmetic that is most likely of floats: other operands, in the middle too, and what raises."""

LOG = []


class Number:
    """Says what is done with it; all it gives are numbers of its kind."""

    def __init__(self, name):
        self.name = name

    def __mul__(self, other):
        LOG.append(f'{self.name} * {other}')
        return Number(f'({self.name} * {other})')

    def __rmul__(self, other):
        LOG.append(f'{other} * {self.name}')
        return Number(f'({other} * {self.name})')

    def __add__(self, other):
        LOG.append(f'{self.name} + {other}')
        return Number(f'({self.name} + {other})')

    def __radd__(self, other):
        LOG.append(f'{other} + {self.name}')
        return Number(f'({other} + {self.name})')

    def __repr__(self):
        return self.name


class Mine(float):
    """A float that multiplies in its own way."""

    def __mul__(self, other):
        return f'{float(self)} times {other}'


def sums(triples):
    """
    >>> sums([(1.5, 2.0, 3.0)])
    [4.25]
    >>> sums([(3, 2, 1)])
    [4.0]
    >>> sums([(1.5, 2.0, 3.0), (3, 2.0, 1), (True, False, 2.5), (2.0, 2.0, 2**70)])
    [4.25, 4.0, 1.75, 5.902958103587057e+20]
    >>> sums([(Number('a'), 2.0, 3.0), (1.0, Number('b'), 3.0), (1.0, 2.0, Number('c'))])
    [(((a * 0.5) + 2.0) + 1.5), ((0.5 + b) + 1.5), (2.5 + (c * 0.5))]
    >>> LOG
    ['speed = 2.0', 'speed', 'speed', 'speed = 1.0', 'speed', '2.25 + n', '(2.25 + n) * n', '((2.25 + n) * n) + 3.859375', '(2.25 + n) * 0.5', '((2.25 + n) * 0.5) + 4.0', '(((2.25 + n) * 0.5) + 4.0) * 4.0', '(((2.25 + n) * n) + 3.859375) * 0.25', '((((2.25 + n) * 0.5) + 4.0) * 4.0) + ((((2.25 + n) * n) + 3.859375) * 0.25)', 'a * 0.5', '(a * 0.5) + 2.0', '((a * 0.5) + 2.0) + 1.5', '0.5 + b', '(0.5 + b) + 1.5', 'c * 0.5', '2.5 + (c * 0.5)']
    >>> sums([(1.0, 2.0, 3.0), (1.0, 'b', 2.0)])
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'float' and 'str'
    >>> sums([(1.0, 2.0, None)])
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'float'
    >>> sums([(1.0, 2.0, Mine(2.5))])
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'float' and 'str'
    >>> sums([(float('inf'), float('-inf'), 1.0), (1e308, 1e308, 1e308), (-0.0, -0.0, -0.0)])
    [nan, inf, -0.0]
    """
    result = []
    for a, b, c in triples:
        result.append(a * 0.5 + b + c * 0.5)
    return result


def quotients(pairs):
    """
    >>> quotients([(1.0, 4.0), (3, 2), (True, 8.0)])
    9.375
    >>> quotients([(1.0, 4.0), (1.0, 0.0)])
    Traceback (most recent call last):
    ZeroDivisionError: float division by zero  # until 3.13
    ZeroDivisionError: division by zero  # from 3.14
    >>> quotients([(1.0, 0)])
    Traceback (most recent call last):
    ZeroDivisionError: float division by zero  # until 3.13
    ZeroDivisionError: division by zero  # from 3.14
    >>> quotients([(2**2000, 0.5)])
    Traceback (most recent call last):
    OverflowError: int too large to convert to float
    """
    total = 0
    for a, b in pairs:
        total += a / b + 1.5 * a
    return total


def rests(pairs):
    """
    >>> rests([(7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (-7.5, -2.0), (0.0, -1.0), (7, 2), (-7, 2.5)])
    [(1.0, 1.75), (-2.0, 0.25), (-2.0, -0.25), (1.0, -1.75), (0.0, 0.0), (1.0, 1.5), (-2.0, 1.5)]
    >>> rests([(1.0, 0.0)])
    Traceback (most recent call last):
    ZeroDivisionError: float floor division by zero  # until 3.13
    ZeroDivisionError: division by zero  # from 3.14
    """
    result = []
    for a, b in pairs:
        half = a * 0.5
        result.append((half // b + 0.0, half % b + 0.0))
    return result


def powers(numbers):
    """
    >>> powers([4.0, 2.0, 1e200, 3, True])
    [0.026189140043946204, 0.17888543819998318, 0.0, 0.05878222855698739, 1.0886621079036347]
    >>> [round(number.real, 3) for number in powers([-4.0])]
    [0.038]
    >>> powers([0.0])
    Traceback (most recent call last):
    ZeroDivisionError: 0.0 cannot be raised to a negative power  # until 3.13
    ZeroDivisionError: zero to a negative power  # from 3.14
    >>> powers([1e-300])
    Traceback (most recent call last):
    OverflowError: (34, 'Numerical result out of range')
    """
    result = []
    for number in numbers:
        result.append((number * number + number * 0.5) ** -1.5 * 2.0)
    return result


def complex_powers(numbers):
    """
    >>> [type(number).__name__ for number in complex_powers([2.0, -2.0, 0.0, 4])]
    ['float', 'complex', 'complex', 'float']
    """
    return [(number * 1.0 - 0.5) ** 0.5 * 2.0 + 1.0 for number in numbers]


def compared(pairs):
    """
    >>> nan = float('nan')
    >>> compared([(1.0, 2.0), (2.0, 1.0), (nan, 1.0), (1.0, nan), (3, 2**53 + 1), (2**53 + 1, 0.5)])
    [2, 4, 0]
    """
    count = [0, 0, 0]
    for a, b in pairs:
        if a * 0.5 < b - 0.25:
            count[0] += 1
        elif a - 0.25 != b * 0.5:
            count[1] += 1
        else:
            count[2] += 1
    return count


def moved(places, speeds, step):
    """Items are changed in place, unless somebody else has the float.

    >>> moved([1.0, 2.0], [0.5, 0.25], 2.0)
    [2.0, 2.5]
    >>> kept = float('1.25')
    >>> places = [kept, kept]
    >>> moved(places, [0.5, 0.25], 2)
    [2.25, 1.75]
    >>> kept
    1.25
    >>> moved([1, 2.5], [0.5, Number('v')], 1.0)
    [1.5, ((2.5 + ((1.0 * v) * 0.5)) + ((1.0 * v) * 0.5))]
    >>> moved((1.0, 2.0), [0.5, 0.25], 2.0)
    Traceback (most recent call last):
    TypeError: 'tuple' object does not support item assignment
    >>> moved([1.0], [0.5, 0.25], 2.0)
    Traceback (most recent call last):
    IndexError: list index out of range
    >>> moved({0: 1.5, 1: 2.5}, [0.5, 0.25], 2.0)
    {0: 2.5, 1: 3.0}
    """
    for _ in range(2):
        places[0] += step * speeds[0] * 0.5
        places[1] += step * speeds[1] * 0.5
    return places


def identities(values):
    """What was read stays the object that it is.

    >>> values = [float('0.5'), 2, Mine(4.0)]
    >>> identities(values)
    ([True, True, True], [1.75, 2.5, 2.5])
    """
    found = []
    for value in values:
        product = value * 0.5 if not isinstance(value, Mine) else 1.0
        found.append(value)
        total = product + 1.5
        found.append(total)
    return [a is b for a, b in zip(found[::2], values)], found[1::2]


class Body:
    """Two attributes, one of which may be anything."""

    def __init__(self, x, speed):
        self.x = x
        self.speed = speed

    def move(self, step):
        self.x += self.speed * step * 0.5
        self.speed *= 0.5
        return self.x - self.speed * 0.25


class Property(Body):
    """Says when it is asked."""

    @property
    def speed(self):
        LOG.append('speed')
        return self.__dict__['speed']

    @speed.setter
    def speed(self, value):
        LOG.append(f'speed = {value}')
        self.__dict__['speed'] = value


def moves(bodies, step):
    """
    >>> moves([Body(1.0, 2.0), Body(1, 2), Body(True, 0.5)], 2.0)
    17.625
    >>> del LOG[:]
    >>> moves([Property(1.0, 2.0)], 2)
    7.0
    >>> LOG
    ['speed = 2.0', 'speed', 'speed', 'speed = 1.0', 'speed']
    >>> moves([Body(1.0, 2.0), Body(1.0, 'a')], 2.0)
    Traceback (most recent call last):
    TypeError: can't multiply sequence by non-int of type 'float'
    >>> body = Body(1.0, 2.0)
    >>> del body.speed
    >>> moves([body], 2.0)
    Traceback (most recent call last):
    AttributeError: 'Body' object has no attribute 'speed'
    """
    total = 0.0
    for body in bodies:
        total += body.move(step) * 2.0 + body.x * 0.5
    return total


def lines(values):
    """The line of what raises is its own.

    >>> lines([1.0, 2.0])
    1.3333333333333333
    >>> import traceback
    >>> for values in [None], [1.0, 'a'], [0.5]:
    ...     try:
    ...         lines(values)
    ...     except Exception as error:
    ...         entry = traceback.extract_tb(error.__traceback__)[-1]
    ...         print(type(error).__name__, entry.lineno - lines.__code__.co_firstlineno)
    TypeError 18
    TypeError 18
    ZeroDivisionError 20
    """
    total = 0.0
    for value in values:
        x = value * 2.0
        y = x - 1.0
        total += 1.0 / y
    return total


def unbound(count):
    """
    >>> unbound(0)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    UnboundLocalError: cannot access local variable 'x' where it is not associated with a value
    """
    for _ in range(count):
        x = 1.5 * count
        y = x + 2.5
    return x * 0.5 + y * 0.5


def summed(values):
    """Values that are handed over from round to round, of either kind.

    >>> summed([1.5, 2.5, 3.5])
    (5.125, 20.109375)
    >>> summed([1, 2.5, 3, Number('n'), 4.0])
    ((((2.25 + n) * 0.5) + 4.0), (((((2.25 + n) * 0.5) + 4.0) * 4.0) + ((((2.25 + n) * n) + 3.859375) * 0.25)))
    """
    total = product = 0
    for value in values:
        total = total * 0.5 + value
        product = total * value + product * 0.25
    return total, product


def known_ints(scale, count):
    """What is computed from ints alone stays an int, though it is used beside floats.

    >>> known_ints(0.5, 3)
    [(1024, 512.0, 256.5, 0.5), (1024, 512.0, 256.5, 3.5), (1024, 512.0, 256.5, 6.5)]
    >>> known_ints(1, 2)
    [(1024, 1024, 257.0, 1), (1024, 1024, 257.0, 4)]
    """
    result = []
    for number in range(count):
        power = 2**10
        scaled = power * scale
        part = power / 4 + scale
        result.append((power, scaled, part, number * 3 + scale))
    return result


def big_int(value):
    """
    >>> big_int(Seen()), big_int(1.5)
    ([9223372036854775807], [])
    """
    for _ in range(2):
        big = 2**63 - 1
        big + value
        value * 0.5
    return value.seen if isinstance(value, Seen) else []


class Seen:
    """Keeps what is added to it."""

    def __init__(self):
        self.seen = []

    def __radd__(self, other):
        if other not in self.seen:
            self.seen.append(other)
        return 0.5

    def __mul__(self, other):
        return 0.5
