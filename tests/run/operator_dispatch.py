"""Operators of user classes: reflected order, NotImplemented, in-place forms, unary operators."""


class Left:
    """Knows addition with anything but None."""

    def __add__(self, other):
        return NotImplemented if other is None else 'left'

    def __sub__(self, other):
        return NotImplemented


class Right:
    """Knows reflected operators."""

    def __radd__(self, other):
        return 'right'

    def __rsub__(self, other):
        return f'{type(other).__name__} - right'

    def __rmul__(self, other):
        return f'{other!r} * right'

    def __rpow__(self, other):
        return f'{other!r} ** right'


class MoreLeft(Left):
    """A subclass with a reflected method goes first."""

    def __radd__(self, other):
        return 'more'


def add(a, b):
    """
    >>> add(Left(), Right())
    'left'
    >>> add(Right(), Left())
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'Right' and 'Left'
    >>> add(1, Right())
    'right'
    >>> add(1.5, Right()), add('x', Right()), add(None, Right())
    ('right', 'right', 'right')
    >>> add(Left(), MoreLeft())
    'more'
    >>> add(MoreLeft(), MoreLeft())
    'left'
    >>> add(Left(), None)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'Left' and 'NoneType'
    """
    return a + b


def subtract(a, b):
    """
    >>> subtract(Left(), Right())
    'Left - right'
    >>> subtract(5, Right())
    'int - right'
    >>> subtract(Left(), 1)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for -: 'Left' and 'int'
    """
    return a - b


def multiply_and_power(a):
    """
    >>> multiply_and_power(Right())
    ('3 * right', '2.5 ** right')
    """
    return 3 * a, 2.5 ** a


class Log:
    """Records each operator that is applied."""

    def __init__(self):
        self.calls = []

    def record(self, name, other):
        """Remember a call and return the object itself."""
        self.calls.append((name, other))
        return self

    def __iadd__(self, other):
        return self.record('+=', other)

    def __isub__(self, other):
        return self.record('-=', other)

    def __imul__(self, other):
        return self.record('*=', other)

    def __itruediv__(self, other):
        return self.record('/=', other)

    def __ifloordiv__(self, other):
        return self.record('//=', other)

    def __imod__(self, other):
        return self.record('%=', other)

    def __ipow__(self, other):
        return self.record('**=', other)

    def __ilshift__(self, other):
        return self.record('<<=', other)

    def __irshift__(self, other):
        return self.record('>>=', other)

    def __iand__(self, other):
        return self.record('&=', other)

    def __ior__(self, other):
        return self.record('|=', other)

    def __ixor__(self, other):
        return self.record('^=', other)

    def __imatmul__(self, other):
        return self.record('@=', other)


def all_in_place(value):
    """
    >>> [name for name, _ in all_in_place(Log()).calls]
    ['+=', '-=', '*=', '/=', '//=', '%=', '**=', '<<=', '>>=', '&=', '|=', '^=', '@=']
    """
    value += 1
    value -= 2
    value *= 3
    value /= 4
    value //= 5
    value %= 6
    value **= 7
    value <<= 8
    value >>= 9
    value &= 10
    value |= 11
    value ^= 12
    value @= 13
    return value


def extend_in_place(values, more):
    """
    >>> first = [1]
    >>> extend_in_place(first, (2, 3)) is first, first
    (True, [1, 2, 3])
    >>> extend_in_place((1,), (2,))
    (1, 2)
    >>> extend_in_place([1], 2)
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    >>> extend_in_place('a', 'b')
    'ab'
    """
    values += more
    return values


def repeat_in_place(values):
    """
    >>> first = [1, 2]
    >>> repeat_in_place(first) is first, first
    (True, [1, 2, 1, 2])
    """
    values *= 2
    return values


def item_in_place(container, key):
    """
    >>> numbers = [1, 2, 3]
    >>> item_in_place(numbers, -1); numbers
    [1, 2, 13]
    >>> counts = {'a': 1}
    >>> item_in_place(counts, 'a'); counts
    {'a': 11}
    >>> item_in_place(counts, 'b')
    Traceback (most recent call last):
    KeyError: 'b'
    """
    container[key] += 10


class Box:
    """Holds one value."""

    value = 5


def attribute_in_place(box):
    """
    >>> box = Box()
    >>> attribute_in_place(box), Box.value
    (35, 5)
    """
    box.value *= 7
    return box.value


def target_is_evaluated_once(log):
    """
    >>> log = []
    >>> target_is_evaluated_once(log), log
    ([0, 6], ['container', 'index', 'value'])
    """
    numbers = [0, 5]

    def note(name, value):
        log.append(name)
        return value

    note('container', numbers)[note('index', 1)] += note('value', 1)
    return numbers


class Number:
    """Unary operators and conversions."""

    def __neg__(self):
        return 'neg'

    def __pos__(self):
        return 'pos'

    def __invert__(self):
        return 'invert'

    def __abs__(self):
        return 'abs'

    def __bool__(self):
        raise ValueError('no truth')


def unary(value):
    """
    >>> unary(Number())
    ('neg', 'pos', 'invert', 'abs')
    """
    return -value, +value, ~value, abs(value)


def truth(value):
    """
    >>> truth(Number())
    Traceback (most recent call last):
    ValueError: no truth
    >>> truth([]), truth([0]), truth(''), truth(0.0), truth(None)
    (False, True, False, False, False)
    """
    if value:
        return True
    return False


def in_place_falls_back(value):
    """Without __iadd__, the plain operator is used.

    >>> in_place_falls_back(Left())
    'left!'
    """
    value += 1
    value += '!'
    return value
