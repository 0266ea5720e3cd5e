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


def encodings(text, const char *encoding):
    """
    >>> encodings('ä', b'latin-1')
    (b'\\xe4', b'\\xc3\\xa4', b'\\xc3\\xa4', 'ä', 'ä', 'ä')
    >>> encodings('ä', b'no such')
    Traceback (most recent call last):
    LookupError: unknown encoding: no such
    """
    cdef str string = text
    cdef bytes encoded = string.encode(encoding)
    cdef bytearray array = bytearray(encoded)
    cdef char *pointer = encoded
    return (encoded, string.encode(b'utf-8', b'strict'), string.encode('utf-8', errors='strict'),
            encoded.decode(encoding, b'strict'), array.decode(encoding), pointer[:1].decode(encoding))


cdef int first_of_memory(void *memory):
    return (<char *>memory)[0]


def text_as_memory():
    """
    >>> text_as_memory()
    116
    """
    return first_of_memory(b"t")
