"""How often nested boolean operators test an operand: as the running CPython does.

Up to 3.11 and from 3.14 on its jumps are threaded, so that an operand which decides the inner and the
outer operator is tested once; in 3.10 and 3.11 only if both operators start in one line. Conditions of
statements are tested once in all versions. Each docstring is the expression of its function.

>>> [function.__name__ for function in FUNCTIONS if tests_of(function) != tests_of(plain(function))]
[]
"""

import itertools

log = []
FUNCTIONS = []


class Operand:
    """Notes when it is tested."""

    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        log.append(self.name)
        return self.truth

    def __lt__(self, other):
        return Operand(self.name + other.name, self.truth)


def register(function):
    FUNCTIONS.append(function)
    return function


def plain(function):
    """The same function, run by the interpreter."""
    return eval(f'lambda a, b, c, d: ({function.__doc__})', {})


def tests_of(function):
    """Which operands it tests and what it gives, for all truth values."""
    told = []
    for truths in itertools.product([False, True], repeat=4):
        log.clear()
        value = function(*map(Operand, 'abcd', truths))
        told.append((''.join(log), getattr(value, 'name', value)))
    return told


@register
def both_and(a, b, c, d):
    """(a and b) and c"""
    return (a and b) and c


@register
def and_in_or(a, b, c, d):
    """(a and b) or c"""
    return (a and b) or c


@register
def or_in_and(a, b, c, d):
    """(a or b) and c"""
    return (a or b) and c


@register
def both_or(a, b, c, d):
    """(a or b) or c"""
    return (a or b) or c


@register
def in_the_middle(a, b, c, d):
    """c and (a or b) and d"""
    return c and (a or b) and d


@register
def in_another_line(a, b, c, d):
    """c and (
        a or b) and d"""
    return c and (
        a or b) and d


@register
def first_in_another_line(a, b, c, d):
    """(
        a or b) and d"""
    return (
        a or b) and d


@register
def three_deep(a, b, c, d):
    """((a and b) or c) and d"""
    return ((a and b) or c) and d


@register
def three_deep_or(a, b, c, d):
    """((a or b) and c) or d"""
    return ((a or b) and c) or d


@register
def last(a, b, c, d):
    """(c or (a and b)) and d"""
    return (c or (a and b)) and d


@register
def last_in_another_line(a, b, c, d):
    """(c or (
        a and b)) and d"""
    return (c or (
        a and b)) and d


@register
def in_body(a, b, c, d):
    """((a and b) if d else c) and d"""
    return ((a and b) if d else c) and d


@register
def in_orelse(a, b, c, d):
    """(c if d else (a and b)) and d"""
    return (c if d else (a and b)) and d


@register
def in_inner_orelse(a, b, c, d):
    """(c if d else (b if a else (a or b))) or d"""
    return (c if d else (b if a else (a or b))) or d


@register
def negated(a, b, c, d):
    """not (a and b)"""
    return not (a and b)


@register
def negated_twice(a, b, c, d):
    """not not (a or b)"""
    return not not (a or b)


@register
def negated_operand(a, b, c, d):
    """(not (a and b)) and c"""
    return (not (a and b)) and c


@register
def converted(a, b, c, d):
    """bool(a and b)"""
    return bool(a and b)


@register
def chained(a, b, c, d):
    """not (a < b < c)"""
    return not (a < b < c)


@register
def chain_as_operand(a, b, c, d):
    """(a < b < c) and d"""
    return (a < b < c) and d


@register
def tested(a, b, c, d):
    """c if (a and b) or c else d"""
    return c if (a and b) or c else d


@register
def conditional_tested(a, b, c, d):
    """c if ((a and b) if d else c) else d"""
    return c if ((a and b) if d else c) else d


@register
def conditional_tested_last(a, b, c, d):
    """c if (d if c else (a or b)) else d"""
    return c if (d if c else (a or b)) else d


@register
def named(a, b, c, d):
    """(x := (a and b)) and x"""
    return (x := (a and b)) and x


def discarded(a, b, c):
    """
    >>> log.clear()
    >>> discarded(Operand('a', False), Operand('b', False), Operand('c', False)), log.count('a')
    (None, 1)
    """
    if (a and b) and c:
        return a
    while (b or c) and a:
        return b
