"""Writes expressions: half of what generate.py makes."""

from fuzzing import Chooser
from vocabulary import BINARY, COMPARE, FAILS, FORMATS, SPECS


class Scope:
    """What a function or class body knows while its text is made."""

    def __init__(self, kind, parent=None, depth=0):
        self.kind, self.parent, self.depth = kind, parent, depth
        self.names = []  # that are bound somewhere above
        self.outer = set()  # declared global or nonlocal: never bound as parameters
        self.functions = []  # names of functions and classes, to be called
        self.loops = 0
        self.is_generator = False
        self.in_finally = 0

    def readable(self):
        """Names of this scope and those of the functions around it."""
        names, scope = list(self.names), self.parent
        while scope is not None:
            if scope.kind != "class":
                names += scope.names
            scope = scope.parent
        return names


class Expressions(Chooser):
    """Writes the text of expressions; statements come with generate.py."""

    def __init__(self, seed):
        super().__init__(seed)
        self.lines = []
        self.indent = 0
        self.budget = 0

    # Small things
    def line(self, text):
        self.lines.append("    " * self.indent + text)

    def name_to_bind(self, scope):
        """A new name, or one that is bound already; no counter of a loop, which ends by it."""
        own = [name for name in scope.names if name not in scope.outer or self.chance(50)]
        own = [name for name in own if not name.startswith("w")]
        if own and self.chance(45):
            return self.pick(own)
        return self.fresh()

    def bind(self, scope, name):
        if name not in scope.names:
            scope.names.append(name)
        return name

    # Expressions
    def expression(self, scope, depth=2):
        """Any expression; deeper ones are rarer."""
        makers = [(14, self.atom), (22, self.name)]
        if depth > 0:
            makers += [
                (12, self.binary),
                (4, self.unary),
                (6, self.compare),
                (5, self.boolean),
                (4, self.conditional),
                (10, self.call),
                (5, self.attribute),
                (6, self.subscript),
                (8, self.display),
                (5, self.comprehension),
                (3, self.generator_expression),
                (3, self.make_lambda),
                (6, self.text),
                (2, self.walrus),
                (3, self.method_call),
                (2, self.inner_yield),
                (3, self.own_class),
                *self.object_expressions(),
                *self.suspended_expressions(),
                *self.newest_expressions(),
            ]
        return self.choose(makers)(scope, depth - 1)

    def atom(self, scope, depth):
        return self.pick(
            [
                "0",
                "1",
                "2",
                "7",
                "-3",
                "10**20",
                "2.5",
                "True",
                "None",
                '"s"',
                '"text"',
                'b"b"',
                "()",
                "...",
                f'Probe("{self.fresh("q")}")',
                "Probe()",
                f"failing({self.pick(FAILS)!r})",
                "[1, 2, 3]",
                '{"k": 1}',
            ]
        )

    def name(self, scope, depth):
        names = scope.readable()
        if not names or self.chance(3):
            return self.pick(["g0", "g1", "g2", "helper", "missing", "len"])
        return self.pick(names[-12:])

    def binary(self, scope, depth):
        return (
            f"({self.expression(scope, depth)} {self.pick(BINARY)} {self.expression(scope, depth)})"
        )

    def unary(self, scope, depth):
        return f"({self.pick(['-', '+', '~', 'not '])}{self.expression(scope, depth)})"

    def compare(self, scope, depth):
        parts = [self.expression(scope, depth)]
        for _ in range(self.pick([1, 1, 1, 2, 3])):
            operator = self.pick(COMPARE)
            right = self.expression(scope, depth)
            if operator.startswith("is"):
                right = self.pick(["None", "True", "..."])
            parts.append(f"{operator} {right}")
        return f"({' '.join(parts)})"

    def boolean(self, scope, depth):
        word = self.pick([" and ", " or ", " and ", " or ", " and\n        "])
        operands = [
            self.boolean(scope, depth) if self.chance(25) else self.expression(scope, depth)
            for _ in range(self.pick([2, 2, 3]))
        ]
        return f"({word.join(operands)})"

    def conditional(self, scope, depth):
        parts = [self.expression(scope, depth) for _ in range(3)]
        return f"({parts[0]} if {parts[1]} else {parts[2]})"

    def arguments(self, scope, depth):
        parts = [self.expression(scope, depth) for _ in range(self.pick([0, 1, 1, 2, 3]))]
        if self.chance(12):
            parts.append(f"*{self.expression(scope, depth)}")
        if self.chance(15):
            parts.append(f"y={self.expression(scope, depth)}")
        if self.chance(6):
            parts.append(f"**{self.pick(['{}', 'dict(z=1)', self.expression(scope, 0)])}")
        if len(parts) > 1 and self.chance(10):
            return (",\n" + "    " * (self.indent + 2)).join(parts)
        return ", ".join(parts)

    def callee(self, scope, depth):
        functions = []
        around = scope
        while around is not None:
            if around is scope or around.kind != "class":
                functions += around.functions
            around = around.parent
        known = ["spy", "spy", "helper", "boom", "Probe"]
        builtin = [
            "len",
            "list",
            "tuple",
            "str",
            "abs",
            "sorted",
            "sum",
            "min",
            "int",
            "bool",
            "repr",
            "isinstance",
            "range",
            "dict",
            "iter",
            "next",
            "any",
            "max",
            "type",
            "print if 0 else spy",
        ]
        kind = self.random.random()
        if functions and kind < 0.5:
            return self.pick(functions)
        if kind < 0.75:
            return self.pick(known)
        if kind < 0.9:
            return f"({self.pick(builtin)})"
        return self.name(scope, depth)

    def call(self, scope, depth):
        if self.chance(6):
            return f"countdown({self.pick([0, 1, 3])})"
        if self.chance(8):
            return f"drain({self.expression(scope, depth)}, {self.pick([1, 3, 6])})"
        return f"{self.callee(scope, depth)}({self.arguments(scope, depth)})"

    def attribute(self, scope, depth):
        return (
            f"{self.expression(scope, depth)}.{self.pick(['x', 'y', 'value'])}"
            if self.chance(70)
            else f"{self.name(scope, depth)}.x.y"
        )

    def method_call(self, scope, depth):
        method = self.pick(
            ["x", "go", "append", "upper", "get", "keys", "close", "count", "join", "send", "throw"]
        )
        owner = self.name(scope, depth) if self.chance(60) else f"({self.expression(scope, depth)})"
        if self.chance(12):
            owner += "\\\n" + "    " * (self.indent + 1)
        return f"{owner}.{method}({self.arguments(scope, depth)})"

    def index(self, scope, depth):
        if self.chance(30):
            parts = [
                self.pick(["", "0", "1", "-1", self.name(scope, 0)])
                for _ in range(self.pick([2, 2, 3]))
            ]
            return ":".join(parts)
        if self.chance(10):
            return f"{self.expression(scope, 0)}, {self.expression(scope, 0)}"
        return self.pick(["0", "1", "-1", '"k"', self.expression(scope, depth)])

    def subscript(self, scope, depth):
        return f"({self.expression(scope, depth)})[{self.index(scope, depth)}]"

    def display(self, scope, depth):
        parts = [self.expression(scope, depth) for _ in range(self.pick([0, 1, 2, 2, 3]))]
        kind = self.pick(["list", "tuple", "set", "dict"])
        if kind == "set" and parts:
            return self.set_display(parts)
        parts = [f"*{part}" if self.chance(10) else part for part in parts]
        if kind == "list":
            return f"[{', '.join(parts)}]"
        if kind == "tuple":
            return f"({', '.join(parts)},)" if parts else "()"
        items = [f"{self.expression(scope, 0)}: {self.expression(scope, depth)}" for _ in parts]
        if self.chance(10):
            items.append(f"**{self.pick(['{}', self.name(scope, 0)])}")
        return f"{{{', '.join(items)}}}"

    def set_display(self, parts):
        """A set of what has the same order in every process."""
        if self.chance(10):
            return f"set(each_steady({parts[0]}))"
        texts = []
        for part in parts:
            is_text_or_number = part[0] in '"0123456789-'
            if is_text_or_number:
                texts.append(part)
            else:
                texts.append(f"*each_steady({part})" if self.chance(10) else f"steady({part})")
        return f"{{{', '.join(texts)}}}"

    def text(self, scope, depth):
        kind = self.random.random()
        if kind < 0.36:
            pair = f"{self.expression(scope, depth)}, {self.expression(scope, depth)}"
            if kind < 0.25:
                return f"({self.pick(FORMATS)} % ({pair}))"
            return f'"{{}}-{{:>4}}".format({pair})'
        parts = []
        for _ in range(self.pick([1, 2])):
            spec = self.pick(SPECS)
            spec = f":{spec}" if spec and not spec.startswith(("!", "=")) else spec
            if self.chance(12):
                spec = f"{self.pick(['', '!r', '='])}:{{{self.name(scope, 0)}}}"
            parts.append(f"{{{self.name(scope, 0)}{spec}}}")
        return 'f"' + "-".join(parts) + '"'

    def walrus(self, scope, depth):
        if scope.kind in {"class", "module"}:
            return self.atom(scope, depth)
        value = self.expression(scope, depth)
        around = scope
        while around.kind == "comprehension":
            around = around.parent
        if around.kind != "function":
            return value
        names = [name for name in around.names if name.startswith("v")]
        name = self.pick(names) if names and self.chance(50) else self.fresh()
        self.bind(around, name)
        return f"({name} := {value})"

    def clauses(self, scope, depth):
        text = ""
        for number in range(self.pick([1, 1, 1, 2])):
            iterable = self.iterable(scope if number else scope.parent, depth)
            target = self.fresh("c")
            if self.chance(10):
                target = f"({target}, {self.fresh('c')})"
            text += f" for {target} in {iterable}"
            scope.names += target.strip("()").split(", ")
            if self.chance(30):
                text += f" if {self.expression(scope, depth)}"
        return text

    def comprehension(self, scope, depth):
        inner = Scope("comprehension", scope, scope.depth)
        clauses = self.clauses(inner, depth)
        element = self.expression(inner, depth)
        kind = self.pick(["list", "list", "set", "dict"])
        if kind == "dict":
            return f"{{{self.expression(inner, 0)}: {element}{clauses}}}"
        return f"[{element}{clauses}]" if kind == "list" else f"{{steady({element}){clauses}}}"

    def generator_expression(self, scope, depth):
        inner = Scope("comprehension", scope, scope.depth)
        clauses = self.clauses(inner, depth)
        text = f"({self.expression(inner, depth)}{clauses})"
        return (
            f"{self.pick(['list', 'any', 'drain', 'tuple', 'next'])}{text}"
            if self.chance(80)
            else text
        )

    def make_lambda(self, scope, depth):
        inner = Scope("function", scope, scope.depth)
        parameters = [self.fresh("a") for _ in range(self.pick([0, 1, 2]))]
        inner.names += parameters
        texts = [
            f"{name}={self.expression(scope, 0)}" if self.chance(60) else name
            for name in parameters
        ]
        texts.sort(key=lambda text: "=" in text)
        body = self.expression(inner, depth)
        text = f"(lambda {', '.join(texts)}: {body})"
        return f"{text}({self.arguments(scope, 0)})" if self.chance(60) else text

    def inner_yield(self, scope, depth):
        if scope.kind != "function" or not scope.is_generator:
            return self.atom(scope, depth)
        if self.chance(25):
            return f"(yield from {self.iterable(scope, depth)})"
        return f"(yield {self.expression(scope, depth)})"

    def own_class(self, scope, depth):
        """What a method knows of its class."""
        around = scope
        while around is not None and around.kind != "class":
            around = around.parent
        if around is None:
            return self.atom(scope, depth)
        return self.pick(
            ["__class__", "super()", "super().x", f"super().go({self.name(scope, 0)})"]
        )

    def iterable(self, scope, depth):
        return self.pick(
            [
                "(1, 2, 3)",
                "[1, 2.5]",
                "range(3)",
                "range(2, 6, 2)",
                '"ab"',
                '{"k": 1, "l": 2}.items()',
                "Probe()",
                f"enumerate({self.name(scope, 0)})",
                "zip((1, 2), (3, 4))",
                self.name(scope, 0),
                f"range({self.expression(scope, 0)})",
                self.expression(scope, depth),
                'failing("next")',
            ]
        )
