"""What exec, eval and compile are given in a module has its `from __future__` flags."""
from __future__ import annotations

import __future__

FLAG = __future__.annotations.compiler_flag
SOURCE = 'def made(x: int): pass'


def kind_of(names):
    return type(names['made'].__annotations__['x']).__name__


executed = {}
exec(SOURCE, executed)
evaluated = eval('lambda: 1', {})
compiled = compile(SOURCE, 'm', 'exec')


def body():
    """
    >>> body()
    ('str', True, True)
    """
    return kind_of(executed), has_flag(evaluated.__code__), has_flag(compiled)


def has_flag(code):
    return code.co_flags & FLAG == FLAG


def function():
    """
    >>> function()
    ('str', True, True)
    """
    names = {}
    exec(SOURCE, names)
    return (kind_of(names), has_flag(eval('lambda: 1', {}).__code__),
            has_flag(compile(SOURCE, 'm', 'exec')))


def not_inherited():
    """
    >>> not_inherited()
    False
    """
    return has_flag(compile(SOURCE, 'm', 'exec', 0, True))


def inside():
    """In whatever code a function is made of.

    >>> inside()
    [True, True, True, True, True, True]
    """
    class Inner:
        of_body = has_flag(compile(SOURCE, 'm', 'exec'))

        def method(self):
            return has_flag(compile(SOURCE, 'm', 'exec'))

    def generator():
        yield has_flag(compile(SOURCE, 'm', 'exec'))

    shown = lambda: has_flag(compile(SOURCE, 'm', 'exec'))
    return [Inner.of_body, Inner().method(), *generator(), shown(),
            *[has_flag(compile(SOURCE, 'm', 'exec')) for i in range(1)],
            *(has_flag(compile(SOURCE, 'm', 'exec')) for i in range(1))]


def described():
    """The functions' own code objects have them too.

    >>> described()
    (True, True)
    """
    return has_flag(described.__code__), has_flag((lambda: 1).__code__)
