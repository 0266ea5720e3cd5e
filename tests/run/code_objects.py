"""Code objects say of a function what CPython's say: variables, cells, names that it looks up.

>>> variables(plain)
(('a', 'b', 'k', 'args', 'kw', 'x', 'each', 'y'), (), ())
>>> plain.__code__.co_names
('GLOBAL', 'Thing', 'attribute', 'inner', 'len', 'print', 'new')
>>> code = plain.__code__
>>> code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals
(2, 0, 1, 8)
>>> inner = cells(1, 2)
>>> variables(cells)
(('zeta', 'alpha', 'inner'), ('zeta', 'alpha', 'beta', 'mid'), ())  # from 3.11
(('zeta', 'alpha', 'inner'), ('alpha', 'beta', 'mid', 'zeta'), ())  # until 3.10
>>> variables(inner)
(('argument', 'innermost'), ('argument',), ('alpha', 'beta', 'mid', 'zeta'))
>>> variables(inner(5)[1])
((), (), ('alpha', 'argument', 'beta', 'zeta'))

A closure has its cells in the order of these names.

>>> [cell.cell_contents for cell in inner.__closure__]
[2, 'beta', 'mid', 1]
>>> [cell.cell_contents for cell in inner(5)[1].__closure__]
[2, 5, 'beta', 1]
>>> variables(Class.method), variables(Class(1).closure())
((('self',), (), ('__class__',)), ((), (), ('Upper', '__class__', 'lower', 'self')))
>>> names_of_closure(Class(1).closure())
[('Upper', 1), ('__class__', 'Class'), ('lower', 2), ('self', 'Class')]
>>> Class.method.__code__.co_names, Class.calls.__code__.co_names
(('first', 'second'), ('super', 'method', '_Class__private'))
>>> lambda_.__code__.co_names, lambda_.__code__.co_varnames
(('GLOBAL', 'upper'), ('v', 'w'))
>>> imports.__code__.co_names, imports.__code__.co_varnames
(('os.path', 'path', 'sys', 'argv', '', 'x', 'collections'), ('p', 'a', 'y', 'collections', 'done'))
>>> stores.__code__.co_names
('value', 'attribute', 'other', 'STORED', 'GLOBAL')
>>> generator_code.co_names, generator_code.co_varnames, generator_code.co_freevars
(('GLOBAL', 'len'), ('.0', 'i', 'j'), ('k',))
>>> handlers.__code__.co_names
('GLOBAL', 'ValueError', 'KeyError', 'Thing', 'print')

Names of comprehensions that belong to the function.

>>> comprehension.__code__.co_names
('sorted', 'range', 'GLOBAL', 'len')  # from 3.12
('sorted', 'range')  # until 3.11
>>> [bool(flags(each) & inspect.CO_NESTED) for each in (plain, inner, Class.method)]
[False, True, False]
>>> [bool(flags(each) & 0x8000000) for each in (plain, inner, Class.method)]
[False, False, True]  # from 3.14
[False, False, False]  # until 3.13
>>> type(plain.__code__.co_consts), plain.__code__.co_stacksize > 0
(<class 'tuple'>, True)
>>> inspect.getclosurevars(plain).builtins == {"len": len, "print": print}  # until 3.12
True  # until 3.12
"""

import inspect

GLOBAL = 1


class Thing:
    attribute = 3


def variables(function):
    code = function.__code__
    return code.co_varnames, code.co_cellvars, code.co_freevars


def flags(function):
    return function.__code__.co_flags


def plain(a, b=2, *args, k=3, **kw):
    x = a + b + GLOBAL
    for each in Thing.attribute.inner:
        x += len(args)
    y: int = x
    print(x.new, y)
    return "text", 2.5, kw


def cells(zeta, alpha):
    mid = "mid"
    beta = "beta"

    def inner(argument):
        def innermost():
            return zeta, alpha, beta, argument

        return zeta + alpha + len(mid) + len(beta), innermost

    return inner


def names_of_closure(function):
    contents = [cell.cell_contents for cell in function.__closure__]
    shown = [
        each if isinstance(each, int) else getattr(each, "__name__", type(each).__name__)
        for each in contents
    ]
    return list(zip(function.__code__.co_freevars, shown))


class Class:
    def __init__(self, value):
        self.value = value

    def method(self):
        return __class__, self.first.second

    def calls(self):
        return super().method(), self.__private

    def closure(self):
        Upper = 1
        lower = 2
        return lambda: (lower, Upper, __class__, self)


lambda_ = lambda v, w=1: v + GLOBAL.upper


def imports():
    import os.path as p
    from sys import argv as a
    from . import x as y
    import collections

    done = 1
    return p, a, y, collections, done


def stores(argument):
    global STORED, GLOBAL
    argument.attribute = argument.value
    argument.other += 1
    STORED = 2
    del GLOBAL


def handlers():
    try:
        GLOBAL
    except (ValueError, KeyError):
        pass
    with Thing() as thing:
        print(thing)


def comprehension(n):
    return sorted([GLOBAL + len(i) for i in range(n)])


def make_generator(k):
    return (i + j + k for i in [1] for j in GLOBAL if len(i))


generator_code = make_generator(1).gi_code
