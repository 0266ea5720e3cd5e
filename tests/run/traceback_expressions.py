"""The lines that CPython names where a comprehension or condition of several lines fails.

Each docstring is the expression of its function; what the running CPython says of it is expected.

>>> [function.__name__ for function in FUNCTIONS if lines_of(function) != plain_lines(function)]
[]
>>> lines_of(statement_condition) == ([1] if since(12) else [0])
True
>>> lines_of(assertion) == ([1] if since(12) else [0])
True
>>> lines_of(range_loop)
[1]
"""

import sys

FUNCTIONS = []


class Bad:
    def __init__(self, name):
        self.name = name

    def __iter__(self):
        if self.name == 'iter':
            raise ValueError
        return self

    def __next__(self):
        raise ValueError

    def __bool__(self):
        raise ValueError


def since(minor):
    return sys.version_info >= (3, minor)


def register(function):
    FUNCTIONS.append(function)
    return function


def lines(function, name, first):
    """The lines of all codes of the function, from its expression on, and their names."""
    try:
        function(Bad(name), 1)
    except Exception as error:
        found, entry = [type(error)], error.__traceback__.tb_next
    while entry is not None:
        if entry.tb_frame.f_code.co_name not in ('__iter__', '__next__', '__bool__'):
            found.append(entry.tb_lineno - first)
        entry = entry.tb_next
    return found


def lines_of(function):
    if not function.__doc__:
        return lines(function, 'iter', function.__code__.co_firstlineno + 1)[1:]
    decorators = 1
    first = function.__code__.co_firstlineno + decorators + 1 + len(function.__doc__.splitlines())
    return [lines(function, name, first) for name in ('iter', 'next')]


def plain_lines(function):
    plain = eval(f'lambda bad, good: {function.__doc__}', {})
    return [lines(plain, name, 1) for name in ('iter', 'next')]


def statement_condition(bad, good):
    if (good and
            bad):
        return 1


def assertion(bad, good):
    assert (good and
            bad)


def range_loop(bad, good):
    for x in \
            range(
                bad):
        pass


@register
def first_iterable(bad, good):
    """[0 and
    x
    for x
    in
    bad]"""
    return [0 and
    x
    for x
    in
    bad]


@register
def second_iterable(bad, good):
    """[0 and
    x
    for x in
    (1,
    2)
    for
    y in
    bad]"""
    return [0 and
    x
    for x in
    (1,
    2)
    for
    y in
    bad]


@register
def condition(bad, good):
    """[0 and
    x
    for x in
    (1,
    2)
    if
    bad]"""
    return [0 and
    x
    for x in
    (1,
    2)
    if
    bad]


@register
def second_condition(bad, good):
    """[0
    for x in
    [2]
    if x
    if bad]"""
    return [0
    for x in
    [2]
    if x
    if bad]


@register
def target(bad, good):
    """{0
    for (
    x,
    y)
    in
    (bad,)}"""
    return {0
    for (
    x,
    y)
    in
    (bad,)}


@register
def dict_iterable(bad, good):
    """{0 and
    x:
    1
    for x
    in
    bad}"""
    return {0 and
    x:
    1
    for x
    in
    bad}


@register
def generator_iterable(bad, good):
    """list(0 and
    x
    for x
    in
    bad)"""
    return list(0 and
    x
    for x
    in
    bad)


@register
def generator_in_parentheses(bad, good):
    """next((
    x
    for x
    in
    bad))"""
    return next((
    x
    for x
    in
    bad))


@register
def second_generator_iterable(bad, good):
    """list(0 and
    x
    for y in (1, 2)
    for x
    in
    bad)"""
    return list(0 and
    x
    for y in (1, 2)
    for x
    in
    bad)


@register
def element(bad, good):
    """[0,
    [
    x.y
    for x in
    (bad,)]]"""
    return [0,
    [
    x.y
    for x in
    (bad,)]]


@register
def range_call(bad, good):
    """[0
    for x
    in range(
    bad)]"""
    return [0
    for x
    in range(
    bad)]


@register
def unhashable(bad, good):
    """{
    tuple([[], x])
    for x in
    (1,)
    }"""
    return {
    tuple([[], x])
    for x in
    (1,)
    }


@register
def unhashable_key(bad, good):
    """{
    1: 2, **{
    tuple([[], x]): 3
    for x in
    (1,)
    }}"""
    return {
    1: 2, **{
    tuple([[], x]): 3
    for x in
    (1,)
    }}


@register
def conditional(bad, good):
    """(1 if
    good
    and
    bad
    else 2)"""
    return (1 if
    good
    and
    bad
    else 2)


@register
def negated_condition(bad, good):
    """(1 if (
    not
    bad)
    else 2)"""
    return (1 if (
    not
    bad)
    else 2)


@register
def value(bad, good):
    """(good and
    bad and
    good)"""
    return (good and
    bad and
    good)


@register
def negated_value(bad, good):
    """(1,
    not (good and
    bad))"""
    return (1,
    not (good and
    bad))


@register
def lone_iterable(bad, good):
    """len(*bad,
    y=
    missing)"""
    return len(*bad,
    y=
    missing)
