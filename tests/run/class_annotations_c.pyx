"""Python classes of Cython's files keep the text of their annotations.

>>> Plain.__annotations__ == {'_Plain__private': 'int', 's': 'str'}
True
>>> Plain.s
'attr'
>>> Record(1), Record(2, b=[3])
(Record(a=1, b=None), Record(a=2, b=[3]))
>>> Row(2)
Row(a=2, b='x')
"""
import typing
from dataclasses import dataclass
from typing import NamedTuple


class Plain:
    __private: int
    s: str = 'attr'
    unannotated = 2

    def __init__(self, x):
        self.x: int = x


@dataclass
class Record:
    a: int
    b: typing.List[int] = None


class Row(NamedTuple):
    a: int
    b: 'str' = 'x'


def local():
    """
    >>> local().__annotations__, local().z
    ({'x': 'int', 'z': 'no.where'}, 3)
    """
    class Local:
        x: int
        z: no.where = 3
    return Local


class Reader:
    """
    >>> Reader.names
    ['a']
    """
    a: int
    names = list(__annotations__)


class Bare:
    """
    >>> Bare.__dict__.get('__annotations__', {})
    {}
    """
    x = 1
