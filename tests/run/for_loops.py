"""Loops over lists, tuples, strings, dicts, sets and iterators, also while these change."""


def over(iterable):
    """
    >>> over([1, 2]), over((1, 2)), over('ab'), over({1: 2}), over({3}), over(iter([4])), over(range(2))
    ([1, 2], [1, 2], ['a', 'b'], [1], [3], [4], [0, 1])
    >>> over(b'ab'), over(bytearray(b'c')), over([]), over(())
    ([97, 98], [99], [], [])
    >>> over(5)
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    >>> over(None)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    """
    result = []
    for item in iterable:
        result.append(item)
    return result


def growing(values):
    """A list that grows during the loop.

    >>> growing([1, 2])
    [1, 2, 1, 2]
    """
    seen = []
    for value in values:
        seen.append(value)
        if len(values) < 4:
            values.append(value)
    return seen


def shrinking(values):
    """
    >>> shrinking([1, 2, 3, 4])
    [1, 2]
    """
    seen = []
    for value in values:
        seen.append(value)
        values.pop()
    return seen


def cleared(values):
    """
    >>> cleared([1, 2, 3])
    [1]
    """
    seen = []
    for value in values:
        seen.append(value)
        values.clear()
    return seen


def dict_changes(mapping):
    """
    >>> dict_changes({1: 1})
    Traceback (most recent call last):
    RuntimeError: dictionary changed size during iteration
    """
    for key in mapping:
        mapping[key + 1] = 1


def set_changes(values):
    """
    >>> set_changes({1})
    Traceback (most recent call last):
    RuntimeError: Set changed size during iteration
    """
    for value in values:
        values.add(value + 1)


def rebinding_the_iterable(values):
    """
    >>> rebinding_the_iterable([1, 2])
    ([1, 2], 'gone')
    """
    seen = []
    for value in values:
        values = 'gone'
        seen.append(value)
    return seen, values


def items(mapping):
    """
    >>> items({'a': 1, 'b': 2})
    'a1b2'
    """
    text = ''
    for key, value in mapping.items():
        text += key + str(value)
    return text


def keys_and_values(mapping):
    """
    >>> keys_and_values({'a': 1, 'b': 2})
    ['a', 'b', 1, 2]
    """
    result = []
    for key in mapping.keys():
        result.append(key)
    for value in mapping.values():
        result.append(value)
    return result


def break_and_else(values, wanted):
    """
    >>> break_and_else('abc', 'b'), break_and_else('abc', 'x'), break_and_else('', 'x')
    ('found', 'missing', 'missing')
    """
    for value in values:
        if value == wanted:
            break
    else:
        return 'missing'
    return 'found'


def continue_and_else(values):
    """
    >>> continue_and_else([1, 0, 2])
    [1, 2, 'else']
    """
    result = []
    for value in values:
        if not value:
            continue
        result.append(value)
    else:
        result.append('else')
    return result


def break_of_outer_in_else(rows):
    """
    >>> break_of_outer_in_else([[0], [0, 1], [0, 0], [5]])
    [[0, 1], 'stop']
    """
    result = []
    for row in rows[1:]:
        for value in row:
            if value:
                result.append(row)
                break
        else:
            result.append('stop')
            break
    return result


def zipped(a, b):
    """
    >>> zipped([1, 2, 3], 'ab')
    [(1, 'a'), (2, 'b')]
    """
    result = []
    for x, y in zip(a, b):
        result.append((x, y))
    return result


def enumerated(values, start):
    """
    >>> enumerated('ab', 5)
    [(5, 'a'), (6, 'b')]
    >>> enumerated([], 0)
    []
    """
    result = []
    for i, value in enumerate(values, start):
        result.append((i, value))
    return result


def target_attribute(box):
    """
    >>> class Box: pass
    >>> box = Box()
    >>> target_attribute(box), box.item
    ([1, 2], 2)
    """
    seen = []
    for box.item in (1, 2):
        seen.append(box.item)
    return seen


def target_subscript(values):
    """
    >>> target_subscript([1, 2, 3])
    [3, 2, 3]
    """
    for values[0] in values:
        pass
    return values


class Countdown:
    """An iterator of its own."""

    def __init__(self, start):
        self.value = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.value <= 0:
            raise StopIteration
        self.value -= 1
        return self.value


class Sequence:
    """Iterable by the old protocol of __getitem__."""

    def __getitem__(self, index):
        if index >= 3:
            raise IndexError
        return index * 10


class Broken:
    """An iterator that fails."""

    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError('broken')


class NoIterator:
    """__iter__ gives something that is no iterator."""

    def __iter__(self):
        return 5


def user_iterators(iterable):
    """
    >>> user_iterators(Countdown(3)), user_iterators(Sequence())
    ([2, 1, 0], [0, 10, 20])
    >>> user_iterators(Broken())
    Traceback (most recent call last):
    ValueError: broken
    >>> user_iterators(NoIterator())
    Traceback (most recent call last):
    TypeError: iter() returned non-iterator of type 'int'  # until 3.14
    TypeError: for_loops.NoIterator.__iter__() must return an iterator, not int  # from 3.15
    """
    result = []
    for item in iterable:
        result.append(item)
    return result


def iterator_keeps_rest(iterator):
    """
    >>> iterator_keeps_rest(iter(range(6)))
    (2, [3, 4, 5])
    """
    for value in iterator:
        if value == 2:
            break
    return value, list(iterator)


def tuple_of_constants():
    """
    >>> tuple_of_constants()
    ['a', 1, None]
    """
    result = []
    for value in ('a', 1, None):
        result.append(value)
    return result


def string_variable_after(text):
    """
    >>> string_variable_after('abc')
    'c'
    """
    for letter in text:
        pass
    return letter


def exception_leaves_loop(values):
    """
    >>> exception_leaves_loop([1, 0, 2])
    (0, 'ZeroDivisionError')
    """
    try:
        for value in values:
            1 / value
    except ZeroDivisionError as error:
        return value, type(error).__name__


def find_primes(limit):
    """
    >>> find_primes(30)
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    """
    primes = []
    for candidate in range(2, limit):
        for prime in primes:
            if candidate % prime == 0:
                break
        else:
            primes.append(candidate)
    return primes
