"""Conversions between classes that have nothing to do with each other: tested when the program runs."""

cdef class First:
    pass

cdef class Second:
    pass

cdef First first():
    return First()

cdef Second as_result():
    return first()

cdef Second take(Second second):
    return second


def result():
    """
    >>> result()
    Traceback (most recent call last):
        ...
    TypeError: Cannot convert cdef_class_conversions.First to cdef_class_conversions.Second
    """
    return as_result()


def argument(First value):
    """
    >>> argument(None)
    >>> argument(First())
    Traceback (most recent call last):
        ...
    TypeError: Cannot convert cdef_class_conversions.First to cdef_class_conversions.Second
    """
    return take(value)


def to_builtin(First value):
    """
    >>> to_builtin(None)
    >>> to_builtin(First())
    Traceback (most recent call last):
        ...
    TypeError: Expected dict, got cdef_class_conversions.First
    """
    cdef dict table = value
    return table


def from_builtin(dict table):
    """
    >>> from_builtin(None)
    >>> from_builtin({})
    Traceback (most recent call last):
        ...
    TypeError: Cannot convert dict to cdef_class_conversions.First
    """
    cdef First value = table
    return value


def identity(First one, Second other):
    """
    >>> identity(First(), Second()), identity(None, None)
    ((False, False), (True, True))
    """
    return one is other, one == other
