# cython: language_level=3
r"""Texts without a prefix where C wants bytes: `\xff` and `\377` are one byte each."""

from libc.string cimport memcmp, memcpy, strlen

cdef extern from *:
    """
    static int first_byte(const void *memory) { return *(const unsigned char *)memory; }
    """
    int first_byte(const void *memory) nogil

cdef struct Marks:
    char first
    unsigned char second


cdef unsigned char low(const unsigned char *text) noexcept nogil:
    return text[0]


def characters():
    """
    >>> characters()
    (-1, 255, 255, 128, 254, 65)
    """
    cdef char plain = "\xff"
    cdef unsigned char byte = "\377"
    cdef Py_UCS4 letter = "\xff"
    cdef Marks marks = ["\x80", "\x80"]
    cdef char pair[2]
    pair[:] = ["\xfe", "A"]
    return plain, byte, ord(letter), marks.second, <unsigned char>pair[0], pair[1]


def strings():
    """
    >>> strings()
    (b'\\xff\\xfe', b'a\\x80b', 3, 255, 255)
    """
    cdef const char *first = "\xff\xfe"
    cdef char *second = "a\x80b"
    cdef char filled[3]
    cdef unsigned char byte
    filled[:] = "\xff\n\0"
    with nogil:
        byte = low("\xff\xfe")
    return first, second, strlen(second), byte, <unsigned char>filled[0]


def compared(const char *text, unsigned char byte, int number):
    """Beside an int it is a char of C, which has a sign.

    >>> compared(b"\\xff", 0xff, 0xff)
    (True, True, False, False, False)
    >>> compared(b"x", 0x80, -1)
    (False, False, True, True, True)
    """
    return text[0] == "\xff", byte == "\xff", number == "\xff", byte in ("\x80", "\x81"), byte != "\xff"


def memory(const char *text):
    """
    >>> memory(b"abc")
    (b'xbc', True, False, 255)
    """
    cdef char copied[4]
    memcpy(copied, text, 4)
    memcpy(copied, "x", 1)
    with nogil:
        number = first_byte("\xff\xfe")
    return copied, memcmp(text, "abc", 3) == 0, memcmp("\xff", text, 1) == 0, number


def defaulted(const char *text="\xe9t\xe9", char mark="\xe9"):
    """
    >>> defaulted()
    (b'\\xe9t\\xe9', -23)
    >>> defaulted(b"abc", 1)
    (b'abc', 1)
    """
    return text, mark


def objects():
    """What stays an object is a text.

    >>> objects()
    ('\\xff', '\\xff\\xfe', True)
    """
    cdef char byte = "\xff"
    text = "\xff"
    return text, "\xff\xfe", text == "\xff"


def default_characters(char a="a", unsigned char b="\xe9", char c=b"c", int d="d", Py_UCS4 e="\xe9"):
    """
    >>> default_characters()
    (97, 233, 99, 100, '\\xe9')
    >>> default_characters.__defaults__
    (97, 233, 99, 100, '\\xe9')
    >>> default_characters(d=7)
    (97, 233, 99, 7, '\\xe9')
    """
    return a, b, c, d, e


def filled_parts():
    """
    >>> filled_parts()
    (b'a\\xf0z', [255, 128, 120], ['\\xe9', 'b'])
    """
    cdef char a[4]
    cdef unsigned char b[3]
    cdef Py_UCS4 c[2]
    a[:] = "abc\0"
    b[:] = "\xff\x80x"
    a[1:3] = b"\xf0z"
    c[:] = "\xe9b"
    return a, [b[0], b[1], b[2]], c


def too_long():
    """
    >>> too_long()
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 5, got 4
    """
    cdef char a[4]
    a[:] = "abcde"


def among(const char *text, unsigned char byte, int number):
    """
    >>> among(b"b", 0xff, 1)
    (True, False, True, False)
    >>> among(b"x", 0x80, 1)
    (False, True, False, True)
    >>> among_numbers(98)
    Traceback (most recent call last):
    TypeError: 'in <string>' requires string as left operand, not int
    """
    with nogil:
        found = text[0] in "abc"
        missing = text[0] not in "abc"
    return found, missing, byte in "ab\xff", byte not in "\xff"


def among_numbers(int number):
    return number in "abc"
