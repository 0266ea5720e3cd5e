"""Unpacking assignments: tuples, lists, any iterables, stars, nesting, and the errors' texts."""


def two(values):
    """
    >>> two((1, 2)), two([1, 2]), two('ab'), two(iter([1, 2])), two({'k': 1, 'm': 2})
    ((2, 1), (2, 1), ('b', 'a'), (2, 1), ('m', 'k'))
    >>> two([1])
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected 2, got 1)
    >>> two(())
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected 2, got 0)
    >>> two(iter([1]))
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected 2, got 1)
    >>> two([1, 2, 3])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: too many values to unpack (expected 2...)
    >>> two(iter('abc'))
    Traceback (most recent call last):
    ValueError: too many values to unpack (expected 2)
    >>> two(5)
    Traceback (most recent call last):
    TypeError: cannot unpack non-iterable int object
    >>> two(None)
    Traceback (most recent call last):
    TypeError: cannot unpack non-iterable NoneType object
    """
    a, b = values
    return b, a


def one(values):
    """
    >>> one([5])
    5
    >>> one('')
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected 1, got 0)
    """
    a, = values
    return a


def none(values):
    """
    >>> none([])
    'fine'
    >>> none([1])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: too many values to unpack (expected 0...)
    """
    [] = values
    return 'fine'


def starred(values):
    """
    >>> starred([1, 2, 3, 4]), starred('ab'), starred(range(3))
    ((1, [2, 3], 4), ('a', [], 'b'), (0, [1], 2))
    >>> starred([1])
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected at least 2, got 1)
    """
    first, *middle, last = values
    return first, middle, last


def star_first(values):
    """
    >>> star_first((1, 2, 3)), star_first([1])
    (([1, 2], 3), ([], 1))
    """
    *rest, last = values
    return rest, last


def star_last(values):
    """
    >>> star_last(iter('abc'))
    ('a', 'b', ['c'])
    >>> star_last([1])
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected at least 2, got 1)
    """
    first, second, *rest = values
    return first, second, rest


def star_alone(values):
    """
    >>> star_alone((1, 2)), star_alone('')
    ([1, 2], [])
    """
    *all_of_them, = values
    return all_of_them


def nested(values):
    """
    >>> nested((1, (2, [3, 4])))
    (1, 2, 3, 4)
    >>> nested(['a', ('b', 'cd')])
    ('a', 'b', 'c', 'd')
    >>> nested((1, 2))
    Traceback (most recent call last):
    TypeError: cannot unpack non-iterable int object
    """
    a, (b, [c, d]) = values
    return a, b, c, d


def nested_star(values):
    """
    >>> nested_star([1, [2, 3, 4], 5])
    (1, 2, [3, 4], [5])
    """
    a, (b, *c), *d = values
    return a, b, c, d


def swap(a, b):
    """
    >>> swap(1, 2)
    (2, 1)
    """
    a, b = b, a
    return a, b


def rotate(a, b, c):
    """
    >>> rotate(1, 2.5, 'c')
    (2.5, 'c', 1)
    """
    a, b, c = b, c, a
    return a, b, c


def to_all_targets(box, values):
    """
    >>> class Box: pass
    >>> box = Box()
    >>> to_all_targets(box, [0, 0]), box.attribute
    ([2, 0], 1)
    """
    box.attribute, values[0], _ = 1, 2, 3
    return values


def chained(values):
    """
    >>> chained((1, 2))
    ((1, 2), 1, 2, [1, 2])
    """
    a = b, c = d = values
    return a, b, c, list(d)


def order_of_targets():
    """Targets are assigned from left to right: the index is new when the item is stored.

    >>> order_of_targets()
    (1, [0, 'x'])
    """
    i = 0
    values = [0, 0]
    i, values[i] = 1, 'x'
    return i, values


def in_for(pairs):
    """
    >>> in_for([(1, 2), [3, 4]])
    [2, 12]
    >>> in_for([(1, 2), (3,)])
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected 2, got 1)
    """
    result = []
    for a, b in pairs:
        result.append(a * b)
    return result


def star_in_for(rows):
    """
    >>> star_in_for(['abc', (1,)])
    [('a', ['b', 'c']), (1, [])]
    """
    return [(first, rest) for first, *rest in rows]


def enumerated(values):
    """
    >>> enumerated([('a', 1), ('b', 2)])
    ['0a1', '1b2']
    """
    return [f'{index}{name}{value}' for index, (name, value) in enumerate(values)]


