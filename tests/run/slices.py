"""Subscripts and slices: reading, writing and deleting, with steps, negative indices and user classes."""


def item(sequence, index):
    """
    >>> item([1, 2, 3], 0), item((1, 2, 3), -1), item('abc', 1)
    (1, 3, 'b')
    >>> item([1], 1)
    Traceback (most recent call last):
    IndexError: list index out of range
    >>> item((1,), -2)
    Traceback (most recent call last):
    IndexError: tuple index out of range
    >>> item([1], 2**70)
    Traceback (most recent call last):
    IndexError: cannot fit 'int' into an index-sized integer
    >>> item([1], 'a')
    Traceback (most recent call last):
    TypeError: list indices must be integers or slices, not str
    >>> item(5, 0)
    Traceback (most recent call last):
    TypeError: 'int' object is not subscriptable
    >>> item([1, 2], True)
    2
    >>> item({'a': 1}, 'b')
    Traceback (most recent call last):
    KeyError: 'b'
    """
    return sequence[index]


def constants(sequence):
    """
    >>> constants([1, 2, 3])
    (1, 3, 2)
    >>> constants('ab')
    Traceback (most recent call last):
    IndexError: string index out of range
    """
    return sequence[0], sequence[2], sequence[-2]


def slices(sequence):
    """
    >>> slices([0, 1, 2, 3, 4])
    ([1, 2], [0, 1], [3, 4], [0, 1, 2, 3, 4], [0, 2, 4], [4, 3, 2, 1, 0], [3, 2])
    >>> slices('abc')
    ('bc', 'ab', 'bc', 'abc', 'ac', 'cba', 'c')
    >>> slices(())
    ((), (), (), (), (), (), ())
    """
    return (sequence[1:3], sequence[:2], sequence[-2:], sequence[:], sequence[::2], sequence[::-1], sequence[3:1:-1])


def any_slice(sequence, start, stop, step):
    """
    >>> any_slice([1, 2, 3, 4], None, None, None)
    [1, 2, 3, 4]
    >>> any_slice('abcdef', 5, 0, -2)
    'fdb'
    >>> any_slice([1, 2, 3], -100, 100, 1)
    [1, 2, 3]
    >>> any_slice([1, 2, 3], -2**80, 2**80, 2)
    [1, 3]
    >>> any_slice([1], 0, 1, 0)
    Traceback (most recent call last):
    ValueError: slice step cannot be zero
    >>> any_slice([1], 'a', None, None)
    Traceback (most recent call last):
    TypeError: slice indices must be integers or None or have an __index__ method  # until 3.14
    TypeError: slice indices must be integers or have an __index__ method  # from 3.15
    """
    return sequence[start:stop:step]


def assign_item(sequence, index, value):
    """
    >>> numbers = [1, 2, 3]
    >>> assign_item(numbers, -1, 'z'); numbers
    [1, 2, 'z']
    >>> assign_item([], 0, 1)
    Traceback (most recent call last):
    IndexError: list assignment index out of range
    >>> assign_item((1,), 0, 1)
    Traceback (most recent call last):
    TypeError: 'tuple' object does not support item assignment
    """
    sequence[index] = value


def assign_slice(values):
    """
    >>> assign_slice([0, 1, 2, 3, 4, 5])
    [0, 'a', 'b', 'c', 3, 4, 5]
    """
    values[1:3] = 'abc'
    return values


def assign_stepped(values, replacement):
    """
    >>> assign_stepped([0, 1, 2, 3], 'xy')
    ['x', 1, 'y', 3]
    >>> assign_stepped([0, 1, 2, 3], 'x')
    Traceback (most recent call last):
    ValueError: attempt to assign sequence of size 1 to extended slice of size 2
    """
    values[::2] = replacement
    return values


def insert_by_slice(values):
    """
    >>> insert_by_slice([1, 2])
    ['first', 1, 2, 'last']
    """
    values[:0] = ['first']
    values[len(values):] = ['last']
    return values


def delete_items(values):
    """
    >>> delete_items([0, 1, 2, 3, 4, 5])
    [1, 4]
    """
    del values[0]
    del values[-1]
    del values[1:3]
    return values


def delete_key(mapping, key):
    """
    >>> mapping = {'a': 1, 'b': 2}
    >>> delete_key(mapping, 'a'); mapping
    {'b': 2}
    >>> delete_key(mapping, 'a')
    Traceback (most recent call last):
    KeyError: 'a'
    >>> delete_key((1,), 0)
    Traceback (most recent call last):
    TypeError: 'tuple' object doesn't support item deletion
    """
    del mapping[key]


class Recorder:
    """Shows the key that it was asked for."""

    def __getitem__(self, key):
        return key


def keys(recorder):
    """
    >>> for key in keys(Recorder()): print(key)
    slice(1, 2, None)
    slice(None, None, -1)
    (1, 2)
    (slice(None, None, None), 0)
    (slice(1, 2, 3), Ellipsis, None)
    ()
    (1,)
    """
    return (recorder[1:2], recorder[::-1], recorder[1, 2], recorder[:, 0], recorder[1:2:3, ..., None], recorder[()],
            recorder[1,])


def in_place_slice(values):
    """
    >>> in_place_slice([1, 2, 3])
    [1, 2, 9, 3]
    """
    values[1:2] += [9]
    return values


def swap(values, i, j):
    """
    >>> swap([1, 2, 3], 0, -1)
    [3, 2, 1]
    """
    values[i], values[j] = values[j], values[i]
    return values


def bubble_sort(values):
    """
    >>> bubble_sort([5, 2, 9, 1])
    [1, 2, 5, 9]
    >>> bubble_sort(['b', 'c', 'a'])
    ['a', 'b', 'c']
    """
    for end in range(len(values) - 1, 0, -1):
        for i in range(end):
            if values[i] > values[i + 1]:
                values[i], values[i + 1] = values[i + 1], values[i]
    return values


def nested_lists(size):
    """
    >>> nested_lists(3)
    [[0, 0, 0], [0, 1, 2], [0, 2, 4]]
    """
    table = [[0] * size for _ in range(size)]
    for row in range(size):
        for column in range(size):
            table[row][column] = row * column
    return table


def evaluation_order(log):
    """The value comes first, then the container, then the key.

    >>> log = []
    >>> evaluation_order(log); log
    ['value', 'container', 'key']
    """
    def note(name, value):
        log.append(name)
        return value

    note('container', {})[note('key', 1)] = note('value', 2)


class Indexed:
    """An object with __index__."""

    def __index__(self):
        return 1


def by_index_method(values):
    """
    >>> by_index_method(['a', 'b', 'c'])
    ('b', ['b', 'c'])
    """
    return values[Indexed()], values[Indexed():]
