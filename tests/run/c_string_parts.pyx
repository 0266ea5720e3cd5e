# cython: c_string_type=str, c_string_encoding=ascii
"""C strings and parts of them as objects of the type that is asked for, whatever c_string_type says."""


def parts(char *text, int start, int stop):
    """
    >>> parts(b'abcd', 1, 3)
    ('bc', b'bc', bytearray(b'bc'), 'bc', b'bcd', 'bc')
    """
    cdef bytes declared = text[start:]
    return (<object>text[start:stop], <bytes>text[start:stop], <bytearray>text[start:stop],
            <str>text[start:stop], declared, text[start:stop])


def truth(char *text):
    """A pointer is true; bool() asks the string.

    >>> truth(b'a'), truth(b'')
    ((True, True, True), (True, False, False))
    """
    cdef char[3] characters
    characters[0] = text[0]
    characters[1] = 0
    return (True if text else False), bool(text), bool(characters)
