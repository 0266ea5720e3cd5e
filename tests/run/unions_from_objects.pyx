# cython: language_level=3
# Unions come of a mapping with one of their members, and become one with all.


cdef union Number:
    int i
    float f
    char[4] text


cdef Number same(Number n):
    return n


def from_object(value):
    """
    >>> from_object({'i': 4})
    4
    >>> from_object({'i': 4, 'f': 0.5})
    Traceback (most recent call last):
        ...
    ValueError: More than one union attribute passed: 'i' and 'f'
    >>> from_object({'q': 0.5})
    Traceback (most recent call last):
        ...
    ValueError: No value specified for any of the union attributes (i, f, text)
    >>> from_object({})
    Traceback (most recent call last):
        ...
    ValueError: No value specified for any of the union attributes (i, f, text)
    >>> from_object(5)
    Traceback (most recent call last):
        ...
    TypeError: Expected a mapping, got int
    >>> from_object({'i': 'x'})
    Traceback (most recent call last):
        ...
    TypeError: an integer is required
    """
    cdef Number n = value
    return n.i


def from_float(value):
    """
    >>> from_float({'f': 0.5})
    0.5
    """
    cdef Number n = value
    return n.f


def to_object():
    """
    >>> to_object()
    (['f', 'i', 'text'], {'i': 65, 'f': 9.10844001811131e-44, 'text': b'A'})
    """
    cdef Number n
    n.i = 65
    return sorted(dict(n)), n


def by_value():
    """
    >>> by_value()
    (2.5, 3, 7)
    """
    return same(Number(f=2.5)).f, same(Number(i=3)).i, same({'i': 7}).i
