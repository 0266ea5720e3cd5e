"""The C types, the values at their edges, and the head of every module."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CType:
    """A C type: its name in the language, its kind, and its bits."""

    name: str
    kind: str  # int, bint, ucs4, enum, float, complex
    bits: int = 0
    signed: bool = True

    @property
    def node_kind(self):
        """The kind of nodes that stand for values of it."""
        return self.kind if self.kind in {"float", "complex"} else "int"

    @property
    def smallest(self):
        return -(1 << (self.bits - 1)) if self.signed else 0

    @property
    def largest(self):
        return (1 << (self.bits - self.signed)) - 1


INTEGERS = [
    CType("char", "int", 8),
    CType("signed char", "int", 8),
    CType("unsigned char", "int", 8, False),
    CType("short", "int", 16),
    CType("unsigned short", "int", 16, False),
    CType("int", "int", 32),
    CType("unsigned int", "int", 32, False),
    CType("long", "int", 64),
    CType("unsigned long", "int", 64, False),
    CType("long long", "int", 64),
    CType("unsigned long long", "int", 64, False),
    CType("Py_ssize_t", "int", 64),
    CType("size_t", "int", 64, False),
    CType("int8_t", "int", 8),
    CType("uint16_t", "int", 16, False),
    CType("int32_t", "int", 32),
    CType("uint32_t", "int", 32, False),
    CType("uint64_t", "int", 64, False),
]
SMALL = [
    CType("bint", "bint", 1, False),
    CType("Py_UCS4", "ucs4", 21, False),
    CType("Colour", "enum", 32, False),
    CType("Level", "enum", 32),
]
FLOATS = [CType("float", "float", 32), CType("double", "float", 64)]
COMPLEX = [CType("float complex", "complex", 64), CType("double complex", "complex", 128)]

MEMBERS = {"Colour": ["RED", "GREEN", "BLUE"], "Level": ["LOW", "MIDDLE", "HIGH"]}

# Python values that a C variable is given: the edges of the type, and what is no number.
FLOAT_VALUES = [
    "0.0",
    "-0.0",
    "1.0",
    "-2.5",
    "3.75",
    "1e10",
    "-1e300",
    "float('inf')",
    "float('-inf')",
    "float('nan')",
    "0.1",
    "7",
]
COMPLEX_VALUES = ["0j", "1+2j", "-1.5j", "2.5", "-3-0.5j", "1e20+1e-3j"]
TEXT_VALUES = ["'a'", "'0'", "'\\xe9'", "'\\u20ac'", "'\\U0001f600'", "' '", "'Z'"]
NO_NUMBERS = [
    "None",
    "'12'",
    "b'x'",
    "1.5",
    "-0.5",
    "[]",
    "1j",
    "2**63",
    "-2**63 - 1",
    "2**64",
    "2**31 - 1",
    "-2**31 - 1",
    "2**100",
    "True",
    "Int(7)",
    "Truth(True)",
    "Number(2.5)",
    "'ab'",
    "''",
]

HEAD = """\
# cython: language_level=3, cdivision={cdivision}
from libc.math cimport ceil, fabs, floor, sqrt, trunc
from libc.stdint cimport int8_t, int32_t, uint16_t, uint32_t, uint64_t
cimport cython

BIG, HUGE, NEGATIVE = 2**40 + 7, 2**70 + 1, -(2**31) - 1


cdef enum Colour:
    RED
    GREEN = 5
    BLUE


cpdef enum Level:
    LOW = -3
    MIDDLE
    HIGH = 100


cdef double within(double x, double low, double high) noexcept nogil:
    return x if low < x < high else 0.0

"""
