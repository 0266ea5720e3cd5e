"""Where Zilant and Cython differ and that is right: what generate.py therefore does not write.

Each has a minimal input, the answers of both, and who says which is right (the arbiter): C,
CPython, or nobody, where C leaves it open. tests/test_fuzz_typed.py holds the answers against both
compilers.
"""

import re
from dataclasses import dataclass

from tree import Function, simple

HEAD = """\
# cython: language_level=3
cimport cython


cdef enum Colour:
    RED


cdef union Bits:
    unsigned int word
    unsigned char bytes[4]


cdef int count(Bits *bits) except? -1:
    bits.word += 1
    return bits.word


cdef int popped(list numbers) noexcept:
    return numbers.pop()


"""


@dataclass(frozen=True)
class Known:
    why: str
    arbiter: str
    parameters: str
    body: str  # statements
    call: str  # the texts of the arguments
    cython: str
    zilant: str
    decorator: str = ""

    def function(self):
        head = f"def {{}}({self.parameters}):"
        body = [simple(line) for line in self.body.splitlines()]
        return Function([self.decorator] * bool(self.decorator), head, body, [self.call])


C_DIVISION = "@cython.cdivision(True)"
# Kinds with several examples.
CONSTANTS = "constants are computed in their types, whatever is known of their values"
BOUNDS = "the bounds of a loop are what they are, whatever type the loop variable has"
REVERSED = "reversed() of a range with a step gives what is in the range"
FLOOR_DIVISION = "`//` and `%` of floating point numbers are Python's without cdivision"
FLOATS = "what the language says is a C float is computed as one"
SWITCH = "comparisons with constants are comparisons, and no switch over the constants"
EVALUATION = "each operand is evaluated once, in its place, before anything is done with them"
ELEMENTS = "an operator and `=` do to an element of a view what they do to a variable"
# Texts of exceptions of Cython's where nothing is wrong; an answer that nobody gives.
UNKNOWN = "unknown"
REFUSALS = ("Invalid shape in axis", UNKNOWN)
# An argument that lies otherwise than it is declared, for which numpy's arrays have no equal.
NOT_TAKEN = "ValueError: ndarray is not"
# Slices of views with a step: Cython's have items, and leave the view, where Python's are empty.
STEPS = re.compile(r":[^\[\],:]*:[^\[\],:]+[,\]]")
ITEM_UPDATED = re.compile(r"\] [-+*]= ")
TRANSPOSED = re.compile(r"\]\.T\b")


def is_known_of_loops(text, answer):
    """Does Cython differ in a kind that is known where loops over memoryviews (loops.py) give this
    answer? It does not look for None, and looks at the index of `v[i] += x` last (ELEMENTS). For it
    `v[0, :].T` is a ValueError: it takes the strides of what has lost an axis for indirect ones."""
    if STEPS.search(text) or TRANSPOSED.search(text) or answer.startswith("AttributeError"):
        return True
    return answer.startswith("IndexError") and ITEM_UPDATED.search(text) is not None


