"""Makes random modules of typed code from a seed: the same seed gives the same text.

python generate.py SEED [COUNT]
"""

import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import aggregates  # noqa: E402
from aggregates import Aggregates  # noqa: E402
from expressions import SCALARS, Offer, Scope, separate  # noqa: E402
from tree import Function, Node, Statement, simple  # noqa: E402
from vocabulary import (  # noqa: E402
    COMPLEX_VALUES,
    FLOAT_VALUES,
    FLOATS,
    HEAD,
    INTEGERS,
    NO_NUMBERS,
    TEXT_VALUES,
    CType,
)

TEXTS = ["'abc'", "''", "'\\xe9\\u20ac\\U0001f600'", "'x'", "None"]
BYTES = ["b'abcd'", "b'\\x7f\\x00 z'", "b'abcdefg'"]
RAISED = ["ValueError", "KeyError", "OverflowError", "TypeError"]
CAUGHT = ["ValueError", "ZeroDivisionError", "OverflowError", "ArithmeticError", "Exception"]


SPECS = ["", ":5", ":x", ":08d", ":d", ":o", ":>4", ":,"]
VIEWED = [("int", "i"), ("double", "d"), ("short", "h"), ("unsigned char", "B"), ("long", "l")]
BY_NAME = {ctype.name: ctype for ctype in SCALARS}


@dataclass
class Helper:
    """A C function of the module."""

    name: str
    result: CType
    parameters: list
    optional: int
    nogil: bool


