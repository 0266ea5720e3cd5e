"""Parts of containers: bounds of all kinds, of what is no list too; items of ranges."""


class Index:
    """An index that says when it is asked."""

    def __init__(self, number, log):
        self.number = number
        self.log = log

    def __index__(self):
        self.log.append(self.number)
        return self.number


class Told:
    """Gives back what it is asked for."""

    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        self.set = key, value


class Mine(list):
    """A list that has its own items."""

    def __getitem__(self, key):
        return 'mine', key

    def __setitem__(self, key, value):
        list.__setitem__(self, 0, (key, value))


def part(values, start, stop):
    """
    >>> for values in [0, 1, 2, 3], (0, 1, 2, 3), 'abcd', 'ab\\xe4\\u20ac', b'abcd', bytearray(b'abcd'), range(4):
    ...     print([part(values, start, stop) for start, stop in
    ...            [(1, 3), (-3, -1), (0, 9), (-9, 2), (3, 1), (9, 12), (-1, None), (None, -1), (True, 3),
    ...             (2**70, None), (-(2**70), 2**70), (None, None)]])
    [[1, 2], [1, 2], [0, 1, 2, 3], [0, 1], [], [], [3], [0, 1, 2], [1, 2], [], [0, 1, 2, 3], [0, 1, 2, 3]]
    [(1, 2), (1, 2), (0, 1, 2, 3), (0, 1), (), (), (3,), (0, 1, 2), (1, 2), (), (0, 1, 2, 3), (0, 1, 2, 3)]
    ['bc', 'bc', 'abcd', 'ab', '', '', 'd', 'abc', 'bc', '', 'abcd', 'abcd']
    ['bä', 'bä', 'abä€', 'ab', '', '', '€', 'abä', 'bä', '', 'abä€', 'abä€']
    [b'bc', b'bc', b'abcd', b'ab', b'', b'', b'd', b'abc', b'bc', b'', b'abcd', b'abcd']
    [bytearray(b'bc'), bytearray(b'bc'), bytearray(b'abcd'), bytearray(b'ab'), bytearray(b''), bytearray(b''), bytearray(b'd'), bytearray(b'abc'), bytearray(b'bc'), bytearray(b''), bytearray(b'abcd'), bytearray(b'abcd')]
    [range(1, 3), range(1, 3), range(0, 4), range(0, 2), range(3, 1), range(4, 4), range(3, 4), range(0, 3), range(1, 3), range(4, 4), range(0, 4), range(0, 4)]
    >>> log = []
    >>> part([1, 2, 3], Index(1, log), Index(2, log)), part('abc', Index(-2, log), None), log
    ([2], 'bc', [1, 2, -2])
    >>> part([1, 2], 1.5, None)
    Traceback (most recent call last):
    TypeError: slice indices must be integers or None or have an __index__ method  # until 3.14
    TypeError: slice indices must be integers or have an __index__ method  # from 3.15
    >>> part('ab', 0, 'b')
    Traceback (most recent call last):
    TypeError: slice indices must be integers or None or have an __index__ method  # until 3.14
    TypeError: slice indices must be integers or have an __index__ method  # from 3.15
    >>> part(None, 0, 1)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not subscriptable
    >>> part(Told(), 1, None), part(Told(), None, -1), part(Told(), 'a', 'b'), part(Mine([1]), 0, 1)
    (slice(1, None, None), slice(None, -1, None), slice('a', 'b', None), ('mine', slice(0, 1, None)))
    >>> items, pair, text, data = [1], (1, 2), 'ab', b'ab'
    >>> part(items, 0, 9) is items, part(pair, 0, 9) is pair, part(text, None, None) is text, part(data, 0, 2) is data
    (False, True, True, True)
    """
    return values[start:stop]


def counted(values):
    """Bounds that are counted.

    >>> counted([1, 2, 3]), counted('abc'), counted(Told())[1]
    (([[1, 2], [2, 3], [3]], [1, 2], [2, 3], [1, 2, 3]), (['ab', 'bc', 'c'], 'ab', 'bc', 'abc'), slice(None, -1, None))
    """
    return [values[n:n + 2] for n in range(3)], values[:-1], values[1:], values[:]


