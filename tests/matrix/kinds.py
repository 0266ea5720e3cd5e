"""The kinds of variables: one line a kind.

`{}` stands for a variable's name, `i` for a C int that the value depends on.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """How a kind of variable is declared, set and shown."""

    name: str
    declaration: str  # of a variable
    put: str  # sets it; statements on one line
    show: str = "{}"  # an expression that is a Python object
    python: str = ""  # a Python expression that a def argument of this type takes, or ""
    literal: str = ""  # a default argument, or ""
    prelude: str = ""
    nogil: bool = True  # can it be set without the GIL
    is_value: bool = True  # can be assigned, returned and passed as a whole
    has_address: bool = True  # `&x`, a member of a struct, an element of a C array

    @property
    def type_text(self):
        """The declaration without a variable."""
        return self.declare("").strip()

    @property
    def has_plain_type(self):
        """Can the type be written before a name, as an element's?"""
        return self.is_value and "(*" not in self.declaration

    def declare(self, variable):
        return self.declaration.format(variable)

    def set(self, variable, value="i"):
        """Statements that set the variable to what belongs to the int `value`."""
        text = self.put.replace("{}", variable)
        return text if value == "i" else text.replace("(i)", f"({value})")

    def shown(self, variable):
        return self.show.replace("{}", variable)


def kind(name, declaration, put, show="{}", **options):
    return Kind(name, declaration, put, show, **options)


ARRAY = "import array\n"
TEXTS = """
cdef const char *texts[4]
texts[0] = "zero"
texts[1] = "one"
texts[2] = ""
texts[3] = "three"
"""
STORE = "cdef int store[16]\n"
PAIR = """
cdef struct Pair:
    double value
    char tag
"""
PACKED = """
cdef packed struct Packed:
    char tag
    double value
    short number
"""
OUTER = """
cdef struct Outer:
    char lead
    Pair pair
    Packed packed[2]
    Pair *link
"""
EITHER = """
cdef union Either:
    int number
    char bytes[9]
"""
POINT = """
cdef class Point:
    cdef public int a
    cdef double b
    def __init__(self, a):
        self.a = a
        self.b = a + 0.5
"""
FUNCTIONS = """
ctypedef int (*Function)(int) noexcept nogil
cdef int twice(int value) noexcept nogil:
    return 2 * value
cdef int thrice(int value) noexcept nogil:
    return 3 * value
cdef Function functions[2]
functions[0] = twice
functions[1] = thrice
"""
HEADER = '''
cdef extern from *:
    """
    typedef short narrow_number;
    typedef struct { char hidden[3]; double value; char tag; } HeaderPair;
    """
    ctypedef int narrow_number
    ctypedef struct HeaderPair:
        char tag
        double value
'''
ENUM = """
cdef enum Color:
    RED = 1
    GREEN = 5
    BLUE = 9
"""

