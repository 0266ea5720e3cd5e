# python: 3.11
"""Annotations `*args: *Names`: the one item that what follows the star unpacks to (PEP 646).

>>> variadic.__annotations__, starred_tuple.__annotations__
({'args': 1, 'key': <class 'int'>, 'return': <class 'int'>}, {'args': *tuple[int, ...]})
>>> variadic(1, 2, key=3), Class.method.__annotations__
((1, 2, 3), {'args': 'of the class'})
>>> annotations_of(make((3,)))
{'first': (3,), 'args': 3, 'return': (3,)}
>>> annotations_of(lambda: make((3, 4)))
too many values to unpack (expected 1)  # until 3.13
too many values to unpack (expected 1, got 2)  # from 3.14
>>> annotations_of(lambda: make(()))
not enough values to unpack (expected 1, got 0)
>>> annotations_of(lambda: make(3))
cannot unpack non-iterable int object
>>> strings()  # from 3.14
{'first': 'names', 'args': '*names', 'return': 'names'}  # from 3.14
{'args': '*missing', 'key': 'missing'}  # from 3.14
{'args': ForwardRef('*missing'), 'key': ForwardRef('missing')}  # from 3.14
"""

import re

Names = [1]


def variadic(*args: *Names, key: int = 1) -> int:
    return *args, key


def starred_tuple(*args: *tuple[int, ...]):
    return args


class Class:
    own = ["of the class"]

    def method(self, *args: *own):
        return args


def make(names):
    def inner(first: names, *args: *names) -> names:
        return args

    return inner


def annotations_of(function):
    try:
        if function.__name__ == "<lambda>":
            function = function()
        return function.__annotations__
    except (TypeError, ValueError) as error:
        print(error)


def strings():
    import annotationlib

    def undefined(*args: *missing, key: missing = 1):  # noqa: F821
        return args, key

    print(annotationlib.get_annotations(make((3,)), format=annotationlib.Format.STRING))
    print(annotationlib.get_annotations(undefined, format=annotationlib.Format.STRING))
    found = annotationlib.get_annotations(undefined, format=annotationlib.Format.FORWARDREF)
    print(re.sub(", owner=.*? at 0x[0-9a-f]+>", "", str(found)))
