# cython: language_level=3
"""In which C type an operation is done, where a literal or a mixture of types takes part.

Literals are longs for the language, and ints for C. What C defines (unsigned arithmetic, shifts)
is done in C's type.

>>> shifts(0xF0000001, 0x7fff_ffff)
(16, 1, 4026531840, -16, -1)
>>> inverted(5)
(4294967290, 4294967289, 4294967290, 1294967295)
>>> suffixes(0xFFFF_FFFF)
(536870911, True, 4294967291, -5)
>>> negative_literal(3)
(-3, 4294967292)
>>> divided(0xFFFF_FFFF)
4
>>> long_longs(-3, 7)
(4, -21, -3, -1)
>>> unsigned_long_long(-3, 7)
(4, 18446744073709551613)
"""
cimport cython
from libc.stdint cimport uint64_t


def shifts(unsigned int high, int low):
    # of an unsigned int the upper bits go; of an int the sign comes from what is left
    return high << 4, (high << 4) >> 4, high & 0xF0000000U, low << 4, (low << 20) >> 20


def inverted(unsigned int x):
    return ~x, ~(x + 1), -(x + 1), ~3000000000U


def suffixes(unsigned int x):
    cdef long negative = -10
    return (x * 5U) >> 3, (x * 5U) & 0xF == 11, x * 5U, negative + 5U


def negative_literal(unsigned int x):
    return x * -1, -x - 1


@cython.cdivision(True)
def divided(unsigned int x):
    return x // (3000000000U // 4 + 1) - x // 4294967295U * 1


@cython.cdivision(True)
def divided_in_place(unsigned long x, long long divisor):
    """C makes both unsigned.

    >>> divided_in_place(3, -2)
    (0, 3)
    >>> divided_in_place(7, 2)
    (3, 1)
    """
    cdef unsigned long rest = x
    x //= divisor
    rest %= divisor
    return x, rest


def long_longs(long long a, size_t b):
    # long long comes after size_t, as in Cython
    return a + b, a * b, a if a else b, (a * b + 20) // b


def unsigned_long_long(Py_ssize_t a, uint64_t b):
    v = a if a else b
    return a + b, v


# --- Choices -------------------------------------------------------------------------------------
def choices(bint c, int a, unsigned int b, double d):
    """What is chosen becomes an object as it is.

    >>> choices(True, -1, 2, 2.5)
    (-1, -1, -1, 1, -1)
    >>> choices(False, 0, 2, 2.5)
    (2, 2.5, 2, 2.5, 2.5)
    """
    return a if c else b, a if c else d, a or b, 1 if c else 2.5, a or d


def choices_of_numbers(bint c, unsigned long n):
    """A truth value and a number have no C type in common: each becomes what is wanted.

    >>> choices_of_numbers(True, 5)
    (1, 1.0, 1)
    >>> choices_of_numbers(False, 2 ** 64 - 1)
    (65535, 1.8446744073709552e+19, 18446744073709551615)
    """
    cdef unsigned short small = c if c else n
    cdef double real = c if c else n
    cdef unsigned long same = c if c else n
    return small, real, same


def chosen_in_c(bint c, int a, unsigned int b):
    """A variable of a C type gets what the type has that both have in common, as in C.

    >>> chosen_in_c(True, -1, 2)
    (4294967295.0, 4294967295)
    """
    cdef double real = a if c else b
    v = a if c else b
    return real, v


def extremes(long a, unsigned long b, short c):
    """Each is compared with the best so far as C compares the two.

    >>> extremes(-1, 5, 3)
    (5, 18446744073709551615, -1)
    >>> extremes(7, 5, 3)
    (3, 7, 3)
    """
    return min(a, b, c) if a > 0 else min(a, b), max(a, b, c), min(a, c)


# --- Membership ----------------------------------------------------------------------------------
cdef bint is_space(int c) noexcept nogil:
    return c in (32, 9, 10, 13)


cdef int counted = 0


cdef int count(int x) except -1:
    global counted
    counted += 1
    if x == 13:
        raise ValueError(x)
    return x


def membership(int c, double d, char k):
    """Numbers are compared in C, without the GIL too.

    >>> membership(32, 2.5, 97)
    (True, True, False, True, True)
    >>> membership(33, 2.0, 99)
    (False, True, True, False, False)
    """
    return is_space(c), d in (c, 2, 2.5), c not in [32, 9], k in (b'a', b'b'), k in {97, c * 100}


def members_evaluated(int x):
    """
    >>> members_evaluated(1)
    (True, 2)
    >>> members_evaluated(13)
    Traceback (most recent call last):
    ValueError: 13
    """
    global counted
    counted = 0
    found = 1 in (count(1), count(x + 1)) if x < 13 else 1 in (count(1), count(x))
    return found, counted


def characters(Py_UCS4 c, str text):
    """
    >>> characters('b', 'abc')
    (True, False, True, True)
    >>> characters('\\xe9', 'abc')
    (False, True, False, False)
    """
    return c in ('a', 'b'), c in ('\xe9', 'x'), c in text, 'b' == c


def objects_are_compared_in_python(x, int c):
    """
    >>> objects_are_compared_in_python(2.0, 3)
    (True, False)
    >>> objects_are_compared_in_python(3, 3)
    (True, True)
    """
    return x in (2, c), c in (x, "a")


def mixed_members(unsigned long a, signed char b):
    """
    >>> mixed_members(2 ** 64 - 1, -1)
    (True, True)
    """
    return a in (3, b), a == b


def members_in_generator(int n):
    """
    >>> list(members_in_generator(4))
    [False, True, True, False]
    """
    cdef int i
    for i in range(n):
        yield i in (1, n - 2)


# --- Floor division and remainders -----------------------------------------------------------------
@cython.cdivision(True)
def floors(double a, double b):
    """
    >>> floors(7.0, 0.0), floors(-7.0, 2.0), floors(7.0, -2.0)
    (inf, -4.0, -4.0)
    """
    return a // b


# --- Parts of complex numbers without the GIL ----------------------------------------------------------
cdef double parts(double complex z) noexcept nogil:
    return z.real + (z * z).imag + (<float complex>z).imag


def complex_parts(double complex z):
    """
    >>> complex_parts(1 + 2j)
    7.0
    """
    return parts(z)


# --- What a noexcept function gives in the place of an exception ---------------------------------------
cdef struct Point:
    int x
    double y


cdef double complex no_number(int a) noexcept:
    if a < 0:
        raise ValueError(a)
    return a


cdef Point no_point(int a) noexcept:
    if a < 0:
        raise ValueError(a)
    return Point(a, 2.5)


cdef (int, double) no_pair(int a) noexcept:
    if a < 0:
        raise ValueError(a)
    return a, 2.5


def nothing(int a):
    """
    >>> nothing(1)
    ((1+0j), {'x': 1, 'y': 2.5}, (1, 2.5))
    >>> import sys
    >>> hook, sys.unraisablehook = sys.unraisablehook, lambda raised: print(raised.exc_value)
    >>> nothing(-1)
    -1
    -1
    -1
    (0j, {'x': 0, 'y': 0.0}, (0, 0.0))
    >>> sys.unraisablehook = hook
    """
    return no_number(a), no_point(a), no_pair(a)