KINDS = [
    kind("int", "int {}", "{} = 3 * (i) - 4", python="-7", literal="3"),
    kind("char", "char {}", "{} = <char>(65 + (i))", python="66", literal="97"),
    kind("uchar", "unsigned char {}", "{} = <unsigned char>(250 + (i))", python="255", literal="7"),
    kind("short", "short {}", "{} = <short>(32760 + (i))", python="-5", literal="-3"),
    kind(
        "ulonglong",
        "unsigned long long {}",
        "{} = <unsigned long long>-1 - (i)",
        python="2 ** 64 - 1",
        literal="12",
    ),
    kind("bint", "bint {}", "{} = (i) % 2", python="True", literal="True"),
    kind("ucs4", "Py_UCS4 {}", "{} = <Py_UCS4>(0x20AC + (i))", python="'x'", literal="u'y'"),
    kind("float", "float {}", "{} = (i) + 0.25", python="0.5", literal="1.5"),
    kind("double", "double {}", "{} = (i) + 0.1", python="0.1", literal="2.5"),
    kind("longdouble", "long double {}", "{} = (i) + 0.5", python="0.75", literal="3.5"),
    kind(
        "complex",
        "double complex {}",
        "{} = (i) + 2.5j",
        "{}",
        python="1 - 2j",
        literal="2j",
    ),
    kind("floatcomplex", "float complex {}", "{} = 1.5j - (i)", python="1 - 2j", literal="2j"),
    kind("enum", "Color {}", "{} = <Color>(4 * ((i) % 3) + 1)", python="5", prelude=ENUM),
    kind("narrow", "narrow_number {}", "{} = <narrow_number>((i) - 3)", python="-9",
         prelude=HEADER),
    kind("pointer", "int *{}", "store[(i) % 16] = 10 + (i); {} = &store[(i) % 16]", "{}[0]",
         prelude=STORE),
    kind("function", "Function {}", "{} = functions[(i) % 2]", "{}(7)", prelude=FUNCTIONS),
    kind("cstring", "const char *{}", "{} = texts[(i) % 4]", "<bytes>{}", python="b'abc'",
         literal="'def'", prelude=TEXTS),
    kind("struct", "Pair {}", "{}.value = (i) + 0.5; {}.tag = (i)", "({}.value, {}.tag)",
         python="dict(value=1.5, tag=2)", prelude=PAIR),
    kind("packed", "Packed {}", "{}.tag = (i); {}.value = (i) + 0.5; {}.number = 100 + (i)",
         "({}.tag, {}.value, {}.number)", python="dict(tag=1, value=2.5, number=3)",
         prelude=PACKED),
    kind("nested", "Outer {}",
         "{}.lead = (i); {}.pair.value = (i) + 0.5; {}.packed[1].number = (i); {}.link = NULL",
         "({}.lead, {}.pair.value, {}.packed[1].number, {}.link == NULL)",
         prelude=PAIR + PACKED + OUTER),
    kind("union", "Either {}", "{}.bytes[8] = (i); {}.number = 7 * (i)",
         "({}.number, {}.bytes[8])", prelude=EITHER),
    kind("headerstruct", "HeaderPair {}", "{}.value = (i) + 0.25; {}.tag = (i)",
         "({}.value, {}.tag)", prelude=HEADER),
    kind("ctuple", "(char, double, int) {}", "{} = (<char>(i), (i) + 0.5, 1000 * (i))",
         python="(1, 2.5, 3)", literal="(3, 4.5, 5)"),
    kind("array", "int {}[3]", "{}[0] = (i); {}[1] = (i) + 1; {}[2] = (i) * (i)",
         "[{}[0], {}[1], {}[2]]", is_value=False),
    kind("structarray", "Packed {}[2]",
         "{}[0] = Packed(<char>(i), (i), 3); {}[1] = Packed(tag=4, value=(i), number=(i))",
         "[{}[0].value, {}[0].tag, {}[1].number, {}[1].tag]", prelude=PACKED, is_value=False),
    kind("matrix", "short {}[2][2]",
         "{}[0][0] = (i); {}[0][1] = 5; {}[1][0] = (i) + 1; {}[1][1] = 7",
         "[{}[0][0], {}[0][1], {}[1][0], {}[1][1]]", is_value=False),
    kind("view", "double[:] {}", "{} = array.array('d', [(i), (i) + 0.5, 9])",
         "({}[0], {}[1], {}.shape[0])", python="array.array('d', [4, 5])", literal="None",
         prelude=ARRAY, nogil=False, has_address=False),
    kind("view2d", "int[:, ::1] {}",
         "{} = memoryview(array.array('i', range((i), (i) + 6))).cast('b').cast('i', (2, 3))",
         "({}[0, 0], {}[1, 2], {}.strides[0])", prelude=ARRAY, nogil=False, has_address=False),
    kind("object", "object {}", "{} = ('o', (i))", python="[1]", literal="'default'", nogil=False,
         has_address=False),
    kind("str", "str {}", "{} = 's%d' % (i)", python="'text'", literal="'default'", nogil=False,
         has_address=False),
    kind("list", "list {}", "{} = [(i), (i) + 1]", python="[1, 2]", literal="None", nogil=False,
         has_address=False),
    kind("class", "Point {}", "{} = Point((i))", "({}.a, {}.b)", python="Point(8)",
         prelude=POINT, nogil=False, has_address=False),
]  # fmt: skip
