"""A generator expression calls iter() once for its first iterable, and takes what that gives: an
iterator may have no __iter__ of its own.

>>> of_items(list), of_items(sum), of_items(any)
([1, 2], 3, True)
>>> calls(once)
(['iter', 'next', 'next', 'next'], [1, 2])
>>> calls(nested)[0].count("iter")
3
>>> calls(closed)
(['iter'], None)
>>> calls(twice)
(['iter', 'next', 'next', 'next'], [1, 2])
>>> calls(itself)
(['iter', 'next'], [])
>>> number()
Traceback (most recent call last):
    ...
TypeError: 'int' object is not iterable
>>> no_iterator()
'TypeError'
>>> grown()
[1, 2, 3]
>>> pairs()
([(1, 'a'), (2, 'b')], [(0, 'a'), (1, 'b')])
"""

LOG = []


class Iterator:
    def __init__(self):
        self.number = 0

    def __next__(self):
        LOG.append("next")
        self.number += 1
        if self.number > 2:
            raise StopIteration
        return self.number


class Items:
    def __iter__(self):
        LOG.append("iter")
        return Iterator()


class Itself:
    def __iter__(self):
        LOG.append("iter")
        return self

    def __next__(self):
        LOG.append("next")
        raise StopIteration


class NoIterator:
    def __iter__(self):
        return 5


def of_items(function):
    return function(item for item in Items())


def calls(function):
    LOG.clear()
    result = function()
    return list(LOG), result


def grown():
    numbers = [1, 2]
    expression = (number for number in numbers)
    numbers.append(3)
    return list(expression)


def once():
    return list(item for item in Items())


def nested():
    return list((outer, inner) for outer in Items() for inner in Items())


def closed():
    return (item for item in Items()).close()


def twice():
    return [item for item in (each for each in Items())]


def itself():
    return list(item for item in Itself())


def number():
    return list(item for item in 5)


def no_iterator():
    try:
        return list(item for item in NoIterator())
    except TypeError as error:
        return type(error).__name__


def pairs():
    return list(pair for pair in zip((1, 2), "ab")), list(each for each in enumerate("ab"))
