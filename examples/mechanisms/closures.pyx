"""Closures: an inner function that rebinds its outer variable."""


def make_counter(start=0):
    """Return two functions that share one variable.

    >>> count, peek = make_counter(5)
    >>> count(), count(2), peek()
    (6, 8, 8)
    >>> other, _ = make_counter()
    >>> other(), peek()
    (1, 8)
    >>> count.__name__, count.__qualname__
    ('count', 'make_counter.<locals>.count')
    >>> count.__closure__[0].cell_contents
    8
    """
    total = start

    def count(step=1):
        nonlocal total
        total += step
        return total

    def peek():
        return total

    return count, peek


def compose(*functions):
    """Return a function that calls all functions in turn.

    >>> compose(abs, lambda value: value + 1, str)(-3)
    '4'
    """
    def composed(value):
        for function in functions:
            value = function(value)
        return value
    return composed


def late():
    """Return what happens when an inner function runs before its variable is set.

    >>> late()
    ('NameError', True)
    """
    def inner():
        return value
    try:
        inner()
    except NameError as error:
        result = type(error).__name__, "free variable 'value'" in str(error)
    value = 1
    return result
