"""Writes classes of numbers, short functions, and what works on their instances: what the compiler
guesses from attributes, parameters and results, computes inline, and calls directly.
"""

from expressions import Scope

WHOLE = ["0", "1", "2", "-1", "7", "True", "2**31", "2**62", "2**63 - 1", "-(2**63)", "10**20"]
REAL = ["0.0", "-0.0", "0.5", "2.5", "-3.25", "1e308", "1e-5", 'float("inf")', 'float("nan")']
ARITHMETIC = ["+", "-", "+", "-", "//", "%", "/", "&", "|", "^"]
ORDERS = ["<", "<=", "==", "!=", ">", ">="]
PARAMETERS = ["p", "p: int", "p: float", "p: int = 1", "p: float = 0.5", "p=3", "p=1.5", "p=None"]
METHODS = ["short", "step", "total", "loop"]
BINARY_SPECIAL = ["add", "sub", "mul", "mod", "floordiv", "truediv", "and", "radd", "rsub", "iadd"]
COMPARING_SPECIAL = ["eq", "ne", "lt", "le", "gt"]
SYMBOLS = ["+", "-", "*", "%", "//", "/", "&", "==", "!=", "<", "<=", ">"]
NUMBER_SPECS = [
    "",
    "d",
    ".3f",
    ">8",
    "08.2f",
    "+d",
    "x",
    ",",
    ".2e",
    "g",
    "<6d",
    "^+9.1f",
    "b",
    "%",
]
NUMBER_FORMATS = [
    ("%d|%5.2f", 2),
    ("%x %o", 2),
    ("%s-%r", 2),
    ("%-6s|%03d|%+.1e", 3),
    ("%c%%", 1),
    ("%i", 1),
    ("%(k)s %(l)d", 0),
    ("<%5s> %.3g", 2),
    ("%*d", 2),
]


