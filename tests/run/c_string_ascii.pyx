# cython: language_level=3, c_string_type=bytearray, c_string_encoding=ascii
# C strings that become bytearrays, and str of ASCII that become C strings.


def from_literal():
    """
    >>> from_literal()
    (bytearray(b'abc'), bytearray(b'ab'), [bytearray(b'abc')], b'abc', 'abc')
    """
    cdef const char *p = b"abc"
    cdef bytes b = p
    cdef str s = p
    return p, p[:2], [p], b, s


def from_object(s):
    """
    >>> from_object('abc')
    bytearray(b'abc')
    >>> from_object('é')
    Traceback (most recent call last):
        ...
    UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
    """
    cdef const char *p = s
    return p
