"""Writes typed expressions: trees, of values that C defines.

Signed arithmetic wraps (-fwrapv). Counts of shifts are masked, divisors are never -1 (and never 0
where C divides), and `within` keeps a number in the range of the integer it becomes. Literals are
longs for the compilers, but C computes with them as ints; what is signed and too large for an int
would tell the difference, which C leaves open. So what is computed with a literal is small, and
such a node (`loose`) is cast before it is an operand in its turn.
"""

from dataclasses import dataclass, field

from fuzzing import Chooser
from tree import Node
from vocabulary import COMPLEX, FLOATS, INTEGERS, MEMBERS, SMALL

ARITHMETIC = ["+", "-", "*", "&", "|", "^", "+", "-", "*"]
COMPARE = ["<", "<=", "==", "!=", ">", ">="]
SUFFIXED = [
    "1U",
    "200L",
    "3000000000U",
    "2147483647",
    "2147483648L",
    "4294967295UL",
    "9223372036854775807LL",
    "18446744073709551615ULL",
    "0xFFU",
    "0x7fffffff",
]
MASKS = ["0xff", "0xfff", "0x3f"]
PLAIN = ["0", "1", "2", "3", "7", "10", "100", "127", "128", "255", "256", "32767", "4095"]
FIRM = ["0L", "1L", "3LL", "7UL", "200L", "4096ULL", "0x7fffffffL", "9223372036854775807LL"]
OBJECTS = ["BIG", "HUGE", "NEGATIVE"]  # variables of the module


@dataclass(frozen=True)
class Offer:
    """An integer expression, with a `{}` for an index that is masked."""

    text: str
    mask: int = 3
    needs_gil: bool = True


@dataclass
class Scope:
    """What a function knows while it is made."""

    variables: dict = field(default_factory=dict)  # name -> CType
    objects: list = field(default_factory=list)  # undeclared names that are set
    nogil: bool = False
    loops: int = 0
    depth: int = 0
    helpers: list = field(default_factory=list)  # C functions that may be called
    integers: list = field(default_factory=list)  # of Offer
    shown: list = field(default_factory=list)  # more that the function returns
    texts: list = field(default_factory=list)  # names of str variables
    bytes: list = field(default_factory=list)
    is_generator: bool = False
    # parts that Cython sets wrongly in other statements than plain assignments
    fragile: set = field(default_factory=set)

    def of_kind(self, kind):
        return [name for name, ctype in self.variables.items() if ctype.node_kind == kind]