def error_from_iterator():
    """
    >>> error_from_iterator()
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    a, b = (1 / number for number in (1, 0))
    return a, b


def old_values_stay_on_error(values):
    """
    >>> old_values_stay_on_error([1, 2, 3])
    ('old', 'old')
    """
    a = b = 'old'
    try:
        a, b = values
    except ValueError:
        pass
    return a, b


def unpack_in_return(a, b):
    """
    >>> unpack_in_return(1, [2, 3])
    (1, 2, 3)
    """
    return a, *b


class Told:
    def __init__(self, name, log):
        self.name = name
        self.log = log

    def __del__(self):
        self.log.append(self.name)


def released(kind):
    """What was unpacked keeps nothing alive: each item goes with its variable.

    >>> for kind in list, tuple, iter:
    ...     print(*released(kind))
    a after b d end e
    a after b d end e
    a after b d end e
    """
    log = []
    a, *b, c = kind(Told(name, log) for name in 'abc')
    a = None
    log.append('after')
    b = None
    c = 0
    d, e = kind(Told(name, log) for name in 'de')
    log.remove('c')
    d = None
    log.append('end')
    e = 0
    return log


class Changing:
    """Changes the list from which it is unpacked, when it goes."""

    def __init__(self, items):
        self.items = items

    def __del__(self):
        del self.items[:]


def changed_list():
    """All items are taken before the first target changes.

    >>> changed_list()
    (1, [2, 3], 4, [])
    """
    items = [1, 2, 3, 4]
    a = Changing(items)
    a, *b, c = items
    return a, b, c, items


class Backwards:
    """Gives the items of a sequence from the last on."""

    def __iter__(self):
        return iter([self[2], self[1], self[0]])


class Row(Backwards, tuple):
    pass


class Column(Backwards, list):
    pass


def sums(rows):
    """In a loop, where items are taken in place: only those of exact tuples and lists are.

    >>> sums([(1, 2, 3), [4, 5, 6], 'abc', Row((1, 2, 3)), Column([1, 2, 3]), {7: 0, 8: 0, 9: 0}])
    [(1, 2, 3), (4, 5, 6), ('a', 'b', 'c'), (3, 2, 1), (3, 2, 1), (7, 8, 9)]
    >>> sums([(1, 2, 3), (4, 5)])
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected 3, got 2)
    >>> sums([[1, 2, 3], []])
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected 3, got 0)
    >>> sums([[1, 2, 3], [4, 5, 6, 7]])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: too many values to unpack (expected 3...)
    >>> sums([(1, 2, 3), 4])
    Traceback (most recent call last):
    TypeError: cannot unpack non-iterable int object
    """
    found = []
    for a, b, c in rows:
        found.append((a, b, c))
    return found


def released_in_loop(kind):
    """Each turn lets the objects of the turn before go, once it has taken its own.

    >>> released_in_loop(list)
    ['0a', '0b', 'end', '1a', '1b']
    >>> released_in_loop(tuple)
    ['0a', '0b', 'end', '1a', '1b']
    """
    log = []
    rows = [kind([Told('%d%s' % (turn, name), log) for name in 'ab']) for turn in range(2)]
    rows.reverse()
    while rows:
        a, b = rows.pop()
    log.append('end')
    a = None
    b = None
    return log


def emptied_in_loop():
    """The list loses its items while they are bound.

    >>> emptied_in_loop()
    [(1, 2, 0), (3, 4, 0)]
    """
    found = []
    a = None
    for items in [1, 2], [3, 4]:
        a = Changing(items)
        a, b = items
        found.append((a, b, len(items)))
    return found


def texts(text):
    """
    >>> texts('abcd'), texts('a\xe9'), texts('\u20acb\U0001d54fd')
    (('a', ['b', 'c'], 'd'), ('a', [], '\xe9'), ('\u20ac', ['b', '\U0001d54f'], 'd'))
    >>> texts('a')
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected at least 2, got 1)
    """
    first, *rest, last = text
    return first, rest, last


def swapped_parts(a, b):
    """A tuple with a star is not made either.

    >>> swapped_parts(1, 2)
    (1, [2, 1], [1, 2, 1], 2, [])
    """
    first, *rest = a, b, a
    *every, last = rest[1], b, a, b
    _, *none = (a,)
    return first, rest, every, last, none


def known_items(rounds):
    """
    >>> known_items(3)
    (9, 'xyx', ('a', None), [2.5])
    >>> known_items(0)
    (0, '', ('a', None), [2.5])
    """
    numbers, names, mixed = (1, 2), ('x', 'y'), ('a', None, 2.5)
    total, text = 0, ''
    for turn in range(rounds):
        low, high = numbers
        total += low + high
        one, other = names
        text += other if turn % 2 else one
    first, second, *others = mixed
    return total, text, (first, second), others


def wrong_known_items():
    """
    >>> wrong_known_items()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: too many values to unpack (expected 2...)
    """
    numbers = (1, 2, 3)
    a, b = numbers
    return a, b


def known_objects():
    """The items of a constant are the same objects.

    >>> known_objects()
    (True, True, True, True)
    """
    values = (2.5, 12345678901234567890, ('a', 3.5), 'a text')
    a, b, c, d = values
    return a is values[0], b is values[1], c is values[2], d is values[3]
