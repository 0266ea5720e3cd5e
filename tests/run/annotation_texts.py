"""Annotations that are kept as text may hold functions, which are never made.

>>> parameters.__annotations__ == {
...     'a': '(len(x) for x in [1])', 'b': 'lambda y: [z for z in y]', 'return': 'lambda: (len(1) for x in 2)'}
True
>>> __annotations__
{'variable': 'lambda x: lambda: len(x)'}
>>> Class.__annotations__
{'attribute': '(x for x in missing())'}
>>> in_function(2)
2
"""

from __future__ import annotations


def parameters(a: (len(x) for x in [1]), b: lambda y: [z for z in y]) -> lambda: (len(1) for x in 2):
    pass


variable: lambda x: (lambda: len(x)) = 3


class Class:
    attribute: (x for x in missing())


def in_function(value):
    result: (lambda: (len(x) for x in value)) = value
    other: [lambda: int(value)]
    return result
