"""Displays of lists, tuples, sets and dicts, with stars, duplicates and evaluation order."""


def lists(a, b):
    """
    >>> lists(1, [2, 3])
    ([], [1], [1, [2, 3]], [1, 2, 3, 1], [2, 3, 2, 3])
    >>> lists(1, 2)
    Traceback (most recent call last):
    TypeError: Value after * must be an iterable, not int
    """
    return [], [a], [a, b], [a, *b, a], [*b, *b]


def tuples(a, b):
    """
    >>> tuples(1, 'xy')
    ((), (1,), (1, 'xy'), (1, 'x', 'y', 1), ('x', 'y'))
    """
    return (), (a,), (a, b), (a, *b, a), (*b,)


def sets(a, b):
    """
    >>> sets(1, [1, 2])
    ({1}, {1, 2}, {1, 2, 3})
    >>> sets([], [])
    Traceback (most recent call last):
    TypeError: unhashable type: 'list'  # until 3.13
    TypeError: cannot use 'list' as a set element (unhashable type: 'list')  # from 3.14
    """
    return {a}, {a, *b}, {*b, 3, *b}


def dicts(key, value, more):
    """
    >>> dicts('a', 1, {'b': 2})
    ({}, {'a': 1}, {'a': 1, 'b': 2}, {'b': 2, 'a': 1, 'c': 3})
    >>> dicts('b', 1, {'b': 2})
    ({}, {'b': 1}, {'b': 2}, {'b': 1, 'c': 3})
    >>> dicts('a', 1, 5)
    Traceback (most recent call last):
    TypeError: 'int' object is not a mapping
    """
    return {}, {key: value}, {key: value, **more}, {**more, key: value, 'c': 3}


def duplicate_keys():
    """The last value wins, the first key stays.

    >>> duplicate_keys()
    {1: 'c', 'x': 'd'}
    """
    return {1: 'a', True: 'b', 1.0: 'c', 'x': 'd'}


def fresh_each_time():
    """
    >>> fresh_each_time().append(1); fresh_each_time()
    []
    """
    return []


def constant_tuple():
    """
    >>> constant_tuple() is constant_tuple(), constant_tuple()
    (True, (1, 'a', (2.0, None), b'x', Ellipsis))
    """
    return 1, 'a', (2.0, None), b'x', ...


def evaluation_order(log):
    """
    >>> log = []
    >>> evaluation_order(log), log
    ({1: 2, 3: 4}, [1, 2, 3, 4, 5, 6])
    """
    def note(value):
        log.append(value)
        return value

    result = {note(1): note(2), note(3): note(4)}
    [note(5), note(6)]
    return result


def unhashable_key(key):
    """
    >>> unhashable_key({})
    Traceback (most recent call last):
    TypeError: unhashable type: 'dict'  # until 3.13
    TypeError: cannot use 'dict' as a dict key (unhashable type: 'dict')  # from 3.14
    """
    return {key: 1}


def nested():
    """
    >>> nested()
    {'a': [1, (2, {3})], 'b': {'c': [[]]}}
    """
    return {'a': [1, (2, {3})], 'b': {'c': [[]]}}


def error_in_the_middle(values):
    """
    >>> error_in_the_middle([1, 0])
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    return [[1], {2: 3}, 1 / values[0], 1 / values[1], 'never']


def large():
    """
    >>> sum(large()), len(large())
    (1275, 50)
    """
    return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50]


def star_of_iterator(values):
    """
    >>> star_of_iterator([3, 1, 2])
    ([1, 2, 3], (1, 4, 9))
    """
    return [*sorted(values)], (*(value * value for value in sorted(values)),)


def dict_methods(mapping):
    """
    >>> dict_methods({'a': 1, 'b': 2})
    (['a', 'b'], [1, 2], 1, None, 'no', 3)
    """
    mapping.setdefault('c', 3)
    result = list(mapping)[:2], list(mapping.values())[:2], mapping.get('a'), mapping.get('z'), mapping.get('z', 'no')
    return result + (mapping.pop('c'),)


def list_methods():
    """
    >>> list_methods()
    ([1, 5], [5, 1], 3, 1)
    """
    values = []
    values.append(5)
    values.insert(0, 1)
    values.extend([3])
    last = values.pop()
    other = values[:]
    other.reverse()
    return values, other, last, values.index(5)


def set_methods(values):
    """
    >>> set_methods([1, 2, 2, 3])
    ([1, 2, 3, 4], False, True)
    """
    unique = set(values)
    unique.add(4)
    unique.discard(10)
    return sorted(unique), 7 in unique, unique >= {1}
