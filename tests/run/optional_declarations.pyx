# cython: language_level=3
"""`Optional[T]` and `Union[T, None]` of typing where C's syntax declares: what may be None is it
anyway."""

import typing
from typing import Optional, Union as Either
cimport cython


cdef class Holder:
    cdef Optional[list] items
    cdef public Either[None, dict] names


def arguments(Optional[str] text, typing.Optional[double[:]] view=None, Either[bytes, None] data=None,
              Optional[Holder] holder=None):
    """
    >>> arguments(None)
    (None, True, None, True, 'str object')
    >>> import array
    >>> arguments("a", array.array("d", [1]), b"b", Holder())
    ('a', False, b'b', False, 'str object')
    >>> arguments(5)
    Traceback (most recent call last):
    TypeError: Argument 'text' has incorrect type (expected str, got int)
    """
    return text, view is None, data, holder is None, cython.typeof(text)


cdef Optional[list] items_of(Optional[Holder] holder):
    return None if holder is None else holder.items


def variables(holder, list items):
    """
    >>> variables(None, [1])
    (None, [1], 'list object')
    >>> variables(Holder(), None)
    (None, None, 'list object')
    """
    cdef Optional[list] copied = items
    return items_of(holder), copied, cython.typeof(copied)


def attributes():
    """
    >>> attributes()
    (None, {'a': 1})
    """
    holder = Holder()
    first = holder.names
    holder.names = {"a": 1}
    return first, holder.names
