"""Numbers: every operator on every pair of a grid must do exactly what the interpreter does."""

import fractions
import math
import operator
import random
import unittest

import driver

BINARY = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "floor_divide": operator.floordiv,
    "modulo": operator.mod,
    "power": operator.pow,
    "left_shift": operator.lshift,
    "right_shift": operator.rshift,
    "bit_and": operator.and_,
    "bit_or": operator.or_,
    "bit_xor": operator.xor,
    "matrix_multiply": operator.matmul,
}
INPLACE = {
    name: getattr(operator, "i" + function.__name__.strip("_")) for name, function in BINARY.items()
}
COMPARE = {
    "less": operator.lt,
    "less_equal": operator.le,
    "equal": operator.eq,
    "not_equal": operator.ne,
    "greater": operator.gt,
    "greater_equal": operator.ge,
}
UNARY = {"negate": operator.neg, "plus": operator.pos, "invert": operator.invert}


class SmallInt(int):
    def __add__(self, other):
        return ("added", int(self), other)

    def __lt__(self, other):
        return "less"


class Own:
    def __add__(self, other):
        return ("own", other)

    __radd__ = __sub__ = __rmul__ = __matmul__ = __add__

    def __iadd__(self, other):
        return ("in place", other)

    def __bool__(self):
        raise ValueError("no truth")

    def __lt__(self, other):
        return self

    def __index__(self):
        return 7

    def __repr__(self):
        return "Own"


INTS = sorted(
    {
        sign * (2**power + offset)
        for power in (0, 30, 31, 53, 60, 62, 63, 64, 90)
        for offset in (-1, 0, 1)
        for sign in (1, -1)
    }
    | {7, -7, 10, 100, 3**40}
)
SMALL = [
    -(2**63),
    -(2**62),
    -(2**30),
    -7,
    -2,
    -1,
    0,
    1,
    2,
    3,
    10,
    62,
    63,
    64,
    2**31,
    2**53 + 1,
    2**63 - 1,
]
FLOATS = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -2.5,
    3.7,
    1e300,
    -1e300,
    5e-324,
    2.0**53,
    2.0**63,
    -(2.0**63),
    math.inf,
    -math.inf,
    math.nan,
]
OTHERS = [True, False, SmallInt(3), fractions.Fraction(1, 3), Own(), "ab", 1j, (1,), None]


def outcome(function, *arguments):
    """What a call gives or raises, so that NaN equals NaN, -0.0 is not 0.0 and True not 1."""
    try:
        value = function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)
    return type(value).__name__, repr(value)


def is_costly(name, a, b):
    """Powers and shifts whose result has too many digits to compute."""
    if not isinstance(b, int) or isinstance(a, float):
        return False
    return (name == "power" and abs(b) > 130) or (name == "left_shift" and b > 300)


class Numbers(unittest.TestCase):
    def check_binary(self, a, b, names=BINARY):
        for name in names:
            if is_costly(name, a, b):
                continue
            expected = outcome(BINARY[name], a, b)
            expected_inplace = outcome(INPLACE[name], a, b)
            for form in range(5):
                got = outcome(driver.binary, name, a, b, form, 0)
                self.assertEqual(got, expected, (name, a, b, form))
                got = outcome(driver.binary, name, a, b, form, 1)
                self.assertEqual(got, expected_inplace, (name, a, b, form, "in place"))

    def check_compare(self, a, b):
        for name, function in COMPARE.items():
            expected = outcome(function, a, b)
            expected_truth = outcome(lambda: bool(function(a, b)))
            for form in range(5):
                self.assertEqual(
                    outcome(driver.compare, name, a, b, form, 0), expected, (name, a, b)
                )
                got = outcome(driver.compare, name, a, b, form, 1)
                self.assertEqual(got, expected_truth, (name, a, b, form))

    def test_ints(self):
        for a in INTS:
            for b in SMALL:
                self.check_binary(a, b)

    def test_int_pairs(self):
        for a in INTS:
            for b in INTS:
                self.check_binary(
                    a, b, ("add", "subtract", "multiply", "divide", "modulo", "bit_xor")
                )

    def test_compare_ints(self):
        for a in INTS:
            for b in INTS + FLOATS:
                self.check_compare(a, b)
                self.check_compare(b, a)

    def test_floats(self):
        for a in FLOATS:
            for b in FLOATS:
                self.check_binary(a, b)
                self.check_compare(a, b)

    def test_ints_and_floats(self):
        for a in INTS:
            for b in FLOATS:
                self.check_binary(a, b)
                self.check_binary(b, a)

    def test_other_objects(self):
        for a in OTHERS:
            for b in OTHERS + [3, 2.5, 2**80]:
                self.check_binary(a, b)
                self.check_binary(b, a)
                self.check_compare(a, b)
                self.check_compare(b, a)

    def test_unary(self):
        for a in INTS + FLOATS + OTHERS:
            for name, function in UNARY.items():
                for form in (0, 1, 4):
                    self.assertEqual(
                        outcome(driver.unary, name, a, form), outcome(function, a), (name, a)
                    )

    def test_truth(self):
        for a in INTS + FLOATS + OTHERS:
            for form in (0, 1, 4):
                self.assertEqual(outcome(driver.truth, a, form), outcome(bool, a))

    def test_loaded_object_stays_that_object(self):
        big = 10**6
        self.assertIs(driver.unary("plus", big, 0), big)

    def test_mutable_inplace(self):
        for form in (0, 4):
            items = [1]
            self.assertIs(driver.binary("add", items, [2], form, 1), items)
            self.assertEqual(items, [1, 2])


