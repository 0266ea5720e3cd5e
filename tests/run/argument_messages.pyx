"""What is said of wrong arguments in Cython's language, and of None in the place of a container."""


def three(a, b, c):
    """What is given counts up to the first argument that is missing.

    >>> three(a=1, b=2)
    Traceback (most recent call last):
    TypeError: three() takes exactly 3 positional arguments (2 given)
    >>> three(b=2, c=2)
    Traceback (most recent call last):
    TypeError: three() takes exactly 3 positional arguments (0 given)
    >>> three(1, c=2)
    Traceback (most recent call last):
    TypeError: three() takes exactly 3 positional arguments (1 given)
    >>> three(1, 2, 3, 4)
    Traceback (most recent call last):
    TypeError: three() takes exactly 3 positional arguments (4 given)
    """


def positional(a, b, /, c=1):
    """
    >>> positional(1, 2, a=2)
    Traceback (most recent call last):
    TypeError: positional() got an unexpected keyword argument 'a'
    >>> positional(1, b=2, c=3)
    Traceback (most recent call last):
    TypeError: positional() takes at least 2 positional arguments (1 given)
    >>> positional(1, 2, 3, c=4)
    Traceback (most recent call last):
    TypeError: positional() got multiple values for keyword argument 'c'
    """


def by_position(a, b, /):
    """
    >>> by_position(a=1, b=2)
    Traceback (most recent call last):
    TypeError: by_position() got an unexpected keyword argument 'a'
    """


def one(a, /):
    """
    >>> one(1, a=1)
    Traceback (most recent call last):
    TypeError: one() takes no keyword arguments
    """


def contained(x, dict names, set items, frozenset frozen, list values):
    """
    >>> contained(1, {1: 1}, {2}, frozenset({1}), [1])
    (True, False, True, True)
    >>> contained(1, None, {2}, frozenset({1}), [1])
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    >>> contained(1, {}, None, frozenset({1}), [1])
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    >>> contained(1, {}, {2}, None, [1])
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    """
    return x in names, x in items, x in frozen, x not in [2] and x in values


def power():
    """
    >>> power()
    (0.125, 0.1, 8)
    """
    return 2 ** -3, 10 ** (1 - 2), 2 ** 3
