# cython: language_level=3
"""In which C type an operation is done, where a literal or a mixture of types takes part.

Literals are longs for the language, and ints for C. What C defines (unsigned arithmetic, shifts)
is done in C's type.

>>> shifts(0xF0000001, 0x7fff_ffff)
(16, 1, 4026531840, -16, -1)
>>> inverted(5)
(4294967290, 4294967289, 4294967290, 1294967295)
>>> suffixes(0xFFFF_FFFF)
(536870911, True, 4294967291, 18446744073709551611)
>>> types_of_suffixes(-10, -5)
('unsigned long', 'unsigned long', 'unsigned long', True, True, -5.0, 4294967286)
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


def types_of_suffixes(long a, int b):
    # 5U is an unsigned long for the language, and an unsigned int for C
    return (cython.typeof(5U), cython.typeof(a + 5U), cython.typeof(~5U), a + 5U < 0,
            b == 4294967291U, (a + 5U) * 1.0, b - 5U)


def negative_literal(unsigned int x):
    return x * -1, -x - 1


@cython.cdivision(True)
def divided(unsigned int x):
    return x // (3000000000U // 4 + 1) - x // 4294967295U * 1


@cython.cdivision(True)
def divided_by_literal(unsigned int x, unsigned long y):
    """-2 is a long for C too.

    >>> divided_by_literal(255, 255)
    (-127, 1, 0, 255, -127.0)
    """
    cdef long quotient = x / -2
    cdef double real = x / -2
    return quotient, <long>(x % -2), y / -2, y % -2, real


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


def choices_beside_objects(bint c, double d, short n, x):
    """
    >>> choices_beside_objects(False, 2.5, 5, 1)
    ('5', 6, 6, True)
    >>> choices_beside_objects(True, 2.5, 5, 1)
    ('2.5', 3.5, 3.5, False)
    """
    return ("%s" % (d if c else n), x + (d if c else n), (d if c else n) + x,
            type(x) is type(x * (d if c else n)))


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


def signed_beside_unsigned(unsigned long a, Py_ssize_t b, int c):
    """The language says Py_ssize_t, which an object shows; C compares and widens what is unsigned.

    >>> signed_beside_unsigned(1, 2, 0)
    (-1, 1.8446744073709552e+19, 1.8446744073709552e+19, False, False, True, True)
    >>> signed_beside_unsigned(0, -2 ** 63, 0)
    (-9223372036854775808, 9.223372036854776e+18, 9.223372036854776e+18, False, False, True, True)
    """
    cdef double real = a - b
    return a - b, real, <double>(a - b), c >= (a - b), a - b < 0 == c, -1 < 0 < a - b, real > 1e18


cdef bint is_below(unsigned long a, long long b, int c) noexcept nogil:
    return a - b < c


def compared_without_gil(unsigned long a, long long b, int c):
    """
    >>> compared_without_gil(1, 2, 5)
    False
    >>> compared_without_gil(4, 2, 5)
    True
    """
    return is_below(a, b, c)


# --- Numbers narrower than an int ------------------------------------------------------------------
cdef enum Number:
    LARGE = 300


def narrow_choices(bint c, short a, unsigned short b, signed char s):
    """A variable gets the wider type of the two that are chosen from, without a promotion.

    >>> narrow_choices(True, -3, 7, -1)
    (65533, 65533, 65535, 44, 65533.0, -3)
    >>> narrow_choices(False, -3, 7, 5)
    (7, 65533, 5, 5, 7.0, 7)
    """
    chosen = a if c else b
    either = a or b
    least = min(a, b, s)
    member = LARGE if c else s
    cdef double real = a if c else b
    return chosen, either, least, member, real, a if c else b


def types_of_choices(bint c, short a, unsigned short b, signed char s, unsigned char u, float f):
    """
    >>> types_of_choices(True, 1, 2, 3, 4, 5)
    ('unsigned short', 'short', 'unsigned char', 'int', 'float', 'short', 'int')
    """
    first = a if c else b
    second = s if c else a
    third = max(s, u)
    fourth = a + b
    fifth = f if c else a
    sixth = LARGE if c else a
    for seventh in range(a, b, s):
        pass
    return (cython.typeof(first), cython.typeof(second), cython.typeof(third),
            cython.typeof(fourth), cython.typeof(fifth), cython.typeof(sixth),
            cython.typeof(seventh))


def unary_variables(unsigned char a, signed char b, bint c):
    """A variable that nothing declares gets the type of the operand.

    >>> unary_variables(255, -128, True)
    (0, 1, -128, True, 255, -256, 'unsigned char', 'signed char')
    >>> unary_variables(1, 5, False)
    (254, 255, -5, True, 254, -2, 'unsigned char', 'signed char')
    """
    inverted = ~a
    negated = -a
    twice = - +b
    truth = ~c
    chosen = ~a if a < 200 else a
    return inverted, negated, twice, truth, chosen, ~a, cython.typeof(inverted), cython.typeof(twice)


def unary_in_generator(unsigned short a):
    """
    >>> list(unary_in_generator(1))
    [65534, -2]
    """
    inverted = ~a
    yield inverted
    yield ~a


# --- Truth values beside numbers -------------------------------------------------------------------
def truth_beside_numbers(int n, bint b, short s, unsigned int u):
    """A truth value is an int for Cython, and of two that are as wide the right one counts: what is
    one of the two is True or False as an object, and C's number elsewhere.

    >>> truth_beside_numbers(6, True, 6, 6)
    (True, 7, True, True, 7, 7, False, 1, 7)
    >>> truth_beside_numbers(0, False, 0, 0)
    (False, 0, False, False, 0, 0, False, 0, 0)
    """
    cdef int of_truth = (n or s) | b
    cdef int of_number = (n if b else s) | b
    return n | b, b | n, s | b, b | s, u | b, n + b, n & b, of_truth, of_number


def choices_beside_truth(int n, short s, bint b):
    """
    >>> choices_beside_truth(7, 5, True)
    (True, True, False, False, False)
    >>> choices_beside_truth(1, 5, True)
    (True, True, True, True, False)
    """
    cdef long wide = 5
    return (n or s) == b, b == (n and s) - 4, b == (n or s), (n or s) == b == n, (s or s) == b != wide


@cython.overflowcheck(True)
def truth_as_number(int n, bint b, int[:] view):
    """
    >>> from array import array
    >>> truth_as_number(6, True, array("i", range(9)))
    (7, True, 7, 7, 3.5, -8, 'bint', 'int')
    """
    cdef int number = n | b
    cdef int items[9]
    items[:] = list(view)
    return (number, (n | b) > 3, items[n | b], view[n | b], (n | b) / 2, ~(n | b),
            cython.typeof(n | b), cython.typeof(b | n))


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


cdef class Equal:
    """Counts what it is compared with."""
    cdef readonly list seen
    cdef int number

    def __init__(self, number):
        self.number, self.seen = number, []

    def __eq__(self, other):
        self.seen.append(other)
        if self.number == 13:
            raise ValueError(other)
        return self.number == other


def members_beside_objects(unsigned int a, int b, x):
    """The C numbers are compared in C, the others in Python, until one is equal.

    >>> members_beside_objects(0xFFFF_FFFF, -1, 3)
    (True, False, True, True)
    >>> members_beside_objects(7, 1, 7.0)
    (True, False, True, False)
    >>> members_beside_objects(7, 1, None)
    (False, True, False, False)
    >>> two = Equal(2)
    >>> members_beside_objects(2, 1, two), two.seen
    ((True, False, True, False), [2, 2, 2])
    >>> members_beside_objects(1, 1, Equal(13))
    Traceback (most recent call last):
    ValueError: 1
    >>> found = Equal(13)
    >>> member_before_object(1, 1, found), found.seen
    (True, [])
    """
    return a in (x, b), a not in [b, x], a in {b, x}, a in (b, 2 ** 70)


def member_before_object(unsigned int a, int b, x):
    return a in (b, x)


def members_beside_objects_in_generator(double d, list objects, int n):
    """
    >>> list(members_beside_objects_in_generator(2.5, [2, 2.5, "x"], 3))
    [False, True, False]
    """
    for x in objects:
        yield d in (n, x)


def members_in_generator(int n):
    """
    >>> list(members_in_generator(4))
    [False, True, True, False]
    """
    cdef int i
    for i in range(n):
        yield i in (1, n - 2)


# --- Chains ----------------------------------------------------------------------------------------
def chains(int a, unsigned int b, x):
    """An object among them lets Python compare all; numbers alone are compared in C.

    >>> chains(-1, 5, 30)
    (True, True, False, False)
    >>> chains(-1, 5, 3)
    (False, False, True, False)
    """
    return a < b < x, x > b > a, x < b > a, a < b != 7


def literals_in_chains(int a, long b):
    """
    >>> literals_in_chains(-5, -1)
    (True, False, True, False)
    """
    return 3 > 1U >= b, 3 > 1U >= a, a in (4294967291U, 7), b in (4294967295U, 7)


def choices_in_chains(bint c, short a, unsigned long b):
    """What is chosen beside a literal has the type that all of the chain have in common.

    >>> choices_in_chains(True, -1, 7)
    (True, True, False)
    >>> choices_in_chains(True, 1, 7)
    (True, True, True)
    """
    return b != 1 <= (a if c else 1), b != 1 <= (a or 1), 1 <= (a if c else 1)


def chain_in_generator(int a, list objects):
    """
    >>> list(chain_in_generator(-1, [0, 2.5, -7]))
    [True, True, False]
    >>> list(chain_in_generator(-1, ["text"]))
    Traceback (most recent call last):
    TypeError: '<' not supported between instances of 'int' and 'str'
    """
    cdef unsigned int zero = 0
    for x in objects:
        yield a < zero <= x if x != "text" else a < zero < x


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
