# cython: language_level=3
"""Constant expressions that C integers of 64 bits hold, though a part of them is larger."""

DEF HIGHEST_BIT = 1 << 63

cdef unsigned long long same(unsigned long long value) noexcept nogil:
    return value

cdef unsigned long long returned() noexcept nogil:
    return 1 << 63


def unsigned_values():
    """
    >>> for value in unsigned_values(): print(value)
    9223372036854775808
    18446744073709551615
    9223372036854775808
    9223372036854775809
    9223372036854775808
    9223372036854775808
    4
    """
    cdef unsigned long long shifted, mask, power, passed, named, small
    cdef unsigned long long stored[1]
    with nogil:
        shifted = 1 << 63
        mask = (1 << 64) - 1
        power = 2 ** 63
        passed = same((1 << 63) + 1)
        named = HIGHEST_BIT
        stored[0] = (1 << 100) >> 37
        small = (1 << 40) >> 38
    assert returned() == shifted
    return shifted, mask, power, passed, named, stored[0], small


def signed_values():
    """
    >>> signed_values()
    (-9223372036854775808, -9223372036854775808, -9223372036854775808, 9223372036854775807)
    """
    cdef long long literal, shifted, inverted, most
    with nogil:
        literal = -9223372036854775808
        shifted = -(1 << 63)
        inverted = ~((1 << 63) - 1)
        most = (1 << 63) - 1
    return literal, shifted, inverted, most


def real_values():
    """
    >>> real_values()
    (9.223372036854776e+18, -9.223372036854776e+18, 1.8446744073709552e+19)
    """
    cdef double high, low, beyond
    with nogil:
        high = 1 << 63
        low = -(1 << 63)
        beyond = (1 << 64) - 1
    return high, low, beyond


def chosen(bint large):
    """
    >>> chosen(True), chosen(False)
    (9223372036854775808, 4294967295)
    """
    cdef unsigned long long value
    with nogil:
        value = 1 << 63 if large else (1 << 32) - 1
    return value


cdef unsigned long long failing(bint fails) except 18446744073709551614:
    if fails:
        raise ValueError
    return 1


cdef unsigned long long failing_by_shift(bint fails) except 1 << 63:
    if fails:
        raise ValueError
    return 1


def exception_values(fails):
    """
    >>> exception_values(False)
    (1, 1)
    >>> exception_values(True)
    Traceback (most recent call last):
    ValueError
    """
    return failing(fails), failing_by_shift(fails)


def objects():
    """Python's integers have no end.

    >>> objects() == (2 ** 63, 2 ** 64 - 1, 2 ** 200, -2 ** 127, 2 ** 127)
    True
    """
    return 1 << 63, (1 << 64) - 1, 1 << 200, -(1 << 127), -(-(1 << 127))


def casts():
    """
    >>> casts()
    (18446744073709551615, -9223372036854775808, 9.223372036854776e+18, 5)
    """
    cdef unsigned long long mask
    cdef long long least
    cdef double real
    cdef unsigned char low
    with nogil:
        mask = <unsigned long long>((1 << 64) - 1)
        least = <long long>(-(1 << 63))
        real = <double>(1 << 63)
        low = <unsigned char>((1 << 40) + 5)
    return mask, least, real, low
