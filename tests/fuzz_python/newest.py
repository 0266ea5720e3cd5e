"""Writes what Python has gained since 3.10, for the versions that have it: the part of generate.py
that `compare.py --newest` turns on.
"""

from expressions import Scope

OLDEST = 9  # the version whose syntax the other parts keep to


class Newest:
    """Makers of expressions and statements, each from the version on that has it."""

    minor = OLDEST

    def known(self, weighted):
        """(weight, thing) of each (minor, weight, thing) that the version has."""
        return [(weight, thing) for minor, weight, thing in weighted if self.minor >= minor]

    def newest_expressions(self):
        weighted = (
            (12, 4, self.nested_text),
            (12, 3, self.comprehension_in_text),
            (12, 2, self.variables),
            (14, 3, self.template),
            (15, 3, self.unpacking_comprehension),
        )
        return self.known(weighted)

    def newest_statements(self):
        weighted = (
            (10, 5, self.make_match),
            (11, 4, self.make_try_star),
            (14, 4, self.make_bare_except),
            (12, 2, self.make_alias),
            (12, 2, self.make_generic),
            (12, 2, self.make_generic_class),
        )
        return self.known(weighted)

    # Expressions
    def variables(self, scope, depth):
        names = "sorted(name for name in locals() if name[0] != '.')"
        return self.pick([names, f"locals().get('{self.name(scope, 0)}')", "len([locals()])"])

    def specification(self, scope):
        width = f":{{{self.name(scope, 0)}!s:.1}}"
        return self.pick(["", "", "!r", "!s:>8", "=", ":>5", width])

    def nested_text(self, scope, depth):
        """The same quotes in a string and in what it holds, escapes, lines and comments."""
        inner = self.pick(
            [
                f'f"{{{self.expression(scope, depth)}}}"',
                f'{self.name(scope, 0)}["k"]',
                f'"\\n".join({self.name(scope, 0)})',
                f'"{{}}" if {self.expression(scope, depth)} else "}}"',
                f"{self.expression(scope, depth)} # }}\n",
            ]
        )
        return f'f"<{{({inner}){self.specification(scope)}}}>"'

    def comprehension_in_text(self, scope, depth):
        return (
            f'f"{{ {self.comprehension(scope, depth)} }}{{{self.make_lambda(scope, depth)}!r:.3}}"'
        )

    def template(self, scope, depth):
        parts = [
            f"{{{self.expression(scope, depth)}{self.specification(scope)}}}"
            for _ in range(self.pick([1, 2]))
        ]
        text = 't"a' + "b".join(parts) + '"'
        return self.pick(
            [
                f"{text}.values",
                f"{text}.strings",
                f"[each.format_spec for each in {text}.interpolations]",
            ]
        )

    def unpacking_comprehension(self, scope, depth):
        inner = Scope("comprehension", scope, scope.depth)
        clauses = self.clauses(inner, depth)
        element = self.pick([self.name(inner, 0), "(1, 2)", f"[{self.expression(inner, depth)}]"])
        mapping = self.pick([f"{{1: {self.name(inner, 0)}}}", self.name(inner, 0)])
        return self.pick(
            [
                f"[*{element}{clauses}]",
                f"{{*each_steady({element}){clauses}}}",
                f"{{**{mapping}{clauses}}}",
                f"list(*{element}{clauses})",
                f"drain((*{element}{clauses}), 3)",
            ]
        )

    # Statements
    def pattern(self, scope, depth):
        makers = [
            (3, lambda: self.pick(["0", "1", "-3", '"s"', "None", "True", "2.5"])),
            (4, lambda: self.bind(scope, self.fresh())),
            (1, lambda: "_"),
        ]
        if depth > 0:
            makers += [
                (
                    3,
                    lambda: (
                        f"[{self.pattern(scope, depth - 1)}, *{self.bind(scope, self.fresh())}]"
                    ),
                ),
                (
                    2,
                    lambda: f"({self.pattern(scope, depth - 1)}, {self.pattern(scope, depth - 1)})",
                ),
                (2, lambda: f'{{"k": {self.pattern(scope, depth - 1)}}}'),
                (1, lambda: f'{{"k": _, **{self.bind(scope, self.fresh())}}}'),
                (1, lambda: f"[*_, {self.pattern(scope, depth - 1)}]"),
                (2, lambda: f"Probe(x={self.pattern(scope, depth - 1)})"),
                (1, lambda: f"ValueError(args=[{self.pattern(scope, depth - 1)}])"),
                (2, lambda: f"int({self.pattern(scope, 0)})"),
                (1, lambda: f"(0 | 1 | [_]) as {self.bind(scope, self.fresh())}"),
            ]
        return self.choose(makers)()

    def make_match(self, scope):
        self.line(f"match {self.expression(scope, 1)}:")
        self.indent += 1
        for _ in range(self.pick([1, 2, 3])):
            guard = f" if {self.expression(scope, 1)}" if self.chance(30) else ""
            self.line(f"case {self.pattern(scope, 2)}{guard}:")
            self.inside(scope, self.block, scope, 2)
        self.indent -= 1

    def make_try_star(self, scope):
        self.line("try:")
        self.inside(scope, self.block, scope, 2)
        if self.chance(50):
            raised = self.pick(["TypeError(1)", "KeyError(2), ValueError(3)", "NameError(4)"])
            self.line(f"    raise ExceptionGroup('group', [ValueError(0), {raised}])")
        kinds = ["ValueError", "KeyError", "(TypeError, NameError)"]
        for _ in range(self.pick([1, 2])):
            name = self.fresh("e")
            self.line(f"except* {self.pick(kinds)} as {name}:")
            # what leaves a loop or function may not stand here
            self.indent += 1
            self.line(f"spy([type(each).__name__ for each in {name}.exceptions])")
            self.discard(scope)
            if self.chance(30):
                self.line(self.pick(["raise", f"raise {name}", "raise KeyError(5)"]))
            self.indent -= 1

    def make_bare_except(self, scope):
        self.line("try:")
        self.inside(scope, self.block, scope, 3)
        self.line(
            f"except {self.pick(['KeyError', 'Custom'])}, {self.pick(['TypeError', 'ValueError'])}:"
        )
        self.inside(scope, self.block, scope, 2)
        if self.chance(40):
            self.line("finally:")
            self.inside(scope, self.block, scope, 2)

    def type_parameters(self, scope):
        default = f" = {self.pick(['int', self.name(scope, 0)])}" if self.minor >= 13 else ""
        name = self.fresh("T")
        text = self.pick([name, f"{name}: int", f"{name}{default}", f"*{name}", f"**{name}"])
        return f"[{text}]", name

    def make_alias(self, scope):
        name = self.bind(scope, self.fresh())
        parameters, _ = self.type_parameters(scope)
        if self.chance(50):
            parameters = ""
        self.line(f"type {name}{parameters} = {self.expression(scope, 1)}")
        self.line(f"spy({name}.__name__); spy({name}.__value__)")

    def make_generic(self, scope):
        name = self.fresh("f")
        parameters, parameter = self.type_parameters(scope)
        inner = Scope("function", scope, scope.depth + 1)
        texts = self.parameters(scope, inner)
        self.line(
            f"def {name}{parameters}({texts}) -> {self.pick([parameter, self.name(scope, 0)])}:"
        )
        self.block(inner, 3)
        self.bind(scope, name)
        scope.functions.append(name)

    def make_generic_class(self, scope):
        name = self.fresh("K")
        parameters, _ = self.type_parameters(scope)
        self.line(f"class {name}{parameters}:")
        inner = Scope("class", scope, scope.depth + 1)
        self.indent += 1
        self.make_def(inner, "go", ("self",), 3)
        self.statement(inner)
        self.indent -= 1
        self.bind(scope, name)
        scope.functions.append(name)
