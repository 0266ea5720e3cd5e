"""Division, remainder, power and shifts of untyped values: signs, zero, and results beyond a machine word."""


def floor_divide(a, b):
    """
    >>> floor_divide(7, 2), floor_divide(-7, 2), floor_divide(7, -2), floor_divide(-7, -2)
    (3, -4, -4, 3)
    >>> floor_divide(-2**63, -1)
    9223372036854775808
    >>> floor_divide(2**64, 2**32)
    4294967296
    >>> floor_divide(7.5, 2)
    3.0
    >>> floor_divide(True, 2)
    0
    >>> floor_divide(1, 'x')
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for //: 'int' and 'str'
    """
    return a // b


def remainder(a, b):
    """
    >>> remainder(7, 3), remainder(-7, 3), remainder(7, -3), remainder(-7, -3)
    (1, 2, -2, -1)
    >>> remainder(-2**63, -1)
    0
    >>> remainder(2**100, 7)
    2
    >>> remainder(-7.5, 2)
    0.5
    >>> remainder(0, 5)
    0
    >>> remainder('%s-%d', ('a', 3))
    'a-3'
    >>> remainder('%r', 'x')
    "'x'"
    """
    return a % b


def true_divide(a, b):
    """
    >>> true_divide(7, 2)
    3.5
    >>> true_divide(6, 3)
    2.0
    >>> true_divide(2**64, 2**63)
    2.0
    >>> true_divide(-1, 3)
    -0.3333333333333333
    >>> true_divide(2**53 + 1, 1)
    9007199254740992.0
    >>> true_divide(10**400, 10**399)
    10.0
    >>> true_divide(10**400, 1)
    Traceback (most recent call last):
    OverflowError: integer division result too large for a float
    """
    return a / b


def error_text(operation, a, b):
    """
    >>> error_text(floor_divide, 1.0, 0)
    'ZeroDivisionError'
    >>> error_text(remainder, 1, 0)
    'ZeroDivisionError'
    >>> error_text(true_divide, 1, 0)
    'ZeroDivisionError'
    >>> error_text(true_divide, 0.0, 0.0)
    'ZeroDivisionError'
    >>> error_text(floor_divide, 2**100, 0)
    'ZeroDivisionError'
    >>> error_text(divide_in_place, 3, 0)
    'ZeroDivisionError'
    """
    try:
        operation(a, b)
    except ZeroDivisionError as error:
        return type(error).__name__


def divide_in_place(a, b):
    """
    >>> divide_in_place(17, 5)
    (3, 2, 3.4)
    >>> divide_in_place(-17, 5)
    (-4, 3, -3.4)
    """
    x = y = z = a
    x //= b
    y %= b
    z /= b
    return x, y, z


def divide_and_remainder(a, b):
    """
    >>> divide_and_remainder(-7, 2)
    (-4, 1)
    >>> divide_and_remainder(7.5, -2)
    (-4.0, -0.5)
    """
    return divmod(a, b)


def power(a, b):
    """
    >>> power(2, 10)
    1024
    >>> power(2, 62), power(2, 63), power(2, 64)
    (4611686018427387904, 9223372036854775808, 18446744073709551616)
    >>> power(-2, 63)
    -9223372036854775808
    >>> power(2, -1)
    0.5
    >>> power(0, 0)
    1
    >>> power(2.0, 3)
    8.0
    >>> power(9, 0.5)
    3.0
    >>> power(10, 20)
    100000000000000000000
    >>> power(True, 5)
    1
    """
    return a ** b


def power_constant(a):
    """
    >>> power_constant(3)
    (9, 27, 8)
    >>> power_constant(-1)
    (1, -1, 0.5)
    """
    return a ** 2, a ** 3, 2 ** a


def power_square(a):
    """
    >>> power_square(3037000500)
    9223372037000250000
    >>> power_square(-1.5)
    2.25
    """
    return a ** 2


def negative_base(a):
    """The minus sign binds less tightly than the power.

    >>> negative_base(2)
    (-4, 4)
    """
    return -a ** 2, (-a) ** 2


def right_associative(a, b, c):
    """
    >>> right_associative(2, 3, 2)
    512
    """
    return a ** b ** c


def shift_left(a, b):
    """
    >>> shift_left(1, 62), shift_left(1, 63), shift_left(1, 64)
    (4611686018427387904, 9223372036854775808, 18446744073709551616)
    >>> shift_left(-1, 63), shift_left(-1, 64)
    (-9223372036854775808, -18446744073709551616)
    >>> shift_left(0, 1000)
    0
    >>> shift_left(True, 2)
    4
    >>> shift_left(1, -1)
    Traceback (most recent call last):
    ValueError: negative shift count
    >>> shift_left(1.0, 1)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for <<: 'float' and 'int'
    """
    return a << b


def shift_right(a, b):
    """
    >>> shift_right(256, 4), shift_right(-1, 10), shift_right(-256, 4)
    (16, -1, -16)
    >>> shift_right(1, 64), shift_right(-1, 64), shift_right(5, 10**6)
    (0, -1, 0)
    >>> shift_right(2**100, 98)
    4
    >>> shift_right(1, -1)
    Traceback (most recent call last):
    ValueError: negative shift count
    """
    return a >> b


def shifted_in_a_loop(times):
    """
    >>> shifted_in_a_loop(70)
    (1180591620717411303424, 0)
    """
    left = 1
    right = 2**62
    for _ in range(times):
        left <<= 1
        right >>= 1
    return left, right


def greatest_common_divisor(a, b):
    """
    >>> greatest_common_divisor(1071, 462)
    21
    >>> greatest_common_divisor(2**70, 6**30) == 2**30
    True
    >>> greatest_common_divisor(-12, 18)
    6
    """
    while b:
        a, b = b, a % b
    return abs(a)


def digits(n):
    """
    >>> digits(9876543210)
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    >>> digits(10**25)[-1], len(digits(10**25))
    (1, 26)
    """
    result = []
    while n > 0:
        result.append(n % 10)
        n //= 10
    return result


def matrix_multiply(a, b):
    """
    >>> matrix_multiply(Matrix(), 3)
    'matrix @ 3'
    >>> matrix_multiply(3, 3)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for @: 'int' and 'int'
    """
    return a @ b


class Matrix:
    """A class with the operator `@`."""

    def __matmul__(self, other):
        return f'matrix @ {other}'
