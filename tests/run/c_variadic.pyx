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
