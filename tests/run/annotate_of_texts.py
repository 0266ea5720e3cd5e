# python: 3.14
"""`__annotate__` of functions whose annotations are texts, as `from __future__ import annotations`
makes them: it gives the texts, in every format, and functools.wraps hands it on.

>>> annotated.__annotate__(1)
{'a': 'int', 'args': 'Missing', 'k': "'quoted'", 'kw': 'dict[str, Undefined]', 'return': 'list[annotated]'}
>>> annotated.__annotate__ is annotated.__annotate__
True
>>> for format in (1, 3, 4): annotationlib.call_annotate_function(annotated.__annotate__, format) == annotated.__annotations__
True
True
True
>>> made = annotated.__annotate__
>>> made.__name__, made.__qualname__, made.__module__ == __name__, made.__code__.co_firstlineno == annotated.__code__.co_firstlineno
('__annotate__', 'annotated.__annotate__', True, True)
>>> made(99)
Traceback (most recent call last):
NotImplementedError
>>> Class.method.__annotate__.__qualname__, Class.method.__annotate__(1)
('Class.method.__annotate__', {'self': 'Class', 'return': 'Class'})
>>> wrapper.__annotations__ == annotated.__annotations__, wrapper.__annotate__ is annotated.__annotate__
(True, True)
>>> starred.__annotate__(1), without.__annotate__, (lambda: 1).__annotate__
({'args': '*Names'}, None, None)

What is set counts, and takes the function's place.

>>> replaced().__annotations__, replaced().__annotate__
({'new': 'int'}, None)
>>> replaced_function().__annotations__
{'other': 1}
"""

from __future__ import annotations

import annotationlib
import functools


def annotated(a: int, *args: Missing, k: "quoted", **kw: dict[str, Undefined]) -> list[annotated]:
    pass


class Class:
    def method(self: Class) -> Class:
        pass


@functools.wraps(annotated)
def wrapper(*args, **kw):
    pass


def starred(*args: *Names):
    pass


def without(a):
    pass


def replaced():
    def function(a: int):
        pass

    function.__annotate__
    function.__annotations__ = {"new": "int"}
    return function


def replaced_function():
    def function(a: int):
        pass

    function.__annotate__ = lambda format: {"other": 1}
    return function
