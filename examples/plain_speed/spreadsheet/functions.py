"""The functions that formulas may call: each gets a list of values.

>>> call("SUM", [1, [2, 3, None], "text"])
6
"""

FUNCTIONS = {}


def function(define):
    """Make a function known by its name."""
    FUNCTIONS[define.__name__.rstrip("_").upper()] = define
    return define


def call(name, arguments):
    """Call a function; KeyError if there is none of that name."""
    return FUNCTIONS[name](*arguments)


def numbers_in(values):
    """Yield the numbers among values and in lists of them."""
    for value in values:
        if isinstance(value, list):
            yield from numbers_in(value)
        elif isinstance(value, (int, float)):
            yield value


@function
def sum_(*values):
    total = 0
    for number in numbers_in(values):
        total += number
    return total


@function
def count(*values):
    return sum(1 for _ in numbers_in(values))


@function
def average(*values):
    numbers = list(numbers_in(values))
    return sum(numbers) / len(numbers)


@function
def min_(*values):
    return min(numbers_in(values), default=0)


@function
def max_(*values):
    return max(numbers_in(values), default=0)


@function
def round_(value, digits=0):
    """Round half away from zero, as accountants do.

    >>> round_(2.345, 2), round_(-0.5), round_(1.4)
    (2.35, -1, 1)
    """
    scale = 10**digits
    scaled = int(abs(value) * scale + 0.5 + 1e-9)
    rounded = scaled / scale if digits > 0 else scaled // scale
    return -rounded if value < 0 else rounded


@function
def if_(condition, then, otherwise=0):
    return then if condition else otherwise


@function
def abs_(value):
    return abs(value)


@function
def lookup(key, keys, values):
    """Find the value beside the last of the sorted keys that is not above `key`."""
    found = None
    for candidate, value in zip(keys, values, strict=True):
        if candidate is not None and candidate <= key:
            found = value
    return found
