"""Comparisons: chains, identity, membership, rich comparison methods and their results."""


def all_six(a, b):
    """
    >>> all_six(1, 2)
    (True, True, False, True, False, False)
    >>> all_six(2**63, 2**63)
    (False, True, True, False, False, True)
    >>> all_six('a', 'b')
    (True, True, False, True, False, False)
    >>> all_six((1, 2), (1, 2, 0))
    (True, True, False, True, False, False)
    >>> all_six(True, 1)
    (False, True, True, False, False, True)
    >>> all_six(1, 'a')
    Traceback (most recent call last):
    TypeError: '<' not supported between instances of 'int' and 'str'
    """
    return a < b, a <= b, a == b, a != b, a > b, a >= b


def equal_across_types(a, b):
    """
    >>> equal_across_types(1, '1'), equal_across_types(None, 0), equal_across_types(1, 1.0)
    (False, False, True)
    """
    return a == b


def chain(a, b, c):
    """
    >>> chain(1, 2, 3), chain(1, 1, 3), chain(3, 2, 1)
    (True, False, False)
    >>> chain(2, 1, 'x')
    False
    """
    return a < b < c


def chain_evaluates_once(log):
    """The middle is evaluated once, the last not at all after a false comparison.

    >>> log = []
    >>> chain_evaluates_once(log), log
    ((True, False), [1, 2, 3, 5, 4])
    """
    def note(value):
        log.append(value)
        return value

    return note(1) < note(2) < note(3), note(5) < note(4) < note(9)


def long_chain(a):
    """
    >>> long_chain(3), long_chain(5), long_chain(0)
    (True, False, False)
    """
    return 0 < a <= 3 != 4 in (4, 5)


def chain_value(a, b, c):
    """A chain gives the value of the comparison that decided.

    >>> chain_value(Answer('yes'), Answer('no'), 1)
    'second'
    >>> chain_value(Answer(''), Answer('no'), 1)
    ''
    """
    return a < b < c


class Answer:
    """Comparisons give a chosen object."""

    def __init__(self, text):
        self.text = text

    def __lt__(self, other):
        return 'second' if other == 1 else self.text


def identity(a, b):
    """
    >>> identity(None, None), identity([], [])
    ((True, False), (False, True))
    """
    return a is b, a is not b


def none_checks(value):
    """
    >>> none_checks(None), none_checks(0)
    ('none', 'some')
    """
    if value is None:
        return 'none'
    if value is not None:
        return 'some'
    return 'impossible'


def member(item, container):
    """
    >>> member(2, [1, 2]), member(3, (1, 2)), member('a', {'a': 1}), member('b', {'a'})
    (True, False, True, False)
    >>> member('ell', 'hello'), member('', 'x')
    (True, True)
    >>> member(3, range(0, 10, 2))
    False
    >>> member(1, iter([1, 2]))
    True
    >>> member(1, 2)
    Traceback (most recent call last):
    TypeError: argument of type 'int' is not iterable  # until 3.13
    TypeError: argument of type 'int' is not a container or iterable  # from 3.14
    >>> member(1, 'x')
    Traceback (most recent call last):
    TypeError: 'in <string>' requires string as left operand, not int
    >>> member([], {1})
    Traceback (most recent call last):
    TypeError: unhashable type: 'list'  # until 3.13
    TypeError: cannot use 'list' as a set element (unhashable type: 'list')  # from 3.14
    """
    return item in container


def not_member(item, container):
    """
    >>> not_member(2, [1, 2]), not_member(3, [1, 2])
    (False, True)
    """
    return item not in container


def member_of_display(item):
    """
    >>> [member_of_display(item) for item in (1, 'two', None, 2.0, 4)]
    [True, True, True, False, False]
    """
    return item in (1, 'two', None)


def vowel(letter):
    """
    >>> vowel('a'), vowel('b'), vowel('ae'), vowel('')
    (True, False, True, True)
    """
    return letter in 'aeiou'


class Temperature:
    """Comparable with its own kind and numbers."""

    def __init__(self, degrees):
        self.degrees = degrees

    def __eq__(self, other):
        if isinstance(other, Temperature):
            return self.degrees == other.degrees
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, Temperature):
            return self.degrees < other.degrees
        if isinstance(other, int):
            return self.degrees < other
        return NotImplemented


def user_comparison(a, b):
    """
    >>> user_comparison(Temperature(1), Temperature(2))
    (True, False, True, False)
    >>> user_comparison(Temperature(5), 3)
    Traceback (most recent call last):
    TypeError: '>' not supported between instances of 'Temperature' and 'int'
    """
    return a < b, a == b, a != b, a > b


def reflected(a, b):
    """An int does not know Temperature: its reflected method is asked.

    >>> reflected(3, Temperature(1)), reflected(0, Temperature(1))
    (True, False)
    """
    return a > b


def unhashable():
    """A class with __eq__ and without __hash__ cannot be hashed.

    >>> unhashable()
    Traceback (most recent call last):
    TypeError: unhashable type: 'Temperature'  # until 3.13
    TypeError: cannot use 'comparisons.Temperature' as a set element (unhashable type: 'Temperature')  # from 3.14
    """
    return {Temperature(1)}


def container_finds_identical(value):
    """`in` compares by identity first.

    >>> container_finds_identical(float('nan'))
    (True, False)
    """
    return value in [value], value == value


def sort_mixed(values):
    """
    >>> sort_mixed([3, 1.5, 2, True])
    [True, 1.5, 2, 3]
    >>> sort_mixed([1, 'a'])
    Traceback (most recent call last):
    TypeError: '<' not supported between instances of 'str' and 'int'
    """
    return sorted(values)


def largest(values):
    """
    >>> largest([3, 2**70, 5.5]) == 2**70
    True
    >>> largest(['b', 'a'])
    'b'
    """
    best = values[0]
    for value in values:
        if value > best:
            best = value
    return best


def error_in_comparison(value):
    """
    >>> error_in_comparison(Broken())
    Traceback (most recent call last):
    RuntimeError: cannot compare
    """
    if value == 1:
        return True
    return False


class Broken:
    """Cannot be compared."""

    def __eq__(self, other):
        raise RuntimeError('cannot compare')
