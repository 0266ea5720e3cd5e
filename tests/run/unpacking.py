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
