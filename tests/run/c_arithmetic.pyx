"""Arithmetic on C numbers: Python's division and remainder, wrapping, shifts, mixed types."""

cimport cython


def divide(int a, int b):
    """
    >>> divide(7, 2), divide(-7, 2), divide(7, -2), divide(-7, -2)
    ((3, 1), (-4, 1), (-4, -1), (3, -1))
    >>> divide(0, 5), divide(6, 3), divide(-6, 3)
    ((0, 0), (2, 0), (-2, 0))
    >>> divide(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero
    """
    return a // b, a % b


def divide_least(int a, int b):
    """
    >>> divide_least(-2**31, -1)
    Traceback (most recent call last):
    OverflowError: value too large to perform division
    """
    return a // b


def remainder_of_least(int a, int b):
    """
    >>> remainder_of_least(-2**31, -1)
    0
    """
    return a % b


def true_division(int a, int b):
    """
    >>> true_division(7, 2)
    3.5
    >>> true_division(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: float division
    """
    return a / b


@cython.cdivision(True)
def as_in_c(int a, int b):
    """
    >>> as_in_c(-7, 2), as_in_c(7, -2)
    ((-3, -1), (-3, 1))
    """
    return a // b, a % b


def unsigned_division(unsigned int a, unsigned int b):
    """
    >>> unsigned_division(2**32 - 1, 2)
    (2147483647, 1)
    """
    return a // b, a % b


def floats(double a, double b):
    """
    >>> floats(7.5, 2)
    (3.75, 3.0, 1.5)
    >>> floats(-7.5, 2)
    (-3.75, -4.0, 0.5)
    >>> floats(7.5, -2)
    (-3.75, -4.0, -0.5)
    >>> floats(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: float division
    """
    return a / b, a // b, a % b


def wraps(int a):
    """
    >>> wraps(2**31 - 1)
    -2147483648
    """
    return a + <int>1


def overflows_on_entry(int a, unsigned char b, unsigned int c):
    """
    >>> overflows_on_entry(2**31, 0, 0)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    >>> overflows_on_entry(0, 256, 0)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned char
    >>> overflows_on_entry(0, 0, -1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned int
    >>> overflows_on_entry(-1, 255, 2**32 - 1)
    (-1, 255, 4294967295)
    """
    return a, b, c


def wrong_type(int a):
    """
    >>> wrong_type('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> wrong_type(1.5)
    1
    >>> wrong_type(True)
    1
    """
    return a


def bits(int a, int b):
    """
    >>> bits(12, 10)
    (8, 14, 6, -13)
    >>> bits(-1, 5)
    (5, -1, -6, 0)
    """
    return a & b, a | b, a ^ b, ~a


def shifts(int a, int b):
    """
    >>> shifts(3, 4), shifts(-16, 2)
    ((48, 0), (-64, -4))
    """
    return a << b, a >> b


def mixed(char a, short b, long c, float d):
    """
    >>> mixed(1, 2, 3, 0.5)
    (3, 5, 3.5, 6.5)
    """
    return a + b, b + c, c + d, a + b + c + d


def signs(int a, double b, unsigned short c):
    """
    >>> signs(5, 2.5, 3)
    (-5, -2.5, -3, 5, 2.5)
    >>> signs(0, 0.0, 0)
    (0, -0.0, 0, 0, 0.0)
    """
    return -a, -b, -c, +a, +b


def powers(double a, int b):
    """
    >>> powers(2.0, 10)
    (1024.0, 0.5)
    """
    return a ** b, a ** -1.0


def truth(int a, double b, unsigned char c, object d):
    """
    >>> truth(0, 0.0, 0, [])
    (False, False, False, False, True, True)
    >>> truth(1, 0.5, 255, [0])
    (True, True, True, True, False, False)
    """
    return bool(a), bool(b), bool(c), bool(d), not a, not b


def chosen(int a, int b):
    """
    >>> chosen(0, 5), chosen(3, 5), chosen(3, 0)
    ((5, 0, 5), (3, 5, 3), (3, 0, 0))
    """
    return a or b, a and b, (a if b > 1 and a else b)


def compares(int a, unsigned int b, double c):
    """
    >>> compares(1, 2, 1.5)
    (True, True, False, True)
    >>> compares(3, 2, 3.0)
    (False, False, True, False)
    """
    return a < 2, a < c, a == c, a < c < b


def extremes(int a, int b, double c):
    """
    >>> extremes(3, -4, 0.5)
    (-4, 3, 4, -4.0, 3.0)
    """
    return min(a, b), max(a, b), abs(b), min(a, b, c), max(c, a, b)


def augmented(int a, double b):
    """
    >>> augmented(10, 3.0)
    (6, 1.5)
    """
    a += 3
    a -= 1
    a *= 2
    a //= 5
    a <<= 1
    a |= 4
    a &= 6
    a ^= 2
    b *= 2.0
    b -= 3
    b /= 2
    return a, b


def large_literals():
    """
    >>> large_literals()
    (9223372036854775807, 18446744073709551615, 18446744073709551616, -9223372036854775808)
    """
    cdef long long a = 9223372036854775807
    cdef unsigned long long b = 18446744073709551615
    return a, b, 18446744073709551616, -9223372036854775808


def characters(char a, unsigned char b):
    """
    >>> characters(65, 200)
    (True, False, 66, 200)
    """
    return a == c'A', b == c'A', a + 1, b


def to_float(object value):
    """
    >>> to_float(3), to_float('2.5'), to_float(True)
    (3.0, 2.5, 1.0)
    >>> to_float('x')
    Traceback (most recent call last):
    ValueError: could not convert string to float: 'x'
    """
    cdef double number = float(value)
    return number
