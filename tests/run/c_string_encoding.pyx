# cython: language_level=3, c_string_type=str, c_string_encoding=utf8
# C strings that become str, and str that become C strings.


cdef struct Named:
    char *name


cdef char *same(char *p):
    return p


cdef str as_str(char *p):
    return p


cdef bytes as_bytes(char *p):
    return p


def from_literals():
    """
    >>> from_literals()
    ('abc', 'ab', ['abc'], 'xyz', 'xy', 'def', 'd', b'abc', b'bc', {'abc': 1}, 'abc', 'abc')
    """
    cdef const char *p = b"abc"
    cdef unsigned char *u = b"xyz"
    cdef char[4] a = b"def\0"
    cdef bytes b = p
    cdef bytes part = p[1:]
    return p, p[:2], [p], u, u[:2], a, a[:1], b, part, {p: 1}, f'{p}', '%s' % p


def from_str(str s):
    """
    >>> from_str('xyz')
    (120, 'xyz', 'xyz', 'xyz', b'xyz', b'xyz', 'xyz', 'xyz')
    >>> from_str('é')
    (-61, 'é', 'é', 'é', b'\xc3\xa9', b'\xc3\xa9', 'é', 'é')
    >>> from_str(None)
    Traceback (most recent call last):
        ...
    TypeError: expected bytes, NoneType found
    """
    cdef const char *p = s
    cdef object o = p
    return p[0], p, o, as_str(p), as_bytes(p), <bytes>p, <str>p, same(s)


def from_object(char *p):
    """
    >>> from_object('abc'), from_object(b'abc'), from_object(bytearray(b'x'))
    ('abc', 'abc', 'x')
    >>> from_object(5)
    Traceback (most recent call last):
        ...
    TypeError: expected bytes, int found
    """
    return p


def in_structs():
    """
    >>> in_structs()
    {'name': 'abc'}
    """
    cdef Named x
    x.name = "abc"
    return x


def undecodable():
    """
    >>> undecodable()
    Traceback (most recent call last):
        ...
    UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
    """
    cdef const char *p = b"\xff"
    return p