def replaced(values, start, stop, new):
    """
    >>> replaced([1, 2, 3], 1, 2, 'ab'), replaced([1, 2, 3], -1, None, ()), replaced([1, 2], 5, 2, [0])
    ([1, 'a', 'b', 3], [1, 2], [1, 2, 0])
    >>> replaced(bytearray(b'abc'), 1, 2, b'xyz'), replaced(Mine([0]), 1, 2, 3)
    (bytearray(b'axyzc'), [(slice(1, 2, None), 3)])
    >>> replaced([1, 2, 3], True, None, iter('ab'))
    [1, 'a', 'b']
    >>> replaced(Told(), None, 'x', 3).set
    (slice(None, 'x', None), 3)
    >>> replaced([1], 0, 1, 5)
    Traceback (most recent call last):
    TypeError: can only assign an iterable  # until 3.13
    TypeError: must assign iterable to extended slice  # from 3.14
    >>> replaced((1,), 0, 1, [5])
    Traceback (most recent call last):
    TypeError: 'tuple' object does not support item assignment
    >>> replaced('ab', 0, 1, 'c')
    Traceback (most recent call last):
    TypeError: 'str' object does not support item assignment
    >>> replaced([1], 'a', 1, [])
    Traceback (most recent call last):
    TypeError: slice indices must be integers or None or have an __index__ method  # until 3.14
    TypeError: slice indices must be integers or have an __index__ method  # from 3.15
    """
    values[start:stop] = new
    return values


def own_part(values):
    """
    >>> own_part([1, 2, 3])
    [1, 1, 2, 3]
    """
    values[1:] = values
    return values


def changed(values, start, stop):
    """One slice is read and written.

    >>> changed([1, 2, 3], 1, None)
    [1, 2, 3, 0]
    >>> told = Told()
    >>> changed(told, 0, 1)
    True
    """
    if isinstance(values, list):
        values[start:stop] += [0]
    else:
        values = Kept()
        values[start:stop] += 1
        return values.keys[0] == values.keys[1]
    return values


class Kept:
    """Keeps the keys."""

    def __init__(self):
        self.keys = []

    def __getitem__(self, key):
        self.keys.append(key)
        return 1

    __setitem__ = lambda self, key, value: self.keys.append(key)


def order(log):
    """
    >>> log = []
    >>> order(log)
    [2]
    >>> log
    ['a', ['a', 2, 3], 0, 1, ['a', 2, 3], 1, 2]
    """

    def note(value):
        log.append(value)
        return value

    items = [1, 2, 3]
    note(items)[note(0):note(1)] = note('a')
    return note(items)[note(1):note(2)]


def items_of(values, indices):
    """
    >>> items_of(range(10), [0, 9, -1, -10]), items_of(range(3, 20, 4), [0, 4, -5]), items_of(range(9, 0, -3), [2, -1])
    ([0, 9, 9, 0, 0, 9, 9, 0], [3, 19, 3, 3, 19, 3], [3, 3, 3, 3])
    >>> items_of(range(5), [5])
    Traceback (most recent call last):
    IndexError: range object index out of range
    >>> items_of(range(5), [-6])
    Traceback (most recent call last):
    IndexError: range object index out of range
    >>> items_of(range(0), [0])
    Traceback (most recent call last):
    IndexError: range object index out of range
    >>> items_of(range(2**70, 2**70 + 3), [1, -1])
    [1180591620717411303425, 1180591620717411303426, 1180591620717411303425, 1180591620717411303426]
    >>> items_of(range(-2**59, 2**59), [2**58])
    [-288230376151711744, -288230376151711744]
    >>> items_of(range(5), [True, Index(2, [])])
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'int' and 'Index'
    >>> items_of(range(5), ['a'])
    Traceback (most recent call last):
    TypeError: range indices must be integers or slices, not str
    """
    return [values[index] for index in indices] + [values[0 + index] for index in indices]


def within(text, character):
    """
    >>> [within(text, c) for text in ('abc', 'ab\\xe4', 'a\\u20ac', '') for c in ('a', '\\xe4', '\\u20ac', '', 'ab')]
    [True, False, False, True, True, True, True, False, True, True, True, False, True, True, False, False, False, False, True, False]
    >>> within('abc', 1)
    Traceback (most recent call last):
    TypeError: 'in <string>' requires string as left operand, not int
    >>> within([1, 'a'], 'a'), within({'a'}, 'a'), within((), 'a')
    (True, True, False)
    """
    return character in text
