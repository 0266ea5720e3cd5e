"""Boolean operators give one of their operands; conditional expressions; truth of all kinds of values."""


def conjunction(a, b):
    """
    >>> conjunction(0, 'b'), conjunction('a', 'b'), conjunction('a', []), conjunction(None, 1)
    (0, 'b', [], None)
    >>> conjunction(2**70, 0.0)
    0.0
    """
    return a and b


def disjunction(a, b):
    """
    >>> disjunction(0, 'b'), disjunction('a', 'b'), disjunction('', []), disjunction(None, None)
    ('b', 'a', [], None)
    """
    return a or b


def three(a, b, c):
    """
    >>> three(1, 0, 3), three(1, 2, 3), three(0, 0, 0)
    ((0, 1, 3), (3, 1, 2), (0, 0, 0))
    """
    return a and b and c, a or b or c, a and b or c


def negation(a):
    """
    >>> negation(0), negation([1]), negation(None), negation('')
    ((True, False), (False, True), (True, False), (True, False))
    """
    return not a, not not a


def short_circuit(log):
    """
    >>> log = []
    >>> short_circuit(log), log
    ((0, 1, True), ['a', 'b', 'c', 'd'])
    """
    def note(name, value):
        log.append(name)
        return value

    first = note('a', 0) and note('never', 1)
    second = note('b', 1) or note('never', 2)
    third = not (note('c', 1) and note('d', 0))
    return first, second, third


def conditional(test, a, b):
    """
    >>> conditional(1, 'a', 'b'), conditional([], 'a', 'b')
    ('a', 'b')
    >>> conditional(True, 1, 2.5), conditional(False, 1, 2.5)
    (1, 2.5)
    """
    return a if test else b


def nested_conditional(n):
    """
    >>> [nested_conditional(n) for n in (-5, 0, 5, 2**65, -0.5)]
    ['negative', 'zero', 'positive', 'positive', 'negative']
    """
    return 'negative' if n < 0 else 'zero' if n == 0 else 'positive'


def conditional_evaluates_one(test):
    """
    >>> conditional_evaluates_one(True)
    1
    >>> conditional_evaluates_one(False)
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    return 1 if test else 1 / 0


def branches(a, b):
    """
    >>> branches(1, 1), branches(1, 0), branches(0, 1), branches(0, 0)
    ('both', 'first', 'second', 'none')
    """
    if a and b:
        return 'both'
    elif a or b and not a:
        if not a:
            return 'second'
        return 'first'
    else:
        return 'none'


def precedence(a, b, c):
    """
    >>> precedence(1, 0, 0), precedence(0, 1, 0), precedence(0, 1, 1)
    ((1, True), (0, True), (1, True))
    """
    return a or b and c, not a == b


class Length:
    """Truth by length."""

    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


class Truth:
    """Truth by __bool__, which goes before __len__."""

    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        return self.truth

    def __len__(self):
        raise AssertionError


def truth(value):
    """
    >>> truth(Length(0)), truth(Length(2)), truth(Truth(False)), truth(Truth(True)), truth(object())
    ('false', 'true', 'false', 'true', 'true')
    >>> truth(Truth(1))
    Traceback (most recent call last):
    TypeError: __bool__ should return bool, returned int  # until 3.14
    TypeError: boolean_values.Truth.__bool__() must return a bool, not int  # from 3.15
    >>> truth(Length(-1))
    Traceback (most recent call last):
    ValueError: __len__() should return >= 0
    >>> truth(0.0), truth(-0.0), truth(float('nan')), truth(0j), truth(2**64)
    ('false', 'false', 'true', 'false', 'true')
    """
    return 'true' if value else 'false'


def default(value=None):
    """
    >>> default(), default(0), default([1])
    ([], [], [1])
    """
    return value or []


def while_with_or(a, b):
    """
    >>> while_with_or(3, 1)
    (0, 0, 3)
    """
    steps = 0
    while a or b:
        a = a and a - 1
        b = b and b - 1
        steps += 1
    return a, b, steps


def value_in_condition(text):
    """
    >>> value_in_condition('abc'), value_in_condition('')
    (['a', 'b', 'c'], 'nothing')
    """
    return text and list(text) or 'nothing'


def compared_conditions(a, b, c):
    """
    >>> compared_conditions(1, 2, 3), compared_conditions(3, 2, 1), compared_conditions(2, 2, 2)
    (True, False, True)
    """
    return (a < b and b < c) or (a == b and not (b != c))
