# python: 3.14
"""The cells of a function `__annotate__` are those that its code names, so that annotationlib can
run that code, whatever the annotations are: constants, texts, names of nobody.

>>> show(OfConstants)
(['__classdict__'], True, {'first': None, 'second': 'str'}, {'first': 'None', 'second': 'str'})
>>> show(OfConstants.method)
(['__classdict__'], True, {'given': None}, {'given': 'None'})
>>> show(of_module)
([], True, {'given': None, 'return': 'int'}, {'given': 'None', 'return': 'int'})
>>> for each in local_ones():
...     show(each)
(['__classdict__'], True, {'first': 3}, {'first': '3'})
(['__classdict__', '__conditional_annotations__'], True, {'first': None}, {'first': 'None', 'second': 'None'})
(['__classdict__', 'seven'], True, {'first': 7}, {'first': 'seven'})
([], True, {'given': 4}, {'given': '4'})
(['seven'], True, {'given': 7}, {'given': 'seven'})
>>> [each.name for each in dataclasses.fields(Record)], Record(1, 2)
(['first', 'second'], Record(first=1, second=2))
>>> Named(1), Named.__annotate__(annotationlib.Format.STRING)
(Named(first=1), {'first': 'None'})
>>> Typed.__annotations__
{'first': <class 'NoneType'>}
"""

import annotationlib
import dataclasses
import typing


def show(owner):
    annotate = owner.__annotate__
    cells = annotate.__closure__ or ()
    names = annotate.__code__.co_freevars
    references, texts = (
        annotationlib.call_annotate_function(annotate, each, owner=owner)
        for each in (annotationlib.Format.FORWARDREF, annotationlib.Format.STRING)
    )
    return list(names), len(cells) == len(names), references, texts


class OfConstants:
    first: None
    second: "str"

    def method(self, given: None):
        pass


def of_module(given: None) -> "int":
    pass


def local_ones():
    seven = 7

    class Local:
        first: 3

    class Conditional:
        if seven:
            first: None
        else:
            second: None

    class Captures:
        first: seven

    def local(given: 4):
        pass

    def captures(given: seven):
        pass

    return Local, Conditional, Captures, local, captures


@dataclasses.dataclass
class Record:
    first: "int"
    second: "typing.Any"


class Named(typing.NamedTuple):
    first: None


class Typed(typing.TypedDict):
    first: None
