"""Literals for C strings, and unions as objects."""

cdef union Either:
    short number
    unsigned char bytes[4]


def default_text(const char *text="abc", *, char *other='x'):
    """
    >>> default_text()
    (b'abc', b'x')
    >>> default_text(b"", other=b"yz")
    (b'', b'yz')
    >>> default_text("abc")
    Traceback (most recent call last):
    TypeError: expected bytes, str found
    """
    return text, other


def union_to_object(int number):
    """
    >>> found = union_to_object(0x4241)
    >>> found["number"] == 0x4241, sorted(found)
    (True, ['bytes', 'number'])
    """
    cdef Either either
    either.bytes[2] = 0
    either.number = <short>number
    return either


cdef const char *whole = "abcABCqtp"


def decoded_slices():
    """Negative bounds of what is decoded count from the end of the string.

    >>> decoded_slices()
    ('BCq', 'abcA', '', 'cABCqtp', 'cA', '')
    """
    return (whole[-5:-2].decode("utf-8"), whole[:-5].decode("utf-8"), whole[:-9].decode("utf-8"),
            whole[2:].decode("ascii"), whole[2:4].decode("latin-1"), whole[-99:-50].decode())
