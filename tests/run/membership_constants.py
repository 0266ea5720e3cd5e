"""Membership in a display of constants, which the compiler makes once.

>>> [in_set(value) for value in (1, 1.0, True, "one", (2, -3.0), -1, None, 2, "two")]
[True, True, True, True, True, True, True, False, False]
>>> [in_list(value) for value in (0, 0.0, False, "x", b"x", None)]
[True, True, True, True, True, False]
>>> in_list(Equal())
True
>>> in_set([])
Traceback (most recent call last):
    ...
TypeError: unhashable type: 'list'  # until 3.13
TypeError: cannot use 'list' as a set element (unhashable type: 'list')  # from 3.14
>>> in_set({1})
False
>>> [in_nothing(value) for value in (None, 1)]
[(False, True), (False, True)]
>>> chained(1), chained(3)
(True, False)
>>> chained_list(2)
Traceback (most recent call last):
    ...
TypeError: argument of type 'int' is not iterable  # until 3.13
TypeError: argument of type 'int' is not a container or iterable  # from 3.14
>>> mixed(1), mixed(5)
(True, False)
>>> [nan_member() for _ in range(2)]
[False, False]
>>> kept() is kept()
False
"""


class Equal:
    """Is equal to everything."""

    def __eq__(self, other):
        return True

    __hash__ = None


def in_set(value):
    return value in {1, "one", (2, -3.0), -1, None}


def in_list(value):
    return not value not in [0, "x", b"x", (), -0.5]


def in_nothing(value):
    return value in [], value not in []


def chained(value):
    return value in {1, 2} != {3}


def chained_list(value):
    return value in [1, 2] in value


def mixed(value):
    return value in [1, 2, int("3")]


def nan_member():
    return float("nan") in {0.0, 1e300 * 1e10 - 1e300 * 1e10}


def kept():
    return [1, 2]
