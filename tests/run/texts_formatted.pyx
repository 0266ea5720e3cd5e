"""What a literal's % gives is a text, as is what format() gives.

>>> formatted("x"), formatted(("x",)), of_bytes(b"x")
('<x>', '<x>', b'<x>')
>>> formatted(Reflected("x"))
Traceback (most recent call last):
...
TypeError: Expected str, got int
>>> of_variable(Reflected("x")), of_variable(5)
(3, '5')
>>> formats(5, "03")
'005'
"""
cimport cython


class Reflected(str):
    def __rmod__(self, other):
        return 3


def formatted(value):
    text = "<%s>" % value
    assert cython.typeof(text) == "str object"
    return text


def of_bytes(value):
    data = b"<%s>" % value
    assert cython.typeof(data) == "bytes object"
    return data


def of_variable(value):
    form = "%s"
    result = form % value
    assert cython.typeof(result) == "Python object"
    return result


def formats(value, specification):
    text = format(value, specification)
    assert cython.typeof(text) == "str object"
    return text


cdef const char *without_fields() except NULL nogil:
    f""
    f"no" f"thing"
    return f"a{{b}}"


class Documented:
    f"no documentation"


def plain():
    f"no documentation"
    return f"", f"a" f"b", f"a" "{b}", without_fields()


def documentation():
    """A format without fields is the text that it says, and documents nothing.

    >>> documentation()
    (None, None)
    >>> plain()
    ('', 'ab', 'a{b}', b'a{b}')
    """
    return plain.__doc__, Documented.__doc__
