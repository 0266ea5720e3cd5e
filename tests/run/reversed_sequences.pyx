"""Loops over reversed() of what is declared as a list or a tuple; None is not iterable then.

>>> of_list([1, 2, 3]), of_list([]), of_tuple((1, 2, 3)), numbered(["a", "b"])
([3, 2, 1], [], [3, 2, 1], [(0, 'b'), (1, 'a')])
>>> of_list(None)
Traceback (most recent call last):
TypeError: 'NoneType' object is not iterable
>>> of_tuple(None)
Traceback (most recent call last):
TypeError: 'NoneType' object is not iterable
>>> numbered(None)
Traceback (most recent call last):
TypeError: 'NoneType' object is not iterable
>>> of_object(None)
Traceback (most recent call last):
TypeError: 'NoneType' object is not reversible
>>> in_comprehension([1, 2]), list(in_generator([1, 2])), in_zip([1, 2], (3, 4))
([2, 1], [2, 1], [(2, 4), (1, 3)])
>>> in_comprehension(None)
Traceback (most recent call last):
TypeError: 'NoneType' object is not iterable

A list may change meanwhile:

>>> while_shrinking([1, 2, 3, 4]), while_growing([1, 2])
([4], [2, 1])
"""


def of_list(list items):
    result = []
    for item in reversed(items):
        result.append(item)
    return result


def of_tuple(tuple items):
    result = []
    for item in reversed(items):
        result.append(item)
    return result


def numbered(list items):
    result = []
    for i, item in enumerate(reversed(items)):
        result.append((i, item))
    return result


def of_object(items):
    for item in reversed(items):
        return item


def in_comprehension(list items):
    return [item for item in reversed(items)]


def in_generator(list items):
    for item in reversed(items):
        yield item


def in_zip(list items, tuple others):
    result = []
    for item, other in zip(reversed(items), reversed(others)):
        result.append((item, other))
    return result


def while_shrinking(list items):
    result = []
    for item in reversed(items):
        result.append(item)
        del items[1:]
    return result


def while_growing(list items):
    result = []
    for item in reversed(items):
        result.append(item)
        items.append(0)
    return result