KNOWN = [
    Known(
        "a view without items can be copied",
        "numpy",
        "double[:] x",
        "return x.copy().shape[0]",
        "array('d')",
        "ValueError: Invalid shape in axis 0: 0.",
        "0",
    ),
    Known(
        "a slice with a negative step ends before the first item, wherever it starts",
        "CPython",
        "double[:] x",
        "return [x[-9:5:-1].shape[0], x[:-9:-1].shape[0]]",
        "array('d', [1, 2])",
        "[0, 1]",
        "[0, 2]",
    ),
    Known(
        "a literal is a long: signed arithmetic with one has 64 bits, where C has those of an int",
        "open in C",
        "int x",
        "return x + 1",
        "2147483647",
        "-2147483648",
        "2147483648",
    ),
    Known(
        CONSTANTS,
        "C",
        "long a",
        "return a % ((7UL & 7) - 9)",
        "5",
        "1",
        "5",
    ),
    Known(
        CONSTANTS,
        "CPython",
        "signed char a, unsigned int b",
        "return (3LL and a) < b",
        "-1, 1",
        "False",
        "True",
    ),
    Known(
        "counting down compares with the bound itself, not with what is a step above it",
        "C",
        "unsigned long v, unsigned int end",
        "cdef int turns = 0\nfor v from 0 >= v >= end:\n    turns += 1\n    if turns > 9:\n"
        "        break\nreturn turns",
        "0, 4294967295",
        "10",
        "0",
    ),
    Known(
        BOUNDS,
        "CPython",
        "unsigned int v, int n",
        "for v in range(n):\n    break\nelse:\n    return 'none'\nreturn 'some'",
        "3, -1",
        "'some'",
        "'none'",
    ),
    Known(
        REVERSED,
        "CPython",
        "int n",
        "cdef int i, turns = 0\nfor i in reversed(range(n, n, -2)):\n    turns += 1\nreturn turns",
        "0",
        "1",
        "0",
        C_DIVISION,
    ),
    Known(
        BOUNDS,
        "C",
        "int v, short a",
        "for v from 0 <= v < (a and 9223372036854775807LL):\n    return 'some'\nreturn 'none'",
        "5, 1",
        "'none'",
        "'some'",
    ),
    Known(
        "what is chosen from numbers becomes a text as it is, in f-strings too",
        "CPython",
        "bint a, double b, int c",
        "return f'{b if a else c}', str(b if a else c)",
        "False, 2.5, 5",
        "('5.0', '5')",
        "('5', '5')",
    ),
    Known(
        REVERSED,
        "CPython",
        "int n",
        "cdef signed char i\ncdef int turns = 0\nfor i in reversed(range(n, 0, 100)):\n"
        "    turns += 1\n    if turns > 9:\n        break\nreturn i, turns",
        "-100",
        "(24, 10)",
        "(-100, 1)",
    ),
    Known(
        FLOOR_DIVISION,
        "CPython",
        "double a",
        "return a % -2.5",
        "5.0",
        "0.0",
        "-0.0",
    ),
    Known(
        FLOOR_DIVISION,
        "CPython",
        "double a",
        "return a // 0.1",
        "1.0",
        "10.0",
        "9.0",
    ),
    Known(
        FLOATS,
        "C",
        "float a",
        "return (a // a) - a",
        "1e10",
        "-9999999999.0",
        "-10000000000.0",
        C_DIVISION,
    ),
    Known(
        FLOATS,
        "C",
        "float a",
        "return a + 127",
        "0.1",
        "127.10000000149012",
        "127.0999984741211",
    ),
    Known(
        "the elements of bytes are numbers from 0 to 255, also for a C int",
        "CPython",
        "bytes text",
        "cdef int c\nfor c in text:\n    pass\nreturn c",
        "b'\\x80'",
        "-128",
        "128",
    ),
    Known(
        SWITCH,
        "CPython",
        "int a",
        "if a in (127,) and a in (100,):\n    return 'both'\nreturn 'not both'",
        "100",
        "'both'",
        "'not both'",
    ),
    Known(
        SWITCH,
        "C",
        "int a",
        "if a == 4294967295UL or a == 5:\n    return 'one'\nreturn 'none'",
        "-1",
        "'one'",
        "'none'",
    ),
    Known(
        "an item of a C tuple can be set by an augmented assignment too",
        "C",
        "int a",
        "cdef (int, int) t = (a, 2)\nt[1] += 5\nreturn t",
        "1",
        "TypeError: 'tuple' object does not support item assignment",
        "(1, 7)",
    ),
    Known(
        EVALUATION,
        "CPython",
        "",
        "cdef Bits b\ncdef int x\nb.word = 0x8000\nb.word = x = b.bytes[1]\nreturn x",
        "",
        "0",
        "128",
    ),
    Known(
        EVALUATION,
        "CPython",
        "int a",
        "cdef Bits b\nb.word = a\ncdef (int, int) t = (b.word, count(&b))\nreturn t",
        "5",
        "(6, 6)",
        "(5, 6)",
    ),
    Known(
        EVALUATION,
        "CPython",
        "list a",
        "return min(<int>a.pop(), 10 * <int>a.pop())",
        "[1, 2]",
        "1",
        "2",
    ),
    Known(
        EVALUATION,
        "CPython",
        "list a",
        "return popped(a) - <int>a.pop()",
        "[1, 2]",
        "-1",
        "1",
    ),
    Known(
        EVALUATION,
        "CPython",
        "str a, b",
        "return a[: <int>b]",
        "None, 2**40",
        "TypeError: 'NoneType' object is not subscriptable",
        "OverflowError: value too large to convert to int",
    ),
    Known(
        ELEMENTS,
        "CPython",
        "double[:] m, double a",
        "m[0] /= a\nreturn m[0]",
        "array('d', [1.0]), 0.0",
        "inf",
        "ZeroDivisionError: float division",
    ),
    Known(
        ELEMENTS,
        "CPython",
        "unsigned char[:] m, a",
        "m[0] -= a\nreturn m[0]",
        "array('B', [0]), -5",
        "OverflowError: can't convert negative value to unsigned char",
        "5",
    ),
    Known(
        ELEMENTS,
        "CPython",
        "int[:] m, a",
        "m[0] += <int>a",
        "array('i', []), 'x'",
        "TypeError: an integer is required",
        "IndexError: Out of bounds on buffer access (axis 0)",
    ),
    Known(
        "an enum without negative members is an int; gcc makes it unsigned",
        "open in C",
        "int a",
        "cdef int zero = 0\nreturn (<Colour>a) < zero",
        "-3",
        "False",
        "True",
    ),
    Known(
        "what has __index__ is a C integer",
        "CPython",
        "unsigned char a",
        "return a",
        "Index(5)",
        "TypeError: an integer is required",
        "5",
    ),
]
