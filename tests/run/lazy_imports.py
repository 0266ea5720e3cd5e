# python: 3.15
"""Lazy imports (PEP 810): what they bind is loaded when it is first used.

>>> kinds("wave", "paths", "xml", "ONE_THIRD", "sixth", "missing_module", "missing_name")
['lazy_import', 'lazy_import', 'lazy_import', 'lazy_import', 'lazy_import', 'lazy_import', 'lazy_import']
>>> use_wave(), kinds("wave")
('wave', ['module'])
>>> use_paths(), kinds("paths", "ONE_THIRD", "sixth")
(('b', True), ['module', 'float', 'float'])
>>> "xml.dom" in sys.modules, use_xml(), "xml.dom" in sys.modules, kinds("xml")
(False, 'xml.dom', True, ['module'])
>>> missing_module_is_used()
("No module named 'no_such_module'", 'ModuleNotFoundError', 'ImportError')
>>> missing_module_is_used()[1]
'ModuleNotFoundError'
>>> missing_name_is_used()
("cannot import name 'no_such_name' from 'string'", 'ImportError', 'ImportError')
>>> kinds("shelve", "header", "popped", "again", "plain")
['lazy_import', 'module', 'lazy_import', 'module', 'module']
>>> use_popped(), kinds("popped"), in_function()
('x', ['function'], 'shelve')
>>> lazy, kinds("rebound"), read_rebound(), kinds("rebound")
(3, ['lazy_import'], 'module', ['module'])
"""

import sys
import string as plain

lazy import wave
lazy import os.path as paths, xml.dom
lazy from colorsys import ONE_THIRD, ONE_SIXTH as sixth
lazy import no_such_module as missing_module
lazy from string import (
    no_such_name as missing_name
)

__lazy_modules__ = ["shelve", "email", "email.header", "reprlib", "urllib.parse"]

import shelve
from urllib.parse import quote as popped

try:
    import email.header as header
except ImportError:
    pass
with open(__file__, "rb"):
    import string as again

lazy = 3
rebound = None


def read_rebound():
    return type(rebound).__name__


read_rebound()
read_rebound()
lazy import reprlib as rebound


def kinds(*names):
    """Reading a module's dict loads nothing."""
    return [type(globals()[name]).__name__ for name in names]


def use_wave():
    return wave.__name__


def use_paths():
    return paths.basename("a/b"), ONE_THIRD > sixth


def use_xml():
    return xml.dom.__name__


def error_of(function):
    try:
        function()
    except ImportError as error:
        return str(error).partition(' (')[0], type(error).__name__, type(error.__cause__).__name__


def missing_module_is_used():
    return error_of(lambda: missing_module.name)


def missing_name_is_used():
    return error_of(lambda: missing_name)


def use_popped():
    return popped("x")


def in_function():
    import shelve

    return shelve.__name__
