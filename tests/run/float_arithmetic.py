"""Floats in untyped code, alone and mixed with ints, bools and complex numbers."""


def arithmetic(a, b):
    """
    >>> arithmetic(7.5, 2.0)
    (9.5, 5.5, 15.0, 3.75, 3.0, 1.5)
    >>> arithmetic(-7.5, 2)
    (-5.5, -9.5, -15.0, -3.75, -4.0, 0.5)
    >>> arithmetic(1, 0.5)
    (1.5, 0.5, 0.5, 2.0, 2.0, 0.0)
    >>> arithmetic(True, 2.0)
    (3.0, -1.0, 2.0, 0.5, 0.0, 1.0)
    >>> arithmetic(2**64, 0.5)[0]
    1.8446744073709552e+19
    """
    return a + b, a - b, a * b, a / b, a // b, a % b


def floor_signs(a, b):
    """
    >>> floor_signs(5.5, -2.0)
    (-3.0, -0.5)
    >>> floor_signs(-0.0, 3.0)
    (-0.0, 0.0)
    >>> floor_signs(-1e-20, 3.0)
    (-1.0, 3.0)
    >>> floor_signs(1.0, float('inf'))
    (0.0, 1.0)
    >>> floor_signs(-1.0, float('inf'))
    (-1.0, inf)
    """
    return a // b, a % b


def special_values():
    """
    >>> special_values()
    (inf, -inf, True, False)
    """
    big = 1e308
    infinite = big * 10
    nothing = infinite - infinite
    return infinite, -infinite, nothing != nothing, nothing == nothing


def accumulate(n):
    """
    >>> accumulate(10)
    4.500000000000001
    >>> accumulate(0)
    0.0
    """
    total = 0.0
    for i in range(n):
        total += i * 0.1
    return total


def int_until_float(values):
    """
    >>> int_until_float([1, 2, 3])
    (6, 'int')
    >>> int_until_float([1, 2.0, 3])
    (6.0, 'float')
    >>> int_until_float([2**62, 2**62, 0.0])
    (9.223372036854776e+18, 'float')
    >>> int_until_float([1, 1j])
    ((1+1j), 'complex')
    """
    total = 0
    for value in values:
        total += value
    return total, type(total).__name__


def compare(a, b):
    """
    >>> compare(1, 1.0)
    (False, True, True, True, False, False)
    >>> compare(2**53 + 1, 2.0**53)
    (False, False, False, True, True, True)
    >>> compare(float('nan'), 1)
    (False, False, False, False, False, True)
    >>> compare(2**1100, float('inf'))
    (True, True, False, False, False, True)
    """
    return a < b, a <= b, a == b, a >= b, a > b, a != b


def error_of(a, b):
    """
    >>> error_of(1.0, 0)
    'ZeroDivisionError'
    >>> error_of(0, 0.0)
    'ZeroDivisionError'
    >>> error_of(1.0, 2)
    0.5
    """
    try:
        return a / b
    except ZeroDivisionError as error:
        return type(error).__name__


def float_power(a, b):
    """
    >>> float_power(2.0, 0.5)
    1.4142135623730951
    >>> float_power(-8.0, 1) , float_power(0.0, 0.0)
    (-8.0, 1.0)
    >>> float_power(10.0, 400)
    Traceback (most recent call last):
    OverflowError: (34, 'Numerical result out of range')
    >>> type(float_power(-8.0, 1 / 3)).__name__
    'complex'
    """
    return a ** b


def polynomial(x):
    """
    >>> polynomial(2)
    11
    >>> polynomial(0.5)
    2.0
    >>> polynomial(2**40) == 2 * 2**80 + 2**40 + 1
    True
    """
    return 2 * x * x + x + 1


def newton_root(value):
    """
    >>> newton_root(2.0)
    1.414213562373095
    >>> newton_root(9)
    3.0
    """
    guess = value
    for _ in range(40):
        guess = (guess + value / guess) / 2
    return guess


def big_int_to_float(a):
    """
    >>> big_int_to_float(2**70)
    1.1805916207174113e+21
    >>> big_int_to_float(10**400)
    Traceback (most recent call last):
    OverflowError: int too large to convert to float
    """
    return a + 0.0


def complex_numbers(a, b):
    """
    >>> complex_numbers(1 + 2j, 3)
    ((4+2j), (3+6j), (1-2j))
    >>> complex_numbers(1j, 1j)
    (2j, (-1+0j), -1j)
    """
    return a + b, a * b, a.conjugate()


def literals():
    """
    >>> literals()
    (0.5, 1000000.0, 1.5e-09, 3.0, 10.5, 2j)
    """
    return .5, 1e6, 1.5E-9, 3., 1_0.5, 2J


def rounding(a):
    """
    >>> rounding(2.5), rounding(3.5), rounding(-2.5)
    (2, 4, -2)
    >>> rounding(2**70) == 2**70
    True
    """
    return round(a)


def conversions(a):
    """
    >>> conversions(2.9)
    (2, 2.9, True)
    >>> conversions(-2.9)
    (-2, -2.9, True)
    >>> conversions(0)
    (0, 0.0, False)
    >>> conversions('12')
    (12, 12.0, True)
    >>> conversions(float('nan'))
    Traceback (most recent call last):
    ValueError: cannot convert float NaN to integer
    """
    return int(a), float(a), bool(a)


def power_of_calls(base, exponent):
    """The power of a negative number with a fraction is complex, whatever the operands come from.

    >>> power_of_calls(-4, 0.5).imag, power_of_calls(4, 0.5), power_of_calls(-4, 2)
    (2.0, 2.0, 16.0)
    >>> power_of_calls(0, -1)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ZeroDivisionError: zero to a negative power
    """
    return float(base) ** float(exponent)


def powers_with_constants(x):
    """
    >>> powers_with_constants(-2.0)
    (4.0, 0.25, 1.4142135623730951, 0.25)
    """
    return float(x) ** 2, float(x) ** -2, (float(x) ** 0.5).imag, 2.0 ** float(x)


def power_in_place(x):
    """
    >>> power_in_place(-4).imag
    2.0
    """
    value = float(x)
    value **= float(0.5)
    return value
