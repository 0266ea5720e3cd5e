"""Tuples that are taken apart where they are made.

>>> ordered(1, 2), ordered(2, 1)
((1, 2), (1, 2))
>>> nested(True, 1, 2, 3), nested(False, 1, 2, 3)
((1, 2, 3), (3, 2, 1))
"""


def ordered(a, b):
    x, y = (a, b) if a < b else (b, a)
    return x, y


def nested(flag, a, b, c):
    (x, y), z = ((a, b), c) if flag else ((c, b), a)
    return x, y, z


def of_other_lengths(flag, a):
    """
    >>> of_other_lengths(True, 1)
    (1, 2)
    >>> of_other_lengths(False, 1)
    Traceback (most recent call last):
    ValueError: too many values to unpack (expected 2)  # until 3.13
    ValueError: too many values to unpack (expected 2, got 3)  # from 3.14
    """
    x, y = (a, 2) if flag else (a, 2, 3)
    return x, y


def of_other_kinds(flag, other):
    """
    >>> of_other_kinds(True, "ab"), of_other_kinds(False, "ab"), of_other_kinds(False, [3, 4])
    ((1, 2), ('a', 'b'), (3, 4))
    """
    x, y = (1, 2) if flag else other
    return x, y


def one_of(a, b, i):
    """
    >>> one_of(1, 2, 0), one_of(1, 2, -1)
    ((1, 2, 2, 2), (2, 2, 2, 2))
    >>> one_of(1, 2, 2)
    Traceback (most recent call last):
    IndexError: tuple index out of range
    """
    return (a, b)[i], (a, b)[1], (a, b)[-1], len((a, b))


def out_of_range(a, b):
    """
    >>> out_of_range(1, 2)
    Traceback (most recent call last):
    IndexError: tuple index out of range
    """
    return (a, b)[2]  # noqa: PLE0643


def around_a_loop(n):
    """
    >>> around_a_loop(10)
    (55, 89)
    """
    a, b = 0, 1
    for i in range(n):
        a, b = (b, a + b) if i >= 0 else (a, b)
    return a, b


def kept(n):
    """
    >>> first, second = kept(3)
    >>> first is second, first
    (True, (3, 3))
    """
    pair = (n, n)
    x, y = pair
    return pair, pair if x is y else None


class Noisy:
    def __init__(self, name, log):
        self.name = name
        self.log = log

    def __del__(self):
        self.log.append(self.name)


def when_parts_go(flag):
    """
    >>> when_parts_go(True), when_parts_go(False)
    (['first', 'then', 'second'], ['first', 'then', 'second'])
    """
    log = []
    x, y = (
        (Noisy("first", log), Noisy("second", log))
        if flag
        else (Noisy("first", log), Noisy("second", log))
    )
    x = None
    log.append("then")
    y = None
    return log if x is y else None


def errors(flag, a):
    """
    >>> errors(True, 1)
    (1, 2)
    >>> errors(False, 1)
    'ZeroDivisionError'
    """
    try:
        x, y = (a, 2) if flag else (a, a // 0)
    except ZeroDivisionError as error:
        return type(error).__name__
    return x, y
