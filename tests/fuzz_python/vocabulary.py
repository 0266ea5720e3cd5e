"""The words that generate.py picks from, and the head of every module."""

HEAD = """\
import sys
from probes import Custom, Entries, Manager, Probe, Watched, boom, decorate, decorate_with, drain
from probes import Step, Steps, Waiting, drive, drive_each, each_steady, end, failing, note
from probes import show, spy, steady, tell

FUNCTIONS = []
g0, g1, g2 = 0, "one", [2]


def register(function):
    FUNCTIONS.append(function)
    return function


def helper(x, y=2):
    note("helper", x is None, y)
    return x if y else y


def countdown(n):
    note("countdown", n)
    return 0 if n <= 0 else 1 + countdown(n - 1)

"""
BINARY = ["+", "-", "*", "/", "//", "%", "&", "|", "^", "<<", ">>", "@"]
COMPARE = ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not"]
EXCEPTIONS = [
    "ValueError",
    "KeyError",
    "TypeError",
    "Custom",
    "Exception",
    "IndexError",
    "(KeyError, TypeError)",
    "ArithmeticError",
    "NameError",
    "AttributeError",
    "LookupError",
]
RAISED = [
    "ValueError",
    "KeyError",
    "TypeError",
    "Custom",
    "IndexError",
    "StopIteration",
    "ZeroDivisionError",
]
FAILS = [
    "add",
    "call",
    "get",
    "set",
    "item",
    "iter",
    "next",
    "bool",
    "radd",
    "contains",
    "format",
    "index",
    "lt",
]
FORMATS = [
    'spy("%s|%r")',
    '"%s|%r"',
    '"%r and %a"',
    '"%5s%%%.3s"',
    '"%-8r%+s"',
    '"%s %d"',
    '"%s"',
    'b"%b|%a"',
]
BASES = [
    "",
    "",
    "",
    "(Custom)",
    "(Probe)",
    "(object)",
    "(metaclass=Watched)",
    "(Custom, metaclass=Watched)",
    "(object, y=spy(1))",
    "(Entries())",
    "(Probe())",
    "(spy(Custom), *())",
]
METHODS = [
    "go",
    "go",
    "x",
    "__init__",
    "__call__",
    "__getattr__",
    "__eq__",
    "__len__",
    "__init_subclass__",
    "__class_getitem__",
    "__new__",
    "__set_name__",
    "__iter__",
    "__add__",
    "__bool__",
    "__del__",
]
IMPORTS = [
    "import sys",
    "import os.path",
    "from probes import Probe",
    "from probes import nothing",
    "from os import path",
    "import missing_module",
    "from . import missing",
]
SPECS = ["", "", "=", ">5", "x", ".2f", "!r", "!s:>8", "04d"]
