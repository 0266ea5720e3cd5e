# cython: language_level=3
"""What the conversion of an object to an unsigned type says, however narrow the type is."""
from libc.stdint cimport uint16_t, uint32_t


def narrow(uint16_t x):
    """
    >>> narrow(65535)
    65535
    >>> narrow(65536)
    Traceback (most recent call last):
    OverflowError: value too large to convert to uint16_t
    >>> narrow(2 ** 64 - 1)
    Traceback (most recent call last):
    OverflowError: value too large to convert to uint16_t
    >>> narrow(2 ** 64)
    Traceback (most recent call last):
    OverflowError: Python int too large to convert to C unsigned long
    >>> narrow(-1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to uint16_t
    >>> narrow(-2 ** 70)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to uint16_t
    """
    return x


def word(uint32_t x):
    """
    >>> word(2 ** 32 - 1)
    4294967295
    >>> word(2 ** 63)
    Traceback (most recent call last):
    OverflowError: value too large to convert to uint32_t
    """
    return x


def computed(a, b):
    """
    >>> computed(200, 55)
    255
    >>> computed(-200, 55)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned char
    >>> computed(2 ** 63, 0)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned char
    >>> computed(-1.5, 0)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned char
    """
    cdef unsigned char c
    total = a + b
    c = total
    return c


def character(Py_UCS4 c):
    """
    >>> character(-1)
    Traceback (most recent call last):
    OverflowError: cannot convert negative value to Py_UCS4
    """
    return c


class Number:
    def __int__(self):
        return 5


class Index(Number):
    def __index__(self):
        return 7


def hashed(Py_hash_t h):
    """
    >>> hashed(Index())
    7
    >>> hashed(Number())
    Traceback (most recent call last):
    TypeError: 'Number' object cannot be interpreted as an integer
    >>> hashed(1.5)
    Traceback (most recent call last):
    TypeError: 'float' object cannot be interpreted as an integer
    """
    return h


def wide(long long x, unsigned long long y):
    """
    >>> wide(-2**63, 2**64 - 1)
    (-9223372036854775808, 18446744073709551615)
    >>> wide(0, -1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned PY_LONG_LONG
    """
    return x, y
