"""Import statements of all forms, at module level and in functions; attributes of the module itself."""

import collections.abc
import os.path as path_module
import string
from functools import partial as bind, reduce
from math import *

__all__ = ['plain']


def plain():
    """
    >>> plain()
    ('abc', 'collections', True)
    """
    return string.ascii_lowercase[:3], collections.__name__, issubclass(list, collections.abc.Sized)


def renamed():
    """
    >>> renamed()
    ('b.txt', 3, 6)
    """
    return path_module.basename('a/b.txt'), bind(int, '3')(), reduce(lambda a, b: a * b, [1, 2, 3])


def starred():
    """
    >>> starred()
    (3.0, 3.141592653589793)
    """
    return sqrt(9), pi


def local_import():
    """
    >>> local_import()
    ('[1, 2]', True)
    """
    import json
    from json import loads as parse
    return json.dumps([1, 2]), parse('true')


def local_dotted_import():
    """`import a.b` binds `a`.

    >>> local_dotted_import()
    ('xml', 'xml.dom', 'xml.dom')
    """
    import xml.dom
    import xml.dom as dom
    return xml.__name__, xml.dom.__name__, dom.__name__


def missing_module():
    """
    >>> missing_module()
    Traceback (most recent call last):
    ModuleNotFoundError: No module named 'no_such_module_anywhere'
    """
    import no_such_module_anywhere


def missing_name():
    """
    >>> missing_name()
    ("cannot import name 'no_such_name' from 'json'", 'json', True)
    """
    try:
        from json import no_such_name
    except ImportError as error:
        return str(error).split(' (')[0], error.name, error.path.endswith('__init__.py')


def optional_import():
    """
    >>> optional_import()
    'fallback'
    """
    try:
        import no_such_module_anywhere as module
    except ImportError:
        module = 'fallback'
    return module


def submodule_by_from():
    """
    >>> submodule_by_from()
    'os.path'
    """
    from os import path
    return 'os.path' if path.join('a', 'b') == 'a/b' else ''


def several_in_parentheses():
    """
    >>> several_in_parentheses()
    ('ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789')
    """
    from string import (
        ascii_uppercase,
        digits,
    )
    return ascii_uppercase, digits


def global_import():
    """
    >>> global_import()
    True
    >>> uses_global_import('if')
    True
    """
    global keyword
    import keyword
    return 'keyword' in globals()


def uses_global_import(word):
    """Use the name that global_import() has bound."""
    return keyword.iskeyword(word)


def future_import():
    """
    >>> future_import()
    True
    """
    import __future__
    return __future__.annotations.compiler_flag > 0


def relative_import():
    """A relative import needs a package.

    >>> relative_import()
    'ImportError'
    """
    try:
        from . import sibling
    except ImportError as error:
        return type(error).__name__


def module_attributes():
    """
    >>> module_attributes()
    ('imports', True, True, '', ['plain'])
    """
    return __name__, __doc__.startswith('Import statements'), 'imports' in __file__, __package__, __all__


def own_module():
    """
    >>> own_module()
    True
    """
    import imports
    return imports.own_module is own_module


def spec():
    """
    >>> spec()
    ('imports', True)
    """
    return __spec__.name, __spec__.origin == __file__


def import_hook_is_used():
    """
    >>> import_hook_is_used()
    ['string']
    """
    import builtins
    seen = []
    original = builtins.__import__

    def hook(name, *arguments, **named):
        seen.append(name)
        return original(name, *arguments, **named)
    builtins.__import__ = hook
    try:
        import string
    finally:
        builtins.__import__ = original
    return seen


def import_hook_gets():
    """Whether the hook gets a dict of locals: not from a function.

    >>> import_hook_gets()
    [('imports', False, (), 0), ('imports', False, ('digits',), 0), ('imports', False, (), 0)]
    """
    import builtins
    seen = []
    original = builtins.__import__

    def hook(name, globals=None, locals=None, fromlist=(), level=0):
        seen.append((globals["__name__"], locals is not None, fromlist or (), level))
        return original(name, globals, locals, fromlist, level)
    builtins.__import__ = hook
    try:
        import string
        from string import digits
        import os.path as path
    finally:
        builtins.__import__ = original
    return seen
