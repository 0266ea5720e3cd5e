"""Integers of any size in untyped code: the borders of machine words, bools, results that are big ints."""


def add(a, b):
    """
    >>> add(2, 3)
    5
    >>> add(2**30 - 1, 1)
    1073741824
    >>> add(2**31 - 1, 1)
    2147483648
    >>> add(2**60, 2**60)
    2305843009213693952
    >>> add(2**62 - 1, 1)
    4611686018427387904
    >>> add(2**63 - 1, 1)
    9223372036854775808
    >>> add(-2**63, -1)
    -9223372036854775809
    >>> add(2**200, -2**200)
    0
    >>> add(True, True)
    2
    >>> add(True, 0.5)
    1.5
    >>> add('a', 'b'), add([1], [2]), add((1,), ())
    ('ab', [1, 2], (1,))
    >>> add(1, 'b')
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'int' and 'str'
    >>> add(None, 1)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'
    """
    return a + b


def subtract(a, b):
    """
    >>> subtract(-2**63, 1)
    -9223372036854775809
    >>> subtract(2**63 - 1, -1)
    9223372036854775808
    >>> subtract(0, -2**63)
    9223372036854775808
    >>> subtract(True, True)
    0
    >>> subtract({1, 2}, {2})
    {1}
    >>> subtract(2**64, 2**64 - 1)
    1
    """
    return a - b


def multiply(a, b):
    """
    >>> multiply(2**31, 2**31)
    4611686018427387904
    >>> multiply(2**32, 2**31)
    9223372036854775808
    >>> multiply(-2**32, 2**31)
    -9223372036854775808
    >>> multiply(-1, -2**63)
    9223372036854775808
    >>> multiply(3037000500, 3037000500)
    9223372037000250000
    >>> multiply('ab', 3), multiply(2, [0])
    ('ababab', [0, 0])
    >>> multiply('ab', -1)
    ''
    >>> multiply(10**20, 10**20) == 10**40
    True
    >>> multiply('a', 'b')
    Traceback (most recent call last):
    TypeError: can't multiply sequence by non-int of type 'str'
    """
    return a * b


def negate(a):
    """
    >>> negate(-2**63)
    9223372036854775808
    >>> negate(2**63)
    -9223372036854775808
    >>> negate(True)
    -1
    >>> negate(0)
    0
    >>> negate('x')
    Traceback (most recent call last):
    TypeError: bad operand type for unary -: 'str'
    """
    return -a


def unary(a):
    """
    >>> unary(5)
    (5, -5, -6)
    >>> unary(-2**63)
    (-9223372036854775808, 9223372036854775808, 9223372036854775807)
    >>> unary(False)
    (0, 0, -1)
    >>> unary(2**100) == (2**100, -2**100, -2**100 - 1)
    True
    """
    return +a, -a, ~a


def bits(a, b):
    """
    >>> bits(12, 10)
    (8, 14, 6)
    >>> bits(-1, 2**63)
    (9223372036854775808, -1, -9223372036854775809)
    >>> bits(True, False)
    (False, True, True)
    >>> bits(True, 2)
    (0, 3, 3)
    >>> bits({1, 2}, {2, 3})
    ({2}, {1, 2, 3}, {1, 3})
    >>> bits(1.0, 2)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for &: 'float' and 'int'
    """
    return a & b, a | b, a ^ b


def sum_of(values):
    """
    >>> sum_of([])
    0
    >>> sum_of([1, True, 2])
    4
    >>> sum_of([2**62, 2**62, -2**62, -2**62])
    0
    >>> sum_of([2**63 - 1, 1, 1.5])
    9.223372036854776e+18
    >>> sum_of([0.1] * 3)
    0.30000000000000004
    """
    total = 0
    for value in values:
        total += value
    return total


def factorial(n):
    """
    >>> factorial(20)
    2432902008176640000
    >>> factorial(21)
    51090942171709440000
    >>> factorial(25)
    15511210043330985984000000
    """
    product = 1
    while n > 1:
        product *= n
        n -= 1
    return product


def count_up(start, steps):
    """
    >>> count_up(2**63 - 3, 5)
    9223372036854775810
    >>> count_up(2**30 - 1, 2)
    1073741825
    >>> count_up(0.5, 3)
    3.5
    """
    value = start
    for _ in range(steps):
        value += 1
    return value


def count_down(start, steps):
    """
    >>> count_down(-2**63 + 1, 3)
    -9223372036854775810
    >>> count_down(True, 1)
    0
    """
    value = start
    for _ in range(steps):
        value -= 1
    return value


def fibonacci(n):
    """
    >>> fibonacci(90)
    2880067194370816120
    >>> fibonacci(100)
    354224848179261915075
    """
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def constants():
    """
    >>> constants()
    (9223372036854775807, 9223372036854775808, -9223372036854775808, 18446744073709551616)
    """
    return 2**63 - 1, 9223372036854775808, -9223372036854775808, 0x10000000000000000


def type_of_sum(a, b):
    """The type of a result is Python's.

    >>> type_of_sum(True, False)
    'int'
    >>> type_of_sum(1, 1.0)
    'float'
    >>> type_of_sum(1, 1j)
    'complex'
    """
    return type(a + b).__name__


class Count(int):
    """An int with its own addition."""

    def __add__(self, other):
        return 'count'


def subclass_keeps_its_operator(times):
    """
    >>> subclass_keeps_its_operator(1)
    'count'
    >>> subclass_keeps_its_operator(0) == 3
    True
    """
    value = Count(3)
    for _ in range(times):
        value = value + 1
    return value


def identity_of_loaded(values):
    """A value that is only loaded and stored stays the object that it was.

    >>> identity_of_loaded([10**6, 2.5, 'x'])
    [True, True, True]
    """
    result = []
    for value in values:
        copy = value
        result.append(copy is value)
    return result


def mixed_loop(values):
    """
    >>> mixed_loop([1, 2.0, 3])
    12.0
    >>> mixed_loop([1, 2, 3])
    12
    >>> mixed_loop(['ab'])
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'int' and 'str'
    """
    total = 0
    for value in values:
        total = total + value * 2
    return total
