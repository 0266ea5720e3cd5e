# options: --python-version 3.15
# What came with Python 3.15: lazy imports, unpacking in comprehensions,
# `+` before the numbers of patterns, and new words for old mistakes.
lazy import json
lazy import os.path, collections as containers
lazy from string import digits, ascii_letters as letters
lazy from . import (sibling)
lazy = digits
print(lazy, frozendict, sentinel)
if lazy:
    lazy import sys
with open(lazy):
    lazy from sys import path
lazy from string import *  # error: E0228 lazy from ... import * is not allowed
lazy from __future__ import annotations  # error: E0228 lazy from __future__ import is not allowed


def function():
    lazy import json  # error: E0228 lazy import not allowed inside functions
    lazy from json import *  # error: E0228 lazy from ... import not allowed inside functions


class Class:
    lazy from json import loads  # error: E0228 lazy from ... import not allowed inside classes


try:
    lazy import json  # error: E0228 lazy import not allowed inside try/except blocks
except ImportError:
    lazy import json  # error: E0228 lazy import not allowed inside try/except blocks
else:
    lazy import json  # error: E0228 lazy import not allowed inside try/except blocks
finally:
    lazy import json  # error: E0228 lazy import not allowed inside try/except blocks

rows = [[1], [2]]
flat = [*row for row in rows], {*row for row in rows}, (*row for row in rows)
merged = {**{row[0]: row} for row in rows}
loose = (*row if row else rows for row in rows), {**row if row else {} for row in rows}
loose = (*row or rows, rows)  # error: E0100
loose = {**row or rows}  # error: E0100
loose = {**rows if rows else flat}  # error: E0135 invalid double starred expression. Did you
print(*rows or flat)

match rows:
    case +1 | +1.5 | +2j | +1 - 2j | -1:
        pass
    case {+1: [+0, -0], +1 + 2j: [*_]}:
        pass
    case {+1: first, 1: second}:  # error: E0207 mapping pattern checks duplicate key (1)
        pass
    case {+1: first, -1: second}:
        pass
    case {-0: first, +0: second}:  # error: E0207 mapping pattern checks duplicate key (0)
        pass
    case 1 - +2j | 0.5 + +1j:
        pass
    case +1 + 2:  # error: E0207 imaginary number required in complex literal
        pass
    case +1j + 2j:  # error: E0207 real number required in complex literal
        pass
