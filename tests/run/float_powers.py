"""Powers of floats are CPython's to the bit, with all their special cases."""
import operator
import random

INFINITY = float('inf')
VALUES = [0.0, 1.0, 2.0, 3.0, 0.5, 1.5, 1 / 3, 10.0, 1e-200, 1e200, 5e-324, 1.7976931348623157e308,
          2.0**52 + 0.5, 2.0**53 - 1, 2.0**53 + 2, 1023.0, 1024.0, 1074.0, 1075.0, INFINITY,
          float('nan')]
VALUES += [-value for value in VALUES]
INTS = [0, 1, 2, 3, 64, 1023, 1075, 2**53 + 1, 2**62]
INTS += [-value for value in INTS]


def outcome(function, *arguments):
    """The result to the bit, or the error with its text."""
    try:
        result = function(*arguments)
    except ArithmeticError as error:
        return type(error).__name__, str(error)
    return type(result).__name__, repr(result)


def differences(function, bases, exponents, reference=operator.pow):
    """What the function gives otherwise than the interpreter."""
    return [(base, exponent) for base in bases for exponent in exponents
            if outcome(function, base, exponent) != outcome(reference, base, exponent)]


def any_objects(a, b):
    return a ** b


def of_calls(a, b):
    return float(a) ** float(b)


def of_arithmetic(a, b):
    return (a * 1.0) ** (b * 1.0)


def in_place(a, b):
    value = a / 1.0
    value **= b / 1.0
    return value


def in_loop(a, b):
    base, exponent = a * 1.0, b * 1.0
    for i in range(3):
        value = base ** exponent
    return value


def with_int(a, n):
    base = a * 1.0
    for i in range(3):
        value = base ** n
    return value


def of_int(n, b):
    exponent = b * 1.0
    for i in range(3):
        value = n ** exponent
    return value


def special_cases():
    """
    >>> special_cases()
    [[], [], [], [], []]
    """
    return [differences(function, VALUES, VALUES)
            for function in (any_objects, of_calls, of_arithmetic, in_place, in_loop)]


def special_cases_with_ints():
    """
    >>> special_cases_with_ints()
    [[], [], []]
    """
    return [differences(with_int, VALUES, INTS), differences(of_int, INTS, VALUES),
            differences(any_objects, VALUES, INTS)]


def texts():
    """
    >>> texts()[1:]
    [('OverflowError', "(34, 'Numerical result out of range')"), ('complex', '2j'), 'inf']
    >>> texts()[0][0]
    'ZeroDivisionError'
    """
    kind, text = outcome(of_arithmetic, -4.0, 0.5)
    value = of_arithmetic(-4.0, 0.5)
    return [outcome(of_arithmetic, 0.0, -1.0), outcome(of_arithmetic, 1e200, 2.0),
            (kind, repr(complex(round(value.real), value.imag))),
            repr(of_arithmetic(-INFINITY, 0.5))]


def constant_exponents(x):
    y = x * 1.0
    for i in range(3):
        values = (y ** 2, y ** 2.0, y ** 3, y ** 1.0, y ** 0, y ** 0.5, y ** 1.5, y ** INFINITY)
    return values


def constant_negative_exponents(x):
    y = x * 1.0
    for i in range(3):
        values = (y ** -1, y ** -1.0, y ** -2, y ** -0.5, y ** -INFINITY)
    return values


def constant_bases(x):
    y = x * 1.0
    for i in range(3):
        values = (2 ** y, 2.0 ** y, 10.0 ** y, 1.0 ** y, 0.5 ** y, (-1.0) ** y, (-2) ** y)
    return values


def constants():
    """
    >>> constants()
    [[], [], []]
    """
    power = operator.pow

    def reference_exponents(x, unused):
        return tuple([power(x, e) for e in (2, 2.0, 3, 1.0, 0, 0.5, 1.5, INFINITY)])

    def reference_negative(x, unused):
        return tuple([power(x, e) for e in (-1, -1.0, -2, -0.5, -INFINITY)])

    def reference_bases(x, unused):
        return tuple([power(b, x) for b in (2, 2.0, 10.0, 1.0, 0.5, -1.0, -2)])

    pairs = ((constant_exponents, reference_exponents),
             (constant_negative_exponents, reference_negative),
             (constant_bases, reference_bases))
    return [differences(lambda x, unused, function=function: function(x), VALUES, [0], reference)
            for function, reference in pairs]


def squares(numbers):
    """x * x is not always what CPython gives, nor are sqrt, exp2 and 1 / x.

    >>> choose = random.Random(1)
    >>> numbers = [choose.lognormvariate(0, 20) for i in range(20000)]
    >>> [found == operator.pow(x, 2) for x, found in zip(numbers, squares(numbers))].count(False)
    0
    >>> [found == operator.pow(x, 0.5) for x, found in zip(numbers, roots(numbers))].count(False)
    0
    >>> [found == operator.pow(2.0, x) for x, found in zip(
    ...     [x % 50 for x in numbers], exponentials([x % 50 for x in numbers]))].count(False)
    0
    """
    found = []
    for x in numbers:
        y = x * 1.0
        found.append(y ** 2)
    return found


def roots(numbers):
    found = []
    for x in numbers:
        y = x * 1.0
        found.append(y ** 0.5)
    return found


def exponentials(numbers):
    found = []
    for x in numbers:
        y = x * 1.0
        found.append(2.0 ** y)
    return found


def norm(x, y):
    """A sum of squares has no complex part.

    >>> norm(3.0, 4.0), norm(0.0, 0.0)
    (5.0, 0.0)
    """
    dx, dy = x * 1.0, y * 1.0
    return ((dx ** 2 + dy ** 2) ** 0.5).real
