"""Names of the module `typing` that stand for Python's own types."""

import typing
from typing import Dict, List
from typing import Set as Unique

cimport cython

NotList = List
from typing import Tuple
Tuple = object


cdef class Table(Dict[str, int]):
    """
    >>> Table(x=1), isinstance(Table(), dict)
    ({'x': 1}, True)
    """


@cython.cclass
class Row(typing.List[int]):
    """
    >>> Row([2, 3])
    [2, 3]
    """


def argument(x: List[int]):
    """
    >>> argument([1])
    [1]
    >>> argument((1,))
    Traceback (most recent call last):
        ...
    TypeError: Argument 'x' has incorrect type (expected list, got tuple)
    """
    return x


def optional(x: typing.Optional[typing.Dict[str, int]] = None):
    """
    >>> optional(), optional({})
    (None, {})
    >>> optional([])
    Traceback (most recent call last):
        ...
    TypeError: Argument 'x' has incorrect type (expected dict, got list)
    """
    return x


def local(value):
    """
    >>> local({1})
    {1}
    >>> local([1])
    Traceback (most recent call last):
        ...
    TypeError: Expected set, got list
    """
    cdef Unique[object] unique = value
    return unique


def rebound(x: Tuple):
    """A name that is bound again is none of these.

    >>> rebound(3)
    3
    """
    return x
