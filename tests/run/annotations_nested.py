"""Annotations inside of other statements: before Python 3.14 a module and a class
have __annotations__ from the start.

>>> found_before
{}
>>> sorted(sys.modules[__name__].__annotations__)
['handled', 'in_else', 'in_finally', 'in_for', 'in_if', 'in_loop_else', 'in_while', 'in_with']
>>> Nested.found_before, Nested.__annotations__
({}, {'handled': <class 'str'>})
>>> Nested.found_after == ({} if IS_DEFERRED else Nested.__annotations__)
True
>>> Local.found or Local.__annotations__, local()
({'in_if': <class 'int'>}, {'in_function_class': <class 'float'>})
>>> [have_annotations(of) for of in (Chosen, Looped, Finished, Managed)]
[True, True, True, True]
>>> [have_annotations(of) for of in (OfFunction, OfInnerClass, Bare)]
[False, False, False]
"""

import sys
from contextlib import nullcontext

IS_DEFERRED = sys.version_info >= (3, 14)  # there is no __annotations__ to be seen
found_before = {} if IS_DEFERRED else dict(__annotations__)

if found_before:
    not_taken: int
elif found_before is not None:
    in_if: int
for in_loop in (1,):
    in_for: int = in_loop
else:
    in_loop_else: int
while True:
    in_while: int
    break
try:
    in_else_of_try = None
    raise KeyError
except KeyError:
    handled: str
finally:
    in_finally: int
if not found_before:
    with nullcontext():
        in_with: int
try:
    pass
except ValueError:
    pass
else:
    in_else: int


class Nested:
    found_before = {} if IS_DEFERRED else dict(__annotations__)
    try:
        pass
    finally:
        if True:
            handled: str
    found_after = {} if IS_DEFERRED else dict(__annotations__)


class Local:
    if True:
        in_if: int
    found = {} if IS_DEFERRED else __annotations__


def local():
    in_function: int = 1
    if in_function:

        class OfFunction:
            while True:
                in_function_class: float
                break
            found = {} if IS_DEFERRED else __annotations__

    return OfFunction.found or OfFunction.__annotations__


class Chosen:
    if found_before:
        pass
    else:
        if found_before:
            name: int


class Looped:
    for _ in ():
        name: int


class Finished:
    try:
        pass
    except KeyError:
        name: int


class Managed:
    with nullcontext():
        if found_before:
            name: int


class OfFunction:
    def method(self):
        name: int = 1
        return name


class OfInnerClass:
    class Inner:
        name: int


class Bare:
    name = 1


def have_annotations(of):
    return ("__annotate_func__" if IS_DEFERRED else "__annotations__") in vars(of)
