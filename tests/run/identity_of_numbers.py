"""`is` between numbers of different types, and what a function is not.

>>> literals()
[False, True, False, False, True, True]
>>> of_comparisons(1)
[True, False, False]
>>> complaint(delete_item)
"'...' object does not support item deletion"
>>> complaint(set_item)
"'...' object does not support item assignment"
>>> complaint(get_item)
"'...' object is not subscriptable"
>>> complaint(add)
"unsupported operand type(s) for +: '...' and 'int'"
"""

import re


def literals():
    return [1 is True, 1 is not True, 0 is False, 1 is 1.0, 1 is 1, True is True]


def of_comparisons(x):
    return [(x == 1) is True, (x == 1) is 1, (x > 1) is 0]


def some():
    yield 1


def complaint(function):
    texts = set()
    for target in (some, some(), lambda: 1):
        try:
            function(target)
        except TypeError as error:
            texts.add(re.sub(r"'[^']*(function|function_or_method|generator)'", "'...'", str(error)))
    assert len(texts) == 1, texts
    return texts.pop()


def delete_item(target):
    del target[0]


def set_item(target):
    target[0] = 1


def get_item(target):
    return target[0]


def add(target):
    return target + 1
