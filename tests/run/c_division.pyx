"""Division of C numbers: Python's signs, zero, cdivision, remainders of floats."""

cimport cython


def floor_divide(int a, int b):
    """
    >>> floor_divide(7, 2), floor_divide(-7, 2), floor_divide(7, -2), floor_divide(-7, -2)
    (3, -4, -4, 3)
    >>> floor_divide(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero
    """
    return a // b


def remainder(int a, int b):
    """
    >>> remainder(7, 3), remainder(-7, 3), remainder(7, -3), remainder(-7, -3)
    (1, 2, -2, -1)
    >>> remainder(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero
    """
    return a % b


def true_divide(int a, int b):
    """
    >>> true_divide(7, 2), true_divide(-6, 3)
    (3.5, -2.0)
    >>> true_divide(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: float division
    """
    return a / b


def overflowing_division(long a, long b):
    """
    >>> overflowing_division(-2**63, -1)
    Traceback (most recent call last):
    OverflowError: value too large to perform division
    """
    return a // b


def unsigned_division(unsigned int a, unsigned int b):
    """
    >>> unsigned_division(4294967295, 2)
    (2147483647, 1)
    >>> unsigned_division(5, 0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero
    """
    return a // b, a % b


def long_division(long long a, long long b):
    """
    >>> long_division(-2**62, 3)
    (-1537228672809129302, 2)
    >>> long_division(2**63 - 1, -1)
    (-9223372036854775807, 0)
    """
    return a // b, a % b


@cython.cdivision(True)
def c_division(int a, int b):
    """With cdivision, signs are C's.

    >>> c_division(7, 2), c_division(-7, 2), c_division(7, -2), c_division(-7, -2)
    ((3, 1), (-3, -1), (-3, 1), (3, -1))
    """
    return a // b, a % b


@cython.cdivision(True)
def c_float_division(double a, double b):
    """With cdivision, nothing is raised.

    >>> c_float_division(1, 0), c_float_division(-1, 0)
    (inf, -inf)
    """
    return a / b


@cython.cdivision(False)
def python_division(int a, int b):
    """
    >>> python_division(-7, 2)
    (-4, 1)
    """
    return a // b, a % b


def divide_in_block(int a, int b):
    """
    >>> divide_in_block(-7, 2)
    (-4, -3)
    """
    python = a // b
    with cython.cdivision(True):
        c = a // b
    return python, c


def float_division(double a, double b):
    """
    >>> float_division(7, 2), float_division(-7.5, 2)
    ((3.5, 3.0, 1.0), (-3.75, -4.0, 0.5))
    >>> float_division(7, -2)
    (-3.5, -4.0, -1.0)
    >>> float_division(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: float division
    """
    return a / b, a // b, a % b


def float_remainder_by_zero(double a, double b):
    """
    >>> float_remainder_by_zero(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: float divmod()
    """
    return a % b


def in_place(int a, int b):
    """
    >>> in_place(-17, 5)
    (-4, 3)
    >>> in_place(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero  # until 3.13
    ZeroDivisionError: division by zero  # from 3.14
    """
    c = d = a
    c //= b
    d %= b
    return c, d


def by_constants(int a):
    """
    >>> by_constants(-7), by_constants(7)
    ((-4, 1, -1, 1), (3, 1, 0, 7))
    """
    return a // 2, a % 2, a // 8, a % 8


def by_negative_constant(int a):
    """
    >>> by_negative_constant(7), by_negative_constant(-7)
    ((-4, -1), (3, -1))
    """
    return a // -2, a % -2


def object_divisor(int a, b):
    """
    >>> object_divisor(7, 2.0), object_divisor(-7, 2)
    (3.0, -4)
    """
    return a // b


def mixed(int a, double b):
    """
    >>> mixed(7, 2.0)
    (3.5, 3.0, 1.0)
    """
    return a / b, a // b, a % b


def float_type(float a, float b):
    """
    >>> float_type(1, 4)
    (0.25, 0.0, 1.0)
    """
    return a / b, a // b, a % b


def caught(int a, int b):
    """
    >>> caught(1, 0), caught(4, 2)
    ('zero', 2)
    """
    try:
        return a // b
    except ZeroDivisionError:
        return 'zero'


cdef int divide_nogil(int a, int b) except? -1 nogil:
    return a // b


def without_gil(int a, int b):
    """
    >>> without_gil(-7, 2)
    -4
    >>> without_gil(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero
    """
    cdef int result
    with nogil:
        result = divide_nogil(a, b)
    return result


def digit_sum(unsigned long long n):
    """
    >>> digit_sum(2**64 - 1), digit_sum(0)
    (87, 0)
    """
    cdef int total = 0
    while n > 0:
        total += n % 10
        n //= 10
    return total


def divide_and_remainder(int a, int b):
    """
    >>> divide_and_remainder(-7, 2)
    (-4, 1)
    """
    return divmod(a, b)
