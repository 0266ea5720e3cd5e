"""Arguments for `...`: C's promotions, and builtin objects as the C values that they stand for."""

from libc.stdio cimport snprintf


def formatted(bytes text, bytearray array, float real, bool truth, short small, bint flag):
    """
    >>> formatted(b"abc", bytearray(b"xy"), 2.5, True, -3, 7)
    b'abc xy 2.5 1 -3 1 lit'
    >>> formatted(None, bytearray(b"xy"), 2.5, True, -3, 7)
    Traceback (most recent call last):
    TypeError: expected bytes, NoneType found
    """
    cdef char buffer[100]
    snprintf(buffer, sizeof(buffer), "%s %s %.1f %d %d %d %s", text, array, real, truth, small,
             flag, "lit")
    return buffer


def narrow(float x):
    """
    >>> narrow(0.5)
    b'0.50 7'
    """
    cdef unsigned char tiny = 7
    cdef char buffer[30]
    cdef float small = x
    snprintf(buffer, sizeof(buffer), "%.2f %d", small, tiny)
    return buffer


cdef int own(const char *text, ...) except -1:
    if text[0] == b'!':
        raise KeyError(text)
    return text[0]


cdef int own_nogil(int n, ...) noexcept nogil:
    return n


def of_the_module(values):
    """
    >>> values = []
    >>> of_the_module(values), values
    ((97, 98, 97, 7), [1, 2])
    """
    cdef int (*pointer)(const char *, ...) except -1 = own
    cdef int n = 7

    def note(value):
        values.append(value)
        return value
    first = own("a", <int>note(1), b"bytes", 2.5, <long>note(2))
    with nogil:
        n = own_nogil(n, 1, 2.5, &n)
    return first, own("b"), pointer("a", 1, 2), n


def of_the_module_raising():
    """
    >>> of_the_module_raising()
    Traceback (most recent call last):
    KeyError: b'!'
    """
    return own("!", 1)


cdef int put_text(char *to, const char *text) noexcept nogil:
    return snprintf(to, 20, "<%s>", text)


def parameter(bytes text):
    """What is passed on has the type of the parameter, of which no copy is left.

    >>> parameter(b"abc")
    b'<abc>'
    """
    cdef char buffer[20]
    put_text(buffer, text)
    return <bytes>buffer


def signs(signed char a, unsigned char b, int n):
    """
    >>> signs(-1, 255, 2)
    b'-1 255 -1 255'
    """
    cdef char buffer[40]
    cdef signed char c = a
    cdef unsigned char d = b
    cdef int i
    for i in range(n):
        snprintf(buffer, sizeof(buffer), "%d %d %d %d", a, b, c, d)
    return <bytes>buffer