class ThroughInt:
    def __int__(self):
        return 6


class BadInt:
    def __int__(self):
        return "a"


class BadIndex:
    def __index__(self):
        return "a"


class ThroughFloat:
    def __float__(self):
        return 2.5


class Conversions(unittest.TestCase):
    def expect(self, what, value, expected):
        for form in (0, 1, 4):
            got = outcome(driver.unbox, what, value, form)
            if isinstance(expected, Exception):
                self.assertEqual(got, (type(expected).__name__, str(expected)), (what, value))
            else:
                self.assertEqual(got, (type(expected).__name__, repr(expected)), (what, value))

    def test_int64(self):
        for value in INTS:
            fits = -(2**63) <= value < 2**63
            error = OverflowError("Python int too large to convert to C long")
            self.expect("int64", value, value if fits else error)
        self.expect("int64", True, 1)
        self.expect("int64", 1.5, 1)
        self.expect("int64", SmallInt(5), 5)
        self.expect("int64", ThroughInt(), 6)
        self.expect("int64", Own(), 7)
        self.expect("int64", "1", TypeError("an integer is required"))
        self.expect("int64", None, TypeError("an integer is required"))
        self.expect("int64", ThroughFloat(), TypeError("an integer is required"))
        self.expect("int64", BadInt(), TypeError("__int__ returned non-int (type str)"))

    def test_uint64(self):
        for value in INTS:
            if value < 0:
                self.expect(
                    "uint64", value, OverflowError("can't convert negative value to unsigned long")
                )
            elif value >= 2**64:
                self.expect(
                    "uint64",
                    value,
                    OverflowError("Python int too large to convert to C unsigned long"),
                )
            else:
                self.expect("uint64", value, value)

    def test_float(self):
        for value in FLOATS:
            self.expect("float", value, value)
        self.expect("float", 3, 3.0)
        self.expect("float", 2**63, 2.0**63)
        self.expect("float", ThroughFloat(), 2.5)
        self.expect("float", True, 1.0)
        self.expect("float", "1", TypeError("must be real number, not str"))
        self.expect("float", 10**400, OverflowError("int too large to convert to float"))

    def test_characters(self):
        self.expect("ucs4", "a", 97)
        self.expect("ucs4", "\U0001f600", 0x1F600)
        text = "only single character unicode strings can be converted to Py_UCS4, got length 2"
        self.expect("ucs4", "ab", ValueError(text))
        self.expect("ucs4", 0x110000, OverflowError("value too large to convert to Py_UCS4"))

    def test_c_numbers(self):
        finite = [value for value in FLOATS if math.isfinite(value)]
        for a in FLOATS:
            for b in finite:
                if b != 0.0:
                    self.assertEqual(
                        repr(driver.c_float("floor_divide", a, b)), repr(a // b), (a, b)
                    )
                    self.assertEqual(repr(driver.c_float("modulo", a, b)), repr(a % b), (a, b))
        for a in (0.0, 2.0, 0.5, 3.0, -2.0, math.inf, -math.inf, math.nan):
            for b in (0.0, 1.0, -1.0, 2.0, 1000.0, 5000.0, math.inf):
                self.assertEqual(
                    outcome(driver.c_float, "power", a, b), outcome(operator.pow, a, b), (a, b)
                )
        choose = random.Random(5)
        spread = [choose.lognormvariate(0, 50) for _ in range(5000)]
        pairs = [(a, b) for a in FLOATS for b in FLOATS]
        pairs += [(a, b) for a in spread for b in (2.0, 0.5, -1.0, 1.5)]
        for a, b in pairs:
            kind, expected = outcome(operator.pow, a, b)
            power = driver.c_float("power_real", a, b)
            if math.isfinite(power) or kind == "float":
                self.assertEqual(repr(power), expected, (a, b))
        for a in (-3, -1, 0, 1, 2, 3):
            for b in range(0, 20):
                self.assertEqual(driver.power_int(a, b), a**b)
        # with a negative exponent as Cython's: 0, of 1 and -1 too
        self.assertEqual([driver.power_int(a, -3) for a in (-1, 1, 2)], [0, 0, 0])


if __name__ == "__main__":
    unittest.main()