class Objects:
    """Makers of expressions and statements."""

    def object_expressions(self):
        return [
            (4, self.number),
            (3, self.instance_call),
            (2, self.operate),
            (2, self.special_call),
            (3, self.number_text),
            (1, self.fleeting),
        ]

    def object_statements(self):
        return [(5, self.use_instance), (3, self.disturb), (4, self.unpack)]

    def object_compounds(self):
        return [(2, self.numbers_class), (4, self.count_up)]

    # Numbers
    def number(self, scope, depth=1):
        """What is likely a number."""
        if depth <= 0 or self.chance(35):
            names = [name for name in scope.readable() if name[0] in "vwncp"]
            if names and self.chance(60):
                return self.pick(names[-6:])
            return self.pick(WHOLE if self.chance(60) else REAL)
        makers = [
            (
                5,
                lambda: (
                    f"({self.number(scope, depth - 1)} {self.pick(ARITHMETIC)} "
                    f"{self.number(scope, depth - 1)})"
                ),
            ),
            (
                2,
                lambda: f"({self.number(scope, depth - 1)} * {self.pick(['2', '3', '0.5', '-1'])})",
            ),
            (1, lambda: f"(-{self.number(scope, depth - 1)})"),
            (1, lambda: f"abs({self.number(scope, depth - 1)})"),
            (1, lambda: f"int({self.number(scope, depth - 1)})"),
            (1, lambda: f"float({self.number(scope, depth - 1)})"),
            (1, lambda: f"min({self.number(scope, depth - 1)}, {self.number(scope, depth - 1)})"),
            (2, lambda: f"{self.instance(scope)}.{self.pick(['x', 'y'])}"),
            (1, lambda: f"len({self.name(scope, 0)})"),
        ]
        return self.choose(makers)()

    def argument(self, scope):
        """Mostly a number, as callers give it; or anything."""
        return self.number(scope, 1) if self.chance(80) else self.expression(scope, 1)

    # Classes and their instances
    def numbers_class(self, scope):
        """A class whose attributes are likely numbers."""
        name = self.fresh("N")
        known = self.number_classes(scope)
        base = self.pick(known) if known and self.chance(35) else ""
        self.line(f"class {name}({base}):" if base else f"class {name}:")
        self.indent += 1
        if self.chance(30):
            self.line('__slots__ = ("x", "y", "z")' if not base else "__slots__ = ()")
        elif self.chance(30):
            self.line(self.pick(["x: int = 0", "y: float = 0.5", "x: int", "y = 2"]))
        if not base or self.chance(30):
            self.initializer(scope, base)
        for _ in range(self.pick([1, 2, 3, 4])):
            self.choose([(4, self.short_method), (3, self.special), (1, self.counted_end)])(scope)
        self.indent -= 1
        self.bind(scope, name)
        scope.functions.append(name)
        return name

    def number_classes(self, scope):
        names, around = [], scope
        while around is not None:
            names += [name for name in around.functions if name.startswith("N")]
            around = around.parent if around is not scope or scope.kind != "class" else None
        return names

    def initializer(self, scope, base):
        second = PARAMETERS[3:][self.random.randrange(5)].replace("p", "q", 1)
        inner = self.method_scope(scope, "p", "q")
        self.line(f"def __init__(self, {self.pick(PARAMETERS[3:])}, {second}):")
        self.indent += 1
        if base and self.chance(70):
            self.line(f"super().__init__({self.argument(inner)})")
        for attribute in ("x", "y"):
            annotation = self.pick(["", "", "", ": int", ": float"])
            value = self.pick(["p", "q", self.number(inner, 0), self.number(inner, 1)])
            self.line(f"self.{attribute}{annotation} = {value}")
        self.indent -= 1

    def method_scope(self, scope, *names):
        inner = Scope("function", scope, scope.depth + 1)
        inner.names += ["self", *names]
        return inner

    def own_number(self, inner):
        """A number of a method: of its own instance, its parameter, or computed from them."""
        parts = ["self.x", "self.y", "p", self.number(inner, 0)]
        left, right = self.pick(parts), self.pick(parts)
        return self.pick([left, f"{left} {self.pick(ARITHMETIC)} {right}", f"{left} * 2 - {right}"])

    def short_method(self, scope):
        name = self.pick(METHODS)
        inner = self.method_scope(scope, "p")
        result = self.pick(["", "", "", " -> int", " -> float"])
        if self.chance(15):
            self.line(self.pick(["@property", "@staticmethod", "@classmethod"]))
        self.line(f"def {name}(self, {self.pick(PARAMETERS)}){result}:")
        self.indent += 1
        for _ in range(self.pick([0, 1, 1, 2])):
            self.method_statement(inner)
        self.line(f"return {self.own_number(inner)}")
        self.indent -= 1

    def method_statement(self, inner):
        operator = self.pick(["+", "-", "+", "//", "%", "*"])
        value = self.pick(["2", "0.5"]) if operator == "*" else self.own_number(inner)
        attribute = self.pick(["x", "y"])
        test = f"{self.own_number(inner)} {self.pick(ORDERS)} {self.own_number(inner)}"
        self.choose(
            [
                (4, lambda: self.line(f"self.{attribute} {operator}= {value}")),
                (2, lambda: self.line(f"self.{attribute} = {self.own_number(inner)}")),
                (2, lambda: self.line(f"if {test}: return {self.own_number(inner)}")),
                (1, lambda: self.line(f"if {test}: raise KeyError({self.own_number(inner)})")),
                (
                    1,
                    lambda: self.line(
                        f"for p in range({self.pick(['3', 'p', 'self.x % 5'])}): self.x += p"
                    ),
                ),
                (1, lambda: self.line(f"self.z = {self.expression(inner, 1)}")),
                (1, lambda: self.line(f"p = {self.own_number(inner)}")),
            ]
        )()

    def special(self, scope):
        """A special method, as those of vectors and fractions are written."""
        inner = self.method_scope(scope, "p")
        if self.chance(25):
            self.line(
                self.pick(
                    [
                        "def __bool__(self): return self.x > 0",
                        "def __len__(self): return self.x",
                        "def __str__(self): return f'{self.x}/{self.y:.2f}'",
                        "def __hash__(self): return 5",
                        "def __getitem__(self, p): return self.x + p",
                        "def __contains__(self, p): return p == self.x",
                        "def __iter__(self): yield self.x; yield self.y",
                        "def __call__(self, p=1): return self.x - p",
                        "def __neg__(self): return type(self)(-self.x, self.y)",
                        "def __getattr__(self, p): return 5 if p == 'z' else missing",
                        "def __format__(self, p): return p + str(self.x)",
                        "def __enter__(self): return self",
                    ]
                )
            )
            return
        is_comparing = self.chance(35)
        name = self.pick(COMPARING_SPECIAL if is_comparing else BINARY_SPECIAL)
        self.line(f"def __{name}__(self, p):")
        self.indent += 1
        kind = self.pick(["type(self)", "__class__", "(int, float)", "Probe"])
        if self.chance(70):
            self.line(f"if not isinstance(p, {kind}):")
            self.line(f"    return {self.pick(['NotImplemented', 'NotImplemented', 'p'])}")
        other = "p.x" if kind in {"type(self)", "__class__"} else "p"
        if self.chance(30):
            self.line(f'note("{name}", show(self.x), show(p))')
        if is_comparing:
            self.line(f"return self.x {self.pick(ORDERS)} {other}")
        else:
            value = f"self.x {self.pick(ARITHMETIC)} {other}"
            whole = f"type(self)({value}, {self.own_number(inner)})"
            self.line(f"return {self.pick([whole, whole, value])}")
        self.indent -= 1

    def counted_end(self, scope):
        self.line("def __del__(self): end(self)")

    def make_instance(self, scope):
        classes = self.number_classes(scope)
        if not classes:
            return self.name(scope, 0)
        arguments = [self.argument(scope) for _ in range(self.pick([0, 1, 2, 2]))]
        return f"{self.pick(classes[-6:])}({', '.join(arguments)})"

    def instance(self, scope):
        """A name that is likely bound to an instance, or a new one."""
        names, around = [], scope
        while around is not None:
            names += [name for name in around.names if name.startswith("vo")]
            around = around.parent
        return self.pick(names) if names and self.chance(75) else self.make_instance(scope)

    def use_instance(self, scope):
        names = [name for name in scope.names if name.startswith("vo")]
        if not names or self.chance(40):
            self.line(f"{self.bind(scope, self.fresh('vo'))} = {self.make_instance(scope)}")
            return
        name = self.pick(names)
        attribute = self.pick(["x", "y"])
        operator = self.pick(["+", "-", "//", "|"])
        self.line(
            self.pick(
                [
                    f"spy(({name}.x, {name}.y))",
                    f"{name}.{attribute} {operator}= {self.argument(scope)}",
                    f"{name}.{attribute} = {self.argument(scope)}",
                    f"{name} {self.pick(['+', '-', '%'])}= {self.argument(scope)}",
                    f"{self.bind(scope, self.fresh())} = {self.instance_call(scope)}",
                    f"spy({self.instance_call(scope)})",
                ]
            )
        )

    def disturb(self, scope):
        """What makes guesses wrong."""
        names = [name for name in scope.readable() if name.startswith("vo")]
        classes = [name for name in scope.functions if name.startswith("N")]
        if names and self.chance(60):
            name = self.pick(names)
            value = self.pick(["None", '"s"', "2**63", "2**64", "Probe()", "True", "[1]", "1.5"])
            self.line(self.pick([f"{name}.x = {value}", f"{name}.y = {value}", f"del {name}.y"]))
        elif classes:
            method = self.pick(METHODS + ["__add__", "__eq__", "__init__"])
            body = self.pick(["p", "(self, p)", "missing", "NotImplemented"])
            self.line(f"{self.pick(classes)}.{method} = lambda self, p=1, q=2: {body}")
        else:
            self.use_instance(scope)

    def instance_call(self, scope, depth=0):
        return f"{self.instance(scope)}.{self.pick(METHODS)}({self.argument(scope)})"

    def operate(self, scope, depth=0):
        left, right = self.instance(scope), self.pick([self.instance(scope), self.argument(scope)])
        if self.chance(40):
            left, right = right, left
        if self.chance(10):
            return f"sum([{left}, {right}], {self.instance(scope)})"
        return f"({left} {self.pick(SYMBOLS)} {right})"

    def special_call(self, scope, depth=0):
        """A special method that is called by its name."""
        special = f"__{self.pick(BINARY_SPECIAL + COMPARING_SPECIAL)}__"
        other = self.argument(scope)
        classes = self.number_classes(scope)
        texts = [
            f"{self.instance(scope)}.{special}({other})",
            f"({self.number(scope, 0)}).{special}({self.instance(scope)})",
            f"int.{special}({other}, {self.instance(scope)})",
            f"{self.instance(scope)}.{self.pick(['__bool__', '__len__', '__str__', '__neg__'])}()",
            f"({self.pick(['True', '0.5', '(1, 2)', '[3]'])}).{special}({other})",
        ]
        if classes:
            texts.append(f"{self.pick(classes)}.{special}({self.instance(scope)}, {other})")
        return self.pick(texts)

    def fleeting(self, scope, depth=0):
        """Instances that are made and released in a loop."""
        inner = Scope("comprehension", scope, scope.depth)
        name = self.fresh("c")
        inner.names.append(name)
        use = self.pick([self.operate(inner), self.instance_call(inner), self.number(inner, 2)])
        made = self.make_instance(inner)
        text = self.pick([use, f"{made}.x", f"{made}.short({name})", f"({made}, {name})"])
        return f"[{text} for {name} in range({self.pick([2, 3, 9])})]"

    def count_up(self, scope):
        """A loop over numbers that are likely to stay numbers."""
        total, each = self.bind(scope, self.fresh()), self.bind(scope, self.fresh())
        self.line(f"{total} = {self.number(scope, 0)}")
        self.line(f"for {each} in range({self.pick(['3', '12', '2, 20, 5', '4, -4, -3'])}):")
        self.indent += 1
        for _ in range(self.pick([1, 2, 3])):
            value = self.pick(
                [each, self.instance_call(scope), self.number(scope, 1), self.operate(scope)]
            )
            self.line(f"{total} {self.pick(['+', '-', '+'])}= {value}")
            if self.chance(40):
                self.use_instance(scope)
        self.indent -= 1
        self.line(f"spy(({total}, {each}))")

    def short_function(self, scope):
        """A function of the module that is short enough to be inlined."""
        name = self.fresh("short")
        inner = Scope("function", scope, 1)
        inner.names.append("p")
        result = self.pick(["", "", " -> int", " -> float"])
        second = self.pick(["", ", q=1", ", q: float = 0.5", ", *q"])
        self.line(f"def {name}({self.pick(PARAMETERS[:3])}{second}){result}:")
        self.indent += 1
        if self.chance(50):
            test = f"{self.number(inner, 1)} {self.pick(ORDERS)} p"
            self.line(f"if {test}: return {self.number(inner, 1)}")
        self.line(f"return {self.pick([self.number(inner, 2), self.expression(inner, 2)])}")
        self.indent -= 1
        scope.functions.append(name)

    # Texts
    def number_text(self, scope, depth=0):
        numbers = [self.argument(scope) for _ in range(3)]
        kind = self.random.random()
        if kind < 0.35:
            parts = []
            for number in numbers[: self.pick([1, 2, 3])]:
                specification = self.pick(NUMBER_SPECS)
                quoted = number.replace('"', "'")
                is_plain = "\\" not in quoted and "'" in quoted or '"' not in number
                text = quoted if is_plain else "n"
                parts.append(f"{{({text}){':' if specification else ''}{specification}}}")
            return 'f"' + self.pick(["", "-", " "]).join(parts) + '"'
        if kind < 0.65:
            text, count = self.pick(NUMBER_FORMATS)
            if count == 0:
                return f'("{text}" % {{"k": {numbers[0]}, "l": {numbers[1]}}})'
            values = f"({', '.join(numbers[:count])},)" if self.chance(80) else numbers[0]
            return f'("{text}" % {values})'
        separator = self.pick(['", "', '""', self.name(scope, 0)])
        each = self.fresh("c")
        made = self.pick(
            [f"str({each})", f'f"{{{each}}}"', f'"%s" % {each}', each, f"repr({each})"]
        )
        loop = f"{made} for {each} in ({', '.join(numbers)})"
        return f"{separator}.join({self.pick([loop, f'[{loop}]'])})"

    # Unpacking
    def unpack(self, scope):
        count = self.pick([1, 2, 2, 3])
        names = [self.bind(scope, self.name_to_bind(scope)) for _ in range(count)]
        at = self.random.randrange(count)
        if self.chance(75):
            names[at] = "*" + names[at]
        if self.chance(20):
            inner = f"({self.bind(scope, self.fresh())}, *{self.bind(scope, self.fresh())})"
            names.append(inner)
        targets = ", ".join(names) + ","
        values = [self.expression(scope, 1) for _ in range(self.pick([1, 2, 3]))]
        values = [f"*{value}" if self.chance(25) else value for value in values]
        value = f"({', '.join(values)},)" if self.chance(60) else self.iterable(scope, 1)
        if self.chance(20):
            self.line(f"for {targets.rstrip(',')}, in ({value}, [1, 2, 3]): spy(1)")
            return
        self.line(f"{self.pick([targets, f'[{targets}]'])} = {value}")