class Expressions(Chooser):
    cdivision = False

    def of_type(self, ctype, scope, depth):
        """A node whose value a variable of the type takes."""
        makers = {
            "int": self.integer,
            "bint": self.condition,
            "float": self.floating,
            "complex": self.complex,
        }
        if ctype.kind in makers:
            return makers[ctype.kind](scope, depth)
        if ctype.kind == "ucs4":
            return Node("int", "<Py_UCS4>(<int>", self.integer(scope, depth), " & 0xff)")
        if self.chance(50):
            return Node("int", self.pick(MEMBERS[ctype.name]))
        return Node("int", f"<{ctype.name}>(<int>", self.integer(scope, depth), " & 15)")

    # Integers
    def integer(self, scope, depth):
        makers = [(8, self.integer_literal), (22, self.integer_variable)]
        if depth > 0:
            makers += [
                (18, self.arithmetic),
                (2, self.special_arithmetic),
                (6, self.shift),
                (8, self.division),
                (6, self.unary),
                (6, self.cast),
                (3, self.truncated),
                (5, self.condition),
                (5, self.conditional),
                (4, self.boolean_value),
                (3, self.minimum),
                (2, self.absolute),
                (2, self.power),
                (1, self.size_of),
                (5, self.call_integer),
                (4, self.special_integer),
            ]
        return self.choose(makers)(scope, depth - 1)

    def integer_literal(self, scope, depth):
        words = [(10, PLAIN), (4, SUFFIXED)]
        if not scope.nogil:
            words.append((1, OBJECTS))
        node = Node("int", self.pick(self.choose(words)))
        node.loose = node.is_literal = node.parts[0] not in OBJECTS
        return node

    def integer_variable(self, scope, depth):
        names = scope.of_kind("int")
        if scope.objects and not scope.nogil and self.chance(12):
            return Node("int", self.pick(scope.objects))
        if not names:
            return self.integer_literal(scope, depth)
        name = self.pick(names)
        # They have no type in common with numbers in a condition, and a character becomes a str.
        stands_alone = scope.variables[name].kind not in {"ucs4", "enum"}
        return Node("int", name if stands_alone else f"(<int>{name})")

    def special_arithmetic(self, scope, depth):
        """With a character or a member of an enum."""
        names = [
            name
            for name, ctype in scope.variables.items()
            if ctype.kind == "ucs4" or ctype.name == "Level"
        ]
        if not names:
            return self.arithmetic(scope, depth)
        operator = self.pick([" + ", " - ", " & ", " < ", " == ", " >= "])
        return Node("int", f"({self.pick(names)}{operator}", self.firm(scope, depth), ")")

    def firm(self, scope, depth):
        """An operand that is computed in C's type: no literal, and nothing that came of one."""
        node = self.integer(scope, depth)
        if node.is_literal:  # Cython computes with literals alone as Python does
            node = self.integer_variable(scope, 0)
        if node.is_literal:
            return Node("int", self.pick(FIRM))
        if not node.loose:
            return node
        return Node("int", f"(<{self.pick(INTEGERS).name}>", node, ")")

    def arithmetic(self, scope, depth):
        if self.chance(35):
            return self.literal_arithmetic(scope, depth)
        left, right = self.firm(scope, depth), self.firm(scope, depth)
        return Node("int", "(", left, f" {self.pick(ARITHMETIC)} ", right, ")")

    def literal_arithmetic(self, scope, depth):
        """A literal is a long for the compilers and an int for C: nothing here overflows an int."""
        left = self.firm(scope, depth)
        operator = self.pick(ARITHMETIC)
        masked = Node("masked", "(", left, f" & {self.pick(MASKS)})")
        if operator in "&|^" and self.chance(60):
            masked = left
        operands = [masked, self.pick(PLAIN)]
        self.random.shuffle(operands)
        node = Node("int", "(", operands[0], f" {operator} ", operands[1], ")")
        node.loose = True
        return node

    def shift(self, scope, depth):
        left, right = self.firm(scope, depth), self.integer(scope, depth)
        operator = self.pick([" << ", " >> "])
        if self.chance(40):
            node = Node("int", "(", left, operator, self.pick(["1", "3", "8", "24", "31"]), ")")
            node.loose = True
            return node
        return Node("int", "(", left, operator, "<int>(", right, " & 31))")

    def divisor(self, scope, depth):
        inner = self.firm(scope, depth)
        if self.chance(20):
            return Node("int", self.pick(["3", "7", "(-2)", "10", "16", "1000"]))
        ends = [("((", " & 15) + 1)"), ("((", " & 7) - 9)")]
        if not self.cdivision:
            ends += [("(", " & 3)")]
        start, end = self.pick(ends)
        return Node("divisor", start, inner, end)

    def division(self, scope, depth):
        left, right = self.firm(scope, depth), self.divisor(scope, depth)
        node = Node("int", "(", left, self.pick([" // ", " % "]), right, ")")
        node.loose = self.cdivision
        return node

    def unary(self, scope, depth):
        operator = self.pick(["- ", "~", "+", "- ", "~", "not "])
        return Node("int", f"({operator}", self.firm(scope, depth), ")")

    def cast(self, scope, depth):
        ctype = self.pick(INTEGERS)
        return Node("int", f"(<{ctype.name}>", self.firm(scope, depth), ")")

    def truncated(self, scope, depth):
        ctype = self.pick(INTEGERS)
        low = max(ctype.smallest, -(2**53))
        high = min(ctype.largest, 2**53)
        value = self.floating(scope, depth)
        return Node("int", f"(<{ctype.name}>within(", value, f", {low}.0, {high}.0))")

    def conditional(self, scope, depth):
        test = self.condition(scope, depth)
        left, right = self.chosen(scope, depth), self.chosen(scope, depth)
        return Node("int", "(", left, " if ", test, " else ", right, ")")

    def chosen(self, scope, depth):
        """What may be chosen: of a C integer's type."""
        node = self.integer(scope, depth)
        if node.is_literal:  # whose cast Cython takes for true
            return Node("int", self.pick(FIRM))
        return Node("int", f"(<{self.pick(INTEGERS).name}>", node, ")")

    def unchanging(self, scope, ctypes):
        """What is the same before and after other operands: Cython evaluates some in another order
        than they have, what only reads C variables last."""
        names = [name for name, ctype in scope.variables.items() if ctype in ctypes]
        names = [name for name in names if name.isidentifier() and name != "turns"]
        return Node("name", self.pick(names)) if names else None

    def boolean_value(self, scope, depth):
        node = self.integer_variable(scope, depth) if self.chance(50) else self.firm(scope, depth)
        if node.parts[0] in FIRM or node.is_literal:  # of which Cython knows what it chooses
            return node
        left = Node("int", f"(<{self.pick(INTEGERS).name}>", node, ")")
        right = self.chosen(scope, depth)
        return Node("int", "(", left, self.pick([" and ", " or "]), right, ")")

    def minimum(self, scope, depth):
        first = self.unchanging(scope, INTEGERS) or Node("int", self.pick(FIRM))
        operands = [first, *(self.chosen(scope, depth) for _ in range(self.pick([1, 1, 2])))]
        return Node("int", self.pick(["min(", "max("]), *separate(operands), ")")

    def absolute(self, scope, depth):
        return Node("int", f"abs(<{self.pick(['int', 'long'])}>", self.firm(scope, depth), ")")

    def power(self, scope, depth):
        return Node("int", "(", self.firm(scope, depth), f" ** {self.pick([2, 2, 3])})")

    def size_of(self, scope, depth):
        return Node("int", f"(<long>sizeof({self.pick(INTEGERS + FLOATS).name}))")

    # Conditions
    def condition(self, scope, depth):
        makers = [(10, self.compare), (4, self.integer_test)]
        if depth > 0:
            makers += [(5, self.boolean), (3, self.negated), (3, self.contained)]
        return self.choose(makers)(scope, depth - 1)

    def compare(self, scope, depth):
        """Of a variable at least: what is known at once Cython decides without C's types."""
        kind = self.pick([self.integer, self.integer, self.floating])
        is_real = kind == self.floating and scope.of_kind("float")
        parts = [self.float_variable(scope, depth) if is_real else self.firm(scope, depth)]
        for _ in range(self.pick([1, 1, 1, 2])):
            operator, operand = self.pick(COMPARE), kind(scope, depth)
            if operator in {"==", "!="} and operand.is_literal:
                # Cython makes a switch of such, in which the literal becomes what the operand is.
                operand = self.firm(scope, 0)
            parts += [f" {operator} ", operand]
        return Node("int", "(", *parts, ")")

    def integer_test(self, scope, depth):
        # (`+`: of a variable that equals constants, also across `and`, Cython makes a switch.)
        return Node("int", "(+", self.firm(scope, depth), self.pick([" != 0)", " > 0)", " == 1)"]))

    def boolean(self, scope, depth):
        left, right = self.condition(scope, depth), self.condition(scope, depth)
        return Node("int", "(", left, self.pick([" and ", " or "]), right, ")")

    def negated(self, scope, depth):
        return Node("int", "(not ", self.condition(scope, depth), ")")

    def contained(self, scope, depth):
        """In one variable at least: constants alone Cython makes a switch of, also across `and`."""
        items = [self.firm(scope, 0)]
        items += [self.integer(scope, 0) for _ in range(self.pick([0, 1, 2]))]
        word = self.pick([" in (", " not in ("])
        return Node("int", "(", self.firm(scope, depth), word, *separate(items), ",))")

    # Floating point numbers
    def floating(self, scope, depth):
        makers = [(6, self.float_literal), (20, self.float_variable)]
        if depth > 0:
            makers += [
                (14, self.float_arithmetic),
                (6, self.float_division),
                (3, self.true_division),
                (4, self.float_unary),
                (4, self.float_cast),
                (4, self.float_conditional),
                (2, self.float_minimum),
                (3, self.float_function),
                (2, self.complex_part),
                (3, self.call_float),
            ]
        return self.choose(makers)(scope, depth - 1)

    def float_literal(self, scope, depth):
        return Node(
            "float", self.pick(["0.0", "1.0", "0.1", "-2.5", "1e10", "3.75", "1e-3", "1e300"])
        )

    def float_variable(self, scope, depth):
        names = scope.of_kind("float")
        return Node("float", self.pick(names)) if names else self.float_literal(scope, depth)

    def float_operand(self, scope, depth):
        node = self.integer(scope, depth) if self.chance(15) else self.floating(scope, depth)
        # (Beside a C float Cython writes a literal as a double.)
        return node if not node.is_literal else self.float_variable(scope, depth)

    def float_arithmetic(self, scope, depth):
        operands = [self.floating(scope, depth), self.float_operand(scope, depth)]
        self.random.shuffle(operands)
        return Node("float", "(", operands[0], self.pick([" + ", " - ", " * "]), operands[1], ")")

    def float_division(self, scope, depth):
        operator = self.pick([" / ", " // ", " % "])
        left, right = self.floating(scope, depth), self.floating(scope, depth)
        # Cython's remainder is 0.0 where Python's is -0.0, and nan for an infinite divisor.
        if operator == " % ":
            right = Node("divisor", "within(", right, ", -1e300, 1e300)")
        end = " + 0.0)" if operator == " % " else ")"
        # (With cdivision its `//` of two C floats is a double.)
        start = "((<double>" if operator == " // " else "(("
        if operator == " // " and not self.cdivision:
            # Without it Cython's quotient is C's still; those of whole numbers are the same.
            left, right = (
                Node("float", "(<double>(<int>", self.integer(scope, depth), "))") for _ in "ab"
            )
        return Node("float", start, left, operator, right, ")", end)

    def true_division(self, scope, depth):
        return Node(
            "float", "(", self.integer(scope, depth), " / ", self.divisor(scope, depth), ")"
        )

    def float_unary(self, scope, depth):
        return Node("float", f"({self.pick(['- ', '+ ', '- '])}", self.floating(scope, depth), ")")

    def float_cast(self, scope, depth):
        """Not of what Cython's folding could make a literal, on whose cast it crashes."""
        if self.chance(30) or not scope.of_kind("float"):
            value = self.integer_variable(scope, depth)
        else:
            value = self.float_variable(scope, depth)
        if self.chance(50):
            value = Node(value.kind, "(", value, " * ", self.floating(scope, depth), ")")
        return Node("float", f"(<{self.pick(FLOATS).name}>", value, ")")

    def float_conditional(self, scope, depth):
        test = self.condition(scope, depth)
        # (Of a float and an int Cython makes another text than Python.)
        left, right = self.floating(scope, depth), self.floating(scope, depth)
        return Node("float", "(", left, " if ", test, " else ", right, ")")

    def float_minimum(self, scope, depth):
        first = self.unchanging(scope, FLOATS) or self.float_literal(scope, depth)
        operands = [first, self.floating(scope, depth)]
        return Node("float", self.pick(["min(", "max("]), *separate(operands), ")")

    def float_function(self, scope, depth):
        name = self.pick(["abs", "fabs", "floor", "ceil", "sqrt", "trunc"])
        return Node("float", f"{name}(", self.floating(scope, depth), ")")

    def complex_part(self, scope, depth):
        value = self.complex_cast(scope, depth)
        return Node("float", "(", value, ")", self.pick([".real", ".imag"]))

    # Complex numbers
    def complex(self, scope, depth):
        names = scope.of_kind("complex")
        makers = [(6, lambda *_: Node("complex", self.pick(["1j", "(2+1.5j)", "(-0.5j)"])))]
        if names:
            makers.append((20, lambda *_: Node("complex", self.pick(names))))
        if depth > 0:
            makers += [
                (14, self.complex_arithmetic),
                (4, self.complex_unary),
                (4, self.complex_cast),
            ]
        return self.choose(makers)(scope, depth - 1)

    def complex_arithmetic(self, scope, depth):
        operands = [
            self.complex(scope, depth),
            self.floating(scope, depth) if self.chance(25) else self.complex(scope, depth),
        ]
        self.random.shuffle(operands)
        operator = self.pick([" + ", " - ", " * "])
        return Node("complex", "(", operands[0], operator, operands[1], ")")

    def complex_unary(self, scope, depth):
        return Node("complex", "(- ", self.complex(scope, depth), ")")

    def complex_cast(self, scope, depth):
        names = scope.of_kind("complex")
        if names and self.chance(60):
            value = Node("complex", f"({self.pick(names)} + ", self.complex(scope, depth), ")")
        else:
            value = self.float_cast(scope, depth)
        return Node("complex", f"(<{self.pick(COMPLEX).name}>", value, ")")

    # Calls
    def call(self, kind, scope, depth):
        helpers = [
            helper
            for helper in scope.helpers
            if helper.result.node_kind == kind and (helper.nogil or not scope.nogil)
        ]
        if not helpers:
            return None
        helper = self.pick(helpers)
        given = len(helper.parameters)
        if helper.optional and self.chance(40):
            given -= self.random.randint(1, helper.optional)
        arguments = [self.of_type(ctype, scope, depth) for ctype in helper.parameters[:given]]
        return Node(kind, f"{helper.name}(", *separate(arguments), ")")

    def call_integer(self, scope, depth):
        return self.call("int", scope, depth) or self.integer(scope, depth)

    def special_integer(self, scope, depth):
        """What the function's own variables offer: lengths, elements, distances of pointers."""
        makers = [maker for maker in scope.integers if not (scope.nogil and maker.needs_gil)]
        if not makers:
            return self.integer(scope, depth)
        maker = self.pick(makers)
        index = Node("index", "(<int>", self.integer(scope, depth), f" & {maker.mask})")
        before, after = maker.text.split("{}") if "{}" in maker.text else (maker.text, None)
        return Node("int", before, *([] if after is None else [index, after]))

    def call_float(self, scope, depth):
        return self.call("float", scope, depth) or self.floating(scope, depth)


def separate(nodes):
    """The nodes with commas between them."""
    parts = []
    for node in nodes:
        parts += [", ", node] if parts else [node]
    return parts


SCALARS = INTEGERS + SMALL + FLOATS + COMPLEX
