"""Where Zilant and Cython differ and that is right: what generate.py therefore does not write.

Each has a minimal input, the answers of both, and who says which is right (the arbiter): C,
CPython, or nobody, where C leaves it open. tests/test_fuzz_typed.py holds the answers against both
compilers.
"""

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
KNOWN = [
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
        "Cython computes constants as Python does, whatever their suffixes and casts say",
        "C",
        "long a",
        "return a % ((7UL & 7) - 9)",
        "5",
        "1",
        "5",
    ),
    Known(
        "the bounds of a range are converted to an unsigned loop variable first",
        "CPython",
        "unsigned int v, int n",
        "for v in range(n):\n    break\nelse:\n    return 'none'\nreturn 'some'",
        "3, -1",
        "'some'",
        "'none'",
    ),
    Known(
        "reversed() of a range with a step divides as C does under cdivision",
        "CPython",
        "int n",
        "cdef int i, turns = 0\nfor i in reversed(range(n, n, -2)):\n    turns += 1\nreturn turns",
        "0",
        "1",
        "0",
        C_DIVISION,
    ),
    Known(
        "a remainder has the divisor's sign, also if it is zero or the divisor infinite",
        "CPython",
        "double a",
        "return a % -2.5",
        "5.0",
        "0.0",
        "-0.0",
    ),
    Known(
        "with cdivision `//` of two C floats is a double",
        "C",
        "float a",
        "return (a // a) - a",
        "1e10",
        "-9999999999.0",
        "-10000000000.0",
        C_DIVISION,
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
        "a number that equals one constant does not equal another one",
        "CPython",
        "int a",
        "if a in (127,) and a in (100,):\n    return 'both'\nreturn 'not both'",
        "100",
        "'both'",
        "'not both'",
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
        "the value of a chained assignment is evaluated once",
        "CPython",
        "",
        "cdef Bits b\ncdef int x\nb.word = 0x8000\nb.word = x = b.bytes[1]\nreturn x",
        "",
        "0",
        "128",
    ),
    Known(
        "two numbers narrower than an int are ints where one is chosen",
        "C",
        "short a, unsigned short b",
        "v = a if a else b\nreturn v",
        "-3, 7",
        "65533",
        "-3",
    ),
    Known(
        "the type of an undeclared variable that gets ~x of a narrow x is that of ~x",
        "C",
        "unsigned char a",
        "u = ~a\nreturn u",
        "255",
        "0",
        "-256",
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
