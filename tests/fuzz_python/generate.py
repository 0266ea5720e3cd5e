"""Makes random Python functions from a seed: the same seed gives the same text.

    python generate.py SEED [COUNT]

`generate_module(seed, count)` gives the source of a module with that many functions in FUNCTIONS.
They end, use nothing random, and print nothing: what they do is seen by what they do to probes
(probes.py), by what they return and raise. Names are mostly bound where they are read; sometimes
they are not, and many operations fail, as they do in real life.
"""

import random
import sys
import warnings

from vocabulary import BINARY, COMPARE, EXCEPTIONS, FAILS, HEAD, RAISED, SPECS


class Scope:
    """What a function or class body knows while its text is made."""

    def __init__(self, kind, parent=None, depth=0):
        self.kind, self.parent, self.depth = kind, parent, depth
        self.names = []  # that are bound somewhere above
        self.outer = set()  # declared global or nonlocal: never bound as parameters
        self.functions = []  # of (name, generator or not)
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


class Generator:
    """Writes the text of functions."""

    def __init__(self, seed, minor=9):
        self.random = random.Random(seed)
        self.minor = minor
        self.lines = []
        self.indent = 0
        self.counter = 0
        self.budget = 0

    # Small things
    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, items):
        return self.random.choice(items)

    def line(self, text):
        self.lines.append("    " * self.indent + text)

    def fresh(self, prefix="v"):
        self.counter += 1
        return f"{prefix}{self.counter}"

    def name_to_bind(self, scope):
        """A new name, or one that is bound already."""
        own = [name for name in scope.names if name not in scope.outer or self.chance(50)]
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
            ]
        total = sum(weight for weight, _ in makers)
        at = self.random.random() * total
        for weight, maker in makers:
            at -= weight
            if at <= 0:
                return maker(scope, depth - 1)
        return self.atom(scope, 0)

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
        word = self.pick(["and", "or"])
        return (
            "("
            + f" {word} ".join(self.expression(scope, depth) for _ in range(self.pick([2, 2, 3])))
            + ")"
        )

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
            "set",
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
        parts = [f"*{part}" if self.chance(10) else part for part in parts]
        kind = self.pick(["list", "tuple", "set", "dict"])
        if kind == "list":
            return f"[{', '.join(parts)}]"
        if kind == "tuple":
            return f"({', '.join(parts)},)" if parts else "()"
        if kind == "set" and parts:
            return f"{{{', '.join(parts)}}}"
        items = [f"{self.expression(scope, 0)}: {self.expression(scope, depth)}" for _ in parts]
        if self.chance(10):
            items.append(f"**{self.pick(['{}', self.name(scope, 0)])}")
        return f"{{{', '.join(items)}}}"

    def text(self, scope, depth):
        kind = self.random.random()
        if kind < 0.36:
            pair = f"{self.expression(scope, depth)}, {self.expression(scope, depth)}"
            # (CPython turns a constant format into an f-string, in another order.)
            if kind < 0.25:
                return f'(spy("%s|%r") % ({pair}))'
            return f'"{{}}-{{:>4}}".format({pair})'
        parts = []
        for _ in range(self.pick([1, 2])):
            spec = self.pick(SPECS)
            spec = f":{spec}" if spec and not spec.startswith("!") else spec
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
        return f"[{element}{clauses}]" if kind == "list" else f"{{{element}{clauses}}}"

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

    # Targets
    def target(self, scope, depth=1):
        kind = self.random.random()
        if depth > 0 and kind < 0.12:
            parts = [self.target(scope, depth - 1) for _ in range(self.pick([1, 2, 2, 3]))]
            if self.chance(25):
                at = self.random.randrange(len(parts))
                parts[at] = f"*{self.bind(scope, self.name_to_bind(scope))}"
            text = ", ".join(parts) + ("," if len(parts) == 1 else "")
            return f"[{text}]" if self.chance(20) else f"({text})"
        if kind < 0.2 and scope.readable():
            return f"{self.name(scope, 0)}.{self.pick(['x', 'y'])}"
        if kind < 0.28 and scope.readable():
            return f"{self.name(scope, 0)}[{self.index(scope, 0)}]"
        return self.bind(scope, self.name_to_bind(scope))

    # Statements
    def block(self, scope, size):
        self.indent += 1
        start = len(self.lines)
        for _ in range(max(1, self.random.randint(1, size))):
            if self.budget <= 0:
                break
            self.statement(scope)
        if len(self.lines) == start:
            self.line("pass")
        self.indent -= 1

    def statement(self, scope):
        self.budget -= 1
        simple = [
            (16, self.assign),
            (6, self.augmented),
            (10, self.discard),
            (2, self.annotated),
            (3, self.delete),
            (2, self.make_assert),
            (3, self.make_raise),
            (3, self.make_return),
            (2, self.spy_names),
        ]
        compound = [
            (7, self.make_if),
            (5, self.make_for),
            (3, self.make_while),
            (9, self.make_try),
            (5, self.make_with),
            (6, self.make_def),
            (3, self.make_class),
        ]
        if scope.loops and not scope.in_finally:
            simple.append((4, self.leave_loop))
        if scope.kind == "function" and scope.is_generator:
            simple.append((9, self.make_yield))
        makers = simple + (compound if scope.depth < 4 else [])
        at = self.random.random() * sum(weight for weight, _ in makers)
        for weight, maker in makers:
            at -= weight
            if at <= 0:
                maker(scope)
                return

    def assign(self, scope):
        value = self.expression(scope, 3)
        if self.chance(12):
            value = ", ".join(self.expression(scope, 1) for _ in range(self.pick([2, 2, 3])))
        targets = [self.target(scope) for _ in range(self.pick([1, 1, 1, 1, 2]))]
        self.line(f"{' = '.join(targets)} = {value}")

    def augmented(self, scope):
        names = [name for name in scope.names if name.startswith("v")]
        operator = self.pick([*BINARY, "+", "+"])
        target = self.pick(names) if names and self.chance(60) else None
        if target is None:
            target = (
                f"{self.name(scope, 0)}.x"
                if self.chance(50)
                else f"{self.name(scope, 0)}[{self.index(scope, 0)}]"
            )
        self.line(f"{target} {operator}= {self.expression(scope, 2)}")

    def discard(self, scope):
        self.line(self.expression(scope, 3))

    def annotated(self, scope):
        name = self.fresh()
        value = f" = {self.expression(scope, 2)}" if self.chance(70) else ""
        self.line(f"{name}: {self.pick(['int', 'str', 'spy(1)', 'list'])}{value}")
        if value:
            self.bind(scope, name)

    def delete(self, scope):
        names = [name for name in scope.names if name.startswith("v")]
        kind = self.random.random()
        if names and kind < 0.5:
            name = self.pick(names)
            self.line(f"del {name}")
            if self.chance(70) and scope.kind == "function":
                scope.names.remove(name)
        elif kind < 0.75:
            self.line(f"del {self.name(scope, 0)}.x")
        else:
            self.line(f"del {self.name(scope, 0)}[{self.index(scope, 0)}]")

    def make_assert(self, scope):
        message = f", {self.expression(scope, 1)}" if self.chance(50) else ""
        self.line(f"assert {self.expression(scope, 1)}{message}")

    def make_raise(self, scope):
        kind = self.random.random()
        raised = f"{self.pick(RAISED)}({self.expression(scope, 1) if self.chance(60) else ''})"
        if kind < 0.3:
            self.line(f"if {self.expression(scope, 1)}: raise {raised}")
        elif kind < 0.45:
            cause = self.pick(["None", self.expression(scope, 0), "KeyError(1)"])
            self.line(f"raise {raised} from {cause}")
        elif kind < 0.6:
            self.line("raise")
        else:
            self.line(f"raise {raised}")

    def make_return(self, scope):
        if scope.kind != "function":
            self.discard(scope)
        elif self.chance(50):
            self.line(f"if {self.expression(scope, 1)}: return {self.expression(scope, 2)}")
        else:
            self.line(f"return {self.expression(scope, 2)}")

    def spy_names(self, scope):
        names = scope.readable()
        self.line(f"spy([{', '.join(names[-6:])}])")

    def leave_loop(self, scope):
        word = self.pick(["break", "continue"])
        self.line(f"if {self.expression(scope, 1)}: {word}" if self.chance(70) else word)

    def make_yield(self, scope):
        prefix = f"{self.target(scope)} = " if self.chance(30) else ""
        if self.chance(25):
            self.line(f"{prefix}yield from {self.iterable(scope, 1)}")
        else:
            self.line(f"{prefix}yield {self.expression(scope, 2)}")

    def inside(self, scope, body, *arguments):
        scope.depth += 1
        body(*arguments)
        scope.depth -= 1

    def make_if(self, scope):
        self.line(f"if {self.expression(scope, 2)}:")
        self.inside(scope, self.block, scope, 3)
        while self.chance(20):
            self.line(f"elif {self.expression(scope, 2)}:")
            self.inside(scope, self.block, scope, 2)
        if self.chance(45):
            self.line("else:")
            self.inside(scope, self.block, scope, 2)

    def loop_body(self, scope):
        scope.loops += 1
        saved, scope.in_finally = scope.in_finally, 0
        self.block(scope, 3)
        scope.loops -= 1
        scope.in_finally = saved
        if self.chance(30):
            self.line("else:")
            self.block(scope, 2)

    def make_for(self, scope):
        iterable = self.iterable(scope, 1)
        self.line(f"for {self.target(scope)} in {iterable}:")
        self.inside(scope, self.loop_body, scope)

    def make_while(self, scope):
        counter = self.fresh("w")
        self.line(f"{counter} = 0")
        self.bind(scope, counter)
        self.line(f"while {counter} < {self.pick([1, 2, 3])} and {self.expression(scope, 1)}:")
        self.indent += 1
        self.line(f"{counter} += 1")
        self.indent -= 1
        self.inside(scope, self.loop_body, scope)

    def try_parts(self, scope):
        self.block(scope, 3)
        has_handler = self.chance(80)
        if has_handler:
            for number in range(self.pick([1, 1, 2])):
                self.handler(scope, number)
            if self.chance(15):
                self.line("except:")
                self.block(scope, 2)
            if self.chance(25):
                self.line("else:")
                self.block(scope, 2)
        if not has_handler or self.chance(35):
            self.line("finally:")
            scope.in_finally += self.chance(70)
            saved = scope.in_finally
            self.block(scope, 2)
            scope.in_finally = max(0, saved - 1)

    def handler(self, scope, number):
        kind = self.pick(EXCEPTIONS) if self.chance(95) else self.expression(scope, 0)
        if self.chance(50):
            name = self.fresh("e")
            self.line(f"except {kind} as {name}:")
            scope.names.append(name)
            self.block(scope, 2)
            if self.chance(80) and name in scope.names:
                scope.names.remove(name)
        else:
            self.line(f"except {kind}:")
            self.block(scope, 2)

    def make_try(self, scope):
        self.line("try:")
        self.inside(scope, self.try_parts, scope)

    def make_with(self, scope):
        items = []
        for _ in range(self.pick([1, 1, 2])):
            fails = self.pick(["", "", "", "", ", fails='enter'", ", fails='exit'"])
            manager = (
                f'Manager("{self.fresh("m")}", {self.pick(["True", "False", "False"])}{fails})'
            )
            if self.chance(8):
                manager = self.expression(scope, 1)
            items.append(manager + (f" as {self.target(scope)}" if self.chance(60) else ""))
        self.line(f"with {', '.join(items)}:")
        self.inside(scope, self.block, scope, 3)

    # Definitions
    def parameters(self, scope, inner, first=()):
        texts, has_default = list(first), False
        for _ in range(self.pick([0, 1, 1, 2, 3])):
            name = self.fresh("a")
            has_default = has_default or self.chance(40)
            texts.append(f"{name}={self.expression(scope, 1)}" if has_default else name)
            inner.names.append(name)
        if len(texts) > 1 and self.chance(10) and not first:
            texts.insert(1, "/")
        if self.chance(20):
            name = self.fresh("s")
            texts.append(f"*{name}")
            inner.names.append(name)
            if self.chance(50):
                name = self.fresh("k")
                texts.append(f"{name}={self.expression(scope, 0)}")
                inner.names.append(name)
        if self.chance(15):
            name = self.fresh("o")
            texts.append(f"**{name}")
            inner.names.append(name)
        return ", ".join(texts)

    def declarations(self, scope):
        """nonlocal and global statements, before the names are used."""
        outer, around = [], scope.parent
        while around is not None and around.kind != "module":
            if around.kind == "function":
                outer += [n for n in around.names if n.startswith("v") and n not in around.outer]
            around = around.parent
        if outer and self.chance(40):
            name = self.pick(outer)
            if name not in scope.names:
                self.line(f"nonlocal {name}")
                scope.names.append(name)
                scope.outer.add(name)
        if self.chance(12):
            name = self.pick(["g0", "g1", "g2"])
            self.line(f"global {name}")
            scope.names.append(name)
            scope.outer.add(name)

    def decorators(self, scope):
        while self.chance(15):
            self.line(self.pick(["@decorate", f"@decorate_with({self.expression(scope, 0)})"]))

    def make_def(self, scope, name=None, first=(), size=4):
        name = name or self.fresh("f")
        inner = Scope("function", scope, scope.depth + 1)
        inner.is_generator = self.chance(25)
        inner.names += [text for text in first if text.isidentifier()]
        parameters = self.parameters(scope, inner, first)
        self.decorators(scope)
        self.line(f"def {name}({parameters}):")
        self.indent += 1
        self.declarations(inner)
        self.indent -= 1
        self.block(inner, size)
        if inner.is_generator:
            self.indent += 1
            self.make_yield(inner)
            self.indent -= 1
        self.bind(scope, name)
        scope.functions.append(name)

    def make_class(self, scope):
        name = self.fresh("K")
        bases = self.pick(["", "", "(Custom)", "(Probe)", "(object)"])
        inner = Scope("class", scope, scope.depth + 1)
        if self.chance(10):
            self.line("@decorate")
        self.line(f"class {name}{bases}:")
        self.indent += 1
        for _ in range(self.pick([1, 2, 3])):
            kind = self.random.random()
            if kind < 0.35:
                if self.chance(20):
                    self.line(self.pick(["@property", "@staticmethod", "@classmethod"]))
                method = self.pick(
                    ["go", "x", "__init__", "__call__", "__getattr__", "__eq__", "__len__"]
                )
                self.make_def(inner, method, ("self",), 3)
                inner.functions.clear()
            else:
                self.statement(inner)
        self.indent -= 1
        self.bind(scope, name)
        scope.functions.append(name)

    def function(self, number, module):
        """One function of FUNCTIONS."""
        scope = Scope("function", module, 0)
        scope.is_generator = self.chance(15)
        scope.names += ["a", "n", "items", "rest", "k"]
        self.budget = self.random.randint(4, 16)
        default = self.pick(["", "=None", "=2", '=Probe("d")'])
        self.line("@register")
        self.line(f"def t{number}(a, n, items, *rest, k{default}, **more):")
        self.indent += 1
        self.declarations(scope)
        self.indent -= 1
        self.block(scope, 8)
        self.indent += 1
        if scope.is_generator:
            self.make_yield(scope)
        elif self.chance(70):
            self.line(f"return {self.expression(scope, 2)}")
        self.indent -= 1
        self.line("")


def is_valid(lines):
    try:
        compile("\n".join(lines) + "\n", "fuzzed", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def generate_module(seed, count):
    """The source of a module with `count` functions."""
    generator = Generator(seed)
    module = Scope("module")
    module.names += ["g0", "g1", "g2"]
    parts, number = [], 0
    while number < count:
        generator.lines = []
        generator.indent = 0
        generator.function(number, module)
        if is_valid(generator.lines):
            parts.append("\n".join(generator.lines))
            module.functions.append("helper")
            number += 1
    return HEAD + "\n" + "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(generate_module(int(sys.argv[1]), int((sys.argv[2:] or ["10"])[0])))
