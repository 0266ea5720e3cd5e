"""Between Python's types that have nothing in common goes None; other objects are a TypeError when the program runs.

>>> as_list("text")
Traceback (most recent call last):
TypeError: Expected list, got str
>>> as_list(None), as_bytes(None), as_text(None), returns(None), attribute(None)
(None, None, None, None, None)
>>> as_bytes(bytearray(b"x"))
Traceback (most recent call last):
TypeError: Expected bytes, got bytearray
>>> as_text(int)
Traceback (most recent call last):
TypeError: Expected str, got type
>>> returns([1])
Traceback (most recent call last):
TypeError: Expected str, got list
>>> attribute((1, 2))
Traceback (most recent call last):
TypeError: Expected str, got tuple
>>> chosen("text"), chosen([1, 2])
('str', 'list')
"""

import cython

ctypedef fused text_or_list:
    str
    list


cdef class Holder:
    cdef str name


def as_list(str text):
    cdef list items = text
    return items


def as_bytes(bytearray buffer):
    cdef bytes text = buffer
    return text


def as_text(type kind):
    cdef str text
    text = kind
    return text


cdef str first(list items):
    return items


def returns(list items):
    return first(items)


def attribute(tuple pair):
    holder = Holder()
    holder.name = pair
    return holder.name


cdef str name_of(text_or_list value):
    return "str" if text_or_list is str else "list"


def chosen(value):
    if isinstance(value, str):
        return name_of(<str>value)
    return name_of(<list>value)
