"""The words that generate.py picks from, and the head of every module."""

HEAD = """\
import sys
from probes import Custom, Manager, Probe, boom, decorate, decorate_with, drain, failing, note, spy

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
SPECS = ["", "", ">5", "x", ".2f", "!r", "!s:>8", "04d"]
