# cython: language_level=2
"""exec(code) in scope is Python 2's statement, as exec code in scope is.

>>> scope = {}
>>> run_in(scope)
>>> scope['a'], scope['b']
(1, 2)
>>> other = {'a': 5}
>>> run_in_two(scope, other)
>>> other
{'a': 5, 'c': 7}
>>> is_in([3], 3)
True
"""


def run_in(scope):
    exec("a = 1") in scope
    exec ("b = a + 1") in scope


def run_in_two(scope, other):
    exec("c = a + b") in scope, other


def is_in(values, value):
    return bool(value) and value in values
