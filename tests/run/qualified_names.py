"""Qualified names of what is defined inside comprehensions and generator expressions: from Python
3.12 on a comprehension is part of the code around it.

>>> in_generator_expression()
'in_generator_expression.<locals>.<genexpr>.<lambda>'
>>> in_comprehension() == "in_comprehension.<locals>." + inner("<listcomp>.") + "<lambda>"
True
>>> nested() == "nested.<locals>." + inner("<dictcomp>.<setcomp>.") + "<lambda>"
True
>>> generator_in_comprehension() == (
...     "generator_in_comprehension.<locals>." + inner("<listcomp>.") + "<genexpr>")
True
>>> first_iterable()
'first_iterable.<locals>.<lambda>'
>>> in_lambda()
'in_lambda.<locals>.<lambda>.<locals>.<lambda>'
>>> Holder.names == ["Holder." + inner("<listcomp>.") + "<lambda>", "Holder.<genexpr>.<lambda>"]
True
>>> names == [inner("<listcomp>.") + "<lambda>", "<genexpr>.<lambda>"]
True
"""

import sys


def inner(name):
    return "" if sys.version_info >= (3, 12) else name


def in_generator_expression():
    return next((lambda: x) for x in (1,)).__qualname__


def in_comprehension():
    return [(lambda: x) for x in (1,)][0].__qualname__


def nested():
    return {y: {(lambda: x) for x in (1,)} for y in (1,)}[1].pop().__qualname__


def generator_in_comprehension():
    return [(x for x in (1,)) for y in (1,)][0].__qualname__


def first_iterable():
    return [x for x in [lambda: 1]][0].__qualname__


def in_lambda():
    return (lambda: (lambda: 1))().__qualname__


class Holder:
    names = [
        [(lambda: x) for x in (1,)][0].__qualname__,
        next((lambda: x) for x in (1,)).__qualname__,
    ]


names = [
    [(lambda: x) for x in (1,)][0].__qualname__,
    next((lambda: x) for x in (1,)).__qualname__,
]