class Generator(Aggregates):
    """Writes the functions of a module."""

    def __init__(self, seed):
        super().__init__(seed)
        self.cdivision = self.chance(40)
        self.helpers = []
        self.has_views = self.chance(25)  # they take the C compiler long

    # Statements
    def block(self, scope, size):
        scope.depth += 1
        body = [self.statement(scope) for _ in range(self.random.randint(1, size))]
        scope.depth -= 1
        return body

    def statement(self, scope):
        makers = [(14, self.assign), (8, self.augmented)]
        makers.append((2, self.swap))
        if not scope.nogil:
            makers += [(4, self.untyped), (2, self.note), (1, self.format), (1, self.make_raise)]
            makers.append((1, self.make_return))
            if scope.is_generator:
                makers.append((5, self.make_yield))
        if scope.loops:
            makers.append((2, self.leave_loop))
        if scope.depth < 2:
            makers += [
                (5, self.make_if),
                (5, self.make_range),
                (2, self.make_from),
                (2, self.make_while),
            ]
            if not scope.nogil:
                makers += [(3, self.make_try), (2, self.make_nogil)]
                if scope.texts or scope.bytes:
                    makers.append((4, self.make_characters))
        return self.choose(makers)(scope)

    def variable(self, scope):
        names = [name for name in scope.variables if name != "turns"]
        return self.pick(names)

    def assign(self, scope):
        name = self.variable(scope)
        return simple(f"{name} = ", self.of_type(scope.variables[name], scope, 3))

    def augmented(self, scope):
        name = self.variable(scope)
        ctype = scope.variables[name]
        if name in scope.fragile:
            return self.assign(scope)
        if ctype.kind == "int":
            operator = self.pick(
                ["+=", "-=", "*=", "&=", "|=", "^=", "+=", "<<=", ">>=", "//=", "%="]
            )
            if name[0] == "m" and operator in {"//=", "%="}:
                operator = "+="  # Cython has none for elements of memoryviews
            if operator in {"<<=", ">>="}:
                # A narrower variable is promoted, so that 31 is no more than its width.
                value = Node("int", "(<int>", self.integer(scope, 2), " & 31)")
            elif operator in {"//=", "%="}:
                value = self.divisor(scope, 1)
            else:
                value = self.firm(scope, 2)
            return simple(
                f"{name} {operator} ", *self.operand_of_element(scope, name, ctype, value)
            )
        if ctype.kind == "float":
            operator = self.pick(["+=", "-=", "*=", "/="])
            if name[0] == "m" and operator == "/=":
                operator = "*="  # Cython does not look whether the divisor is zero
            value = self.operand_of_element(scope, name, ctype, self.floating(scope, 2))
            return simple(f"{name} {operator} ", *value)
        if ctype.kind == "complex":
            return simple(f"{name} {self.pick(['+=', '-=', '*='])} ", self.complex(scope, 2))
        return self.assign(scope)

    def operand_of_element(self, scope, name, ctype, value):
        """Of an element of a memoryview a variable: Cython converts an object before it computes,
        and looks at the index last."""
        if name[0] != "m":
            return [value]
        variable = self.unchanging(scope, FLOATS if ctype.kind == "float" else INTEGERS)
        return [f"<{ctype.name}>", variable or self.literal_for(ctype)]

    def untyped(self, scope):
        """A variable that nothing declares."""
        if scope.objects and self.chance(40):
            name = self.pick(scope.objects)
        else:
            name = f"u{len(scope.objects)}"
        value = self.chosen(scope, 2)
        if self.chance(25):  # the variable gets the type of the operand
            value = Node("int", self.pick(["~", "-", "+"]), value)
        if scope.loops:  # so that it does not grow without end
            value = Node("int", "(", value, " & 0xffffff)")
        if name not in scope.objects:
            if scope.depth:
                return self.assign(scope)
            scope.objects.append(name)
        return simple(f"{name} = ", value)

    def note(self, scope):
        kind = self.pick([self.integer, self.floating, self.complex, self.condition])
        return simple("log.append(", kind(scope, 2), ")")

    def format(self, scope):
        spec = self.pick(SPECS)
        return simple(
            'log.append(f"{', self.chosen(scope, 1), f"{spec}}}|{{", self.floating(scope, 1), '}")'
        )

    def swap(self, scope):
        names = [name for name, ctype in scope.variables.items() if ctype.kind == "int"]
        names = [name for name in names if name != "turns" and name not in scope.fragile]
        first, second = self.pick(names), self.pick(names)
        if self.chance(40):
            return simple(f"{first} = {second} = ", self.firm(scope, 1))
        return simple(f"{first}, {second} = {second}, ", self.firm(scope, 1))

    def make_yield(self, scope):
        return simple("yield ", self.pick([self.integer, self.floating, self.complex])(scope, 2))

    def make_nogil(self, scope):
        scope.nogil = True
        body = self.block(scope, 3)
        scope.nogil = False
        return Statement((Node("head", "with nogil:"), body))

    def make_characters(self, scope):
        """A loop over a text."""
        kinds = {"ucs4"} if scope.texts and (not scope.bytes or self.chance(50)) else {"int"}
        names = [
            n for n, ctype in scope.variables.items() if ctype.kind in kinds and n.isidentifier()
        ]
        names = [name for name in names if name != "turns"]
        if not names:
            return self.assign(scope)
        text = self.pick(scope.texts if kinds == {"ucs4"} else scope.bytes)
        part = self.pick(["", "", "[1:]", "[:2]"])
        head = Node("head", f"for {self.pick(names)} in {text}{part}:")
        return self.with_else(scope, head, self.loop_body(scope))

    def make_raise(self, scope):
        test = self.condition(scope, 1)
        raised = simple(f"raise {self.pick(RAISED)}(", self.integer(scope, 1), ")")
        return Statement((Node("head", "if ", test, ":"), [raised]))

    def make_return(self, scope):
        test = self.condition(scope, 1)
        value = self.pick([self.integer, self.floating])(scope, 2)
        returned = simple("return ", value, ", log")
        return Statement((Node("head", "if ", test, ":"), [returned]))

    def leave_loop(self, scope):
        word = self.pick(["break", "continue"])
        return Statement((Node("head", "if ", self.condition(scope, 1), ":"), [simple(word)]))

    def make_if(self, scope):
        clauses = [(Node("head", "if ", self.condition(scope, 2), ":"), self.block(scope, 2))]
        while self.chance(20):
            clauses.append(
                (Node("head", "elif ", self.condition(scope, 2), ":"), self.block(scope, 2))
            )
        if self.chance(50):
            clauses.append((Node("head", "else:"), self.block(scope, 2)))
        return Statement(*clauses)

    def loop_body(self, scope, size=2):
        """Loops end after some turns, whatever happens to their variables."""
        scope.loops += 1
        guard = [
            simple("turns += 1", kept=True),
            Statement((Node("head", "if turns > 40:"), [simple("break")]), kept=True),
        ]
        body = guard + self.block(scope, size)
        scope.loops -= 1
        return body

    def with_else(self, scope, head, body):
        clauses = [(head, body)]
        if self.chance(20):
            clauses.append((Node("head", "else:"), self.block(scope, 2)))
        return Statement(*clauses)

    def loop_variable(self, scope):
        return self.pick(
            [
                name
                for name, ctype in scope.variables.items()
                if ctype.kind == "int" and name.isidentifier() and name != "turns"
            ]
        )

    def bound(self, scope, name):
        """The end of a range that fits the variable: Cython converts it first."""
        ctype = scope.variables.get(name)
        ends = [("(", " & 63)")]
        if ctype is None or ctype.signed:
            ends.append(("((", " & 63) - 40)"))
        start, end = self.pick(ends)
        return Node("bound", start, "<int>", self.integer(scope, 1), end)

    def make_range(self, scope):
        name = self.loop_variable(scope)
        bounds = [self.bound(scope, name)]
        if self.chance(60):
            bounds.append(self.bound(scope, name))
        parts = separate(bounds)
        if len(bounds) == 2 and self.chance(60):
            step = self.pick(["2", "3", "-1", "-1", "-2", "1", "100", "-7"])
            parts.append(f", {step}")
        # (Cython finds a wrong start with cdivision, or where it is too large for the variable.)
        has_start = not self.cdivision and scope.variables[name].bits >= 32
        can_reverse = not scope.nogil and (len(parts) < 4 or has_start)
        call = "reversed(range(" if can_reverse and self.chance(25) else "range("
        end = "))" if call.startswith("reversed") else ")"
        head = Node("head", f"for {name} in {call}", *parts, f"{end}:")
        return self.with_else(scope, head, self.loop_body(scope))

    def make_from(self, scope):
        name = self.loop_variable(scope)
        first, last = self.firm(scope, 1), self.firm(scope, 1)
        first = Node("int", f"(<{scope.variables[name].name}>", first, ")")
        up = self.chance(60)
        relations = self.pick([(" <= ", " < "), (" <= ", " <= "), (" < ", " < ")])
        if not up:
            # (Cython compares with what is a step above the end.)
            last = Node("bound", "(", last, " & 0xffff)")
            relations = [text.replace("<", ">") for text in relations]
        step = f" by {self.pick([1, 2, 3])}" if self.chance(30) else ""
        head = Node(
            "head",
            f"for {name} from ",
            first,
            f"{relations[0]}{name}{relations[1]}",
            last,
            f"{step}:",
        )
        return self.with_else(scope, head, self.loop_body(scope))

    def make_while(self, scope):
        head = Node("head", "while ", self.condition(scope, 2), ":")
        return self.with_else(scope, head, self.loop_body(scope))

    def make_try(self, scope):
        clauses = [(Node("head", "try:"), self.block(scope, 2))]
        handled = self.chance(80)
        if handled:
            name = f"except {self.pick(CAUGHT)} as e:"
            clauses.append(
                (Node("head", name), [simple("log.append(str(e))"), *self.block(scope, 2)])
            )
        if not handled or self.chance(40):
            clauses.append((Node("head", "finally:"), self.block(scope, 2)))
        return Statement(*clauses)

    # Functions
    def declare(self, scope, count):
        """Variables with values: none is read before it is set."""
        body = []
        for _ in range(count):
            ctype = self.pick(SCALARS)
            name = self.fresh()
            body.append(simple(f"cdef {ctype.name} {name} = ", self.of_type(ctype, scope, 1)))
            scope.variables[name] = ctype
        return body

    def values(self, ctype):
        """Texts of Python values for a parameter of the type."""
        if ctype.kind == "int":
            edges = [ctype.smallest, ctype.largest, 0, 1, -1, 2, 5, 77]
            outside = [ctype.smallest - 1, ctype.largest + 1]
            good = [str(n) for n in edges if ctype.smallest <= n <= ctype.largest]
            return (
                self.pick(good) if self.chance(93) else self.pick([*map(str, outside), *NO_NUMBERS])
            )
        if self.chance(5):
            return self.pick(NO_NUMBERS if ctype.kind != "enum" else ["None", "'x'", "1.5"])
        if ctype.kind == "bint":
            return self.pick(["True", "False", "0", "5", "''", "None", "Truth(False)"])
        if ctype.kind == "ucs4":
            return self.pick(TEXT_VALUES)
        if ctype.kind == "enum":
            return self.pick(["0", "5", "6", "100"] + (["-3"] if ctype.signed else []))
        return self.pick(FLOAT_VALUES if ctype.kind == "float" else COMPLEX_VALUES)

    def helper(self, number):
        """A C function: its text, and what callers know of it."""
        result = self.pick(INTEGERS + FLOATS + [SCALARS[-1]])
        nogil = self.chance(40)
        scope = Scope(nogil=nogil, helpers=list(self.helpers))
        parameters, optional = [], 0
        for _ in range(self.pick([1, 2, 3])):
            ctype, name = self.pick(INTEGERS + FLOATS), self.fresh("a")
            default = ""
            if optional or self.chance(30):
                optional += 1
                default = f"={self.literal_for(ctype)}"
            parameters.append(f"{ctype.name} {name}{default}")
            scope.variables[name] = ctype
        clauses = ["except *", "noexcept", ""]
        if result.kind != "complex":
            clauses.append("except? -1" if result.signed else "except? 77")
        if result.kind == "int" and result.signed:
            clauses.append("except -1")
        clause = self.pick(clauses)
        kind = self.pick(["cdef", "cdef", "cpdef", "cdef inline"])
        value = self.of_type(result, scope, 3)
        if clause == "except -1":
            value = Node("int", "<int>", value, " & 0x7f")
        raised = f"raise {self.pick(RAISED)}({number})"
        lines = [
            f"{kind} {result.name} h{number}({', '.join(parameters)}) {clause}{' nogil' * nogil}:"
        ]
        lines.append(f"    if {self.condition(scope, 1)} and {self.condition(scope, 1)}:")
        lines += ["        with gil:", f"            {raised}"] if nogil else [f"        {raised}"]
        lines.append(f"    return {value}")
        types = list(scope.variables.values())
        self.helpers.append(Helper(f"h{number}", result, types, optional, nogil))
        return "\n".join(lines) + "\n"

    def parameters(self, scope):
        """Declarations of parameters, and what makes the texts of their arguments."""
        declared, makers = [], []
        for _ in range(self.pick([1, 2, 2, 3])):
            ctype = self.pick(SCALARS)
            name = self.fresh("a")
            declared.append(f"{ctype.name} {name}")
            scope.variables[name] = ctype
            makers.append(lambda ctype=ctype: self.values(ctype))
        if self.chance(15):
            name = self.fresh("x")
            is_text = self.chance(50)
            (scope.texts if is_text else scope.bytes).append(name)
            declared.append(f"{'str' if is_text else 'bytes'} {name}")
            makers.append(lambda: self.pick(TEXTS if is_text else BYTES))
            # (Before a bound of a slice is evaluated Cython looks whether the text is None.)
            text = f"len({name}[:turns & 3])" if is_text else f"{name}[{{}}]"
            scope.integers += [Offer(f"len({name})"), Offer(text)]
        if self.has_views and self.chance(50):
            name, (kind, code) = self.fresh("m"), self.pick(VIEWED)
            shape = self.pick(["[:]", "[::1]"])
            declared.append(f"{kind}{shape} {name}")
            makers.append(
                lambda: f"array('{code}', {self.pick(['[1, 2, 3]', '[100, 0]', '[5]', '[]'])})"
            )
            scope.integers += [Offer(f"{name}.shape[0]", 3, False)]
            for index in ("[0]", "[turns & 1]", "[-1]"):
                scope.variables[f"{name}{index}"] = BY_NAME[kind]
        return declared, [[maker() for maker in makers] for _ in range(8)]

    def inner_function(self, scope):
        """A closure over the C variables, and its call."""
        inner = Scope(helpers=scope.helpers, depth=1)
        names = [name for name in scope.variables if name.isidentifier() and name != "turns"]
        inner.variables = {name: scope.variables[name] for name in [*names, "turns"]}
        inner.variables["k"] = BY_NAME["short"]
        body = self.block(inner, 3)
        body.insert(0, simple(f"nonlocal {', '.join([*names, 'turns'])}", kept=True))
        body.append(simple("return ", *separate([self.integer(inner, 2), self.floating(inner, 1)])))
        name = self.fresh("f")
        call = Node("object", f"{name}(<short>", self.integer(scope, 1), ")")
        return [
            Statement((Node("head", f"def {name}(short k):"), body)),
            simple("log.append(", call, ")"),
        ]

    def function(self):
        scope = Scope(helpers=self.helpers)
        parameters, calls = self.parameters(scope)
        kind = self.choose([(6, "plain"), (5, "aggregates"), (1, "closure"), (1, "generator")])
        scope.is_generator = kind == "generator"
        body = [simple("log = []", kept=True), simple("cdef int turns = 0", kept=True)]
        scope.variables["v0"] = self.pick(INTEGERS)
        body.append(simple(f"cdef {scope.variables['v0'].name} v0 = 3"))
        body += self.declare(scope, self.pick([0, 1, 2]))
        if kind == "aggregates":
            for _ in range(self.pick([1, 2])):
                body += self.aggregate(scope)
        scope.variables["turns"] = INTEGERS[5]
        if kind == "closure":
            body += self.inner_function(scope)
        for _ in range(self.random.randint(1, 3)):
            body.append(self.statement(scope))
        shown = [*scope.variables, *scope.objects, *scope.shown]
        end = "yield " if scope.is_generator else "return "
        body.append(simple(end, *separate([Node("name", name) for name in shown]), ", log"))
        head = f"def {{}}({', '.join(parameters)}):"
        return Function([], head, body, [", ".join(call) + "," for call in calls])


def generate_module(seed, count):
    """The text before the functions, and the functions."""
    generator = Generator(seed)
    head = HEAD.format(cdivision=generator.cdivision) + aggregates.HEAD
    head += "\n\n".join(generator.helper(number) for number in range(8)) + "\n\n"
    return head, [generator.function() for _ in range(count)]


def text_of_module(head, functions, prefix="t"):
    return head + "\n\n".join(f.text(f"{prefix}{number}") for number, f in enumerate(functions))


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    print(text_of_module(*generate_module(*(numbers if len(numbers) > 1 else [*numbers, 10]))))
