"""Makes random Python functions from a seed: the same seed gives the same text.

    python generate.py SEED [COUNT [MINOR]]

`generate_module(seed, count)` gives the source of a module with that many functions in FUNCTIONS;
with a third argument, in the syntax of Python 3.MINOR (newest.py).
They end, use nothing random, and print nothing: what they do is seen by what they do to probes
(probes.py), by what they return and raise. Names are mostly bound where they are read; sometimes
they are not, and many operations fail, as they do in real life.
"""

import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from expressions import Expressions, Scope  # noqa: E402
from newest import OLDEST, Newest  # noqa: E402
from objects import Objects  # noqa: E402
from suspended import Suspended  # noqa: E402
from vocabulary import (  # noqa: E402
    BASES,
    BINARY,
    EXCEPTIONS,
    HEAD,
    IMPORTS,
    METHODS,
    RAISED,
)


class Generator(Newest, Objects, Suspended, Expressions):
    """Writes the text of functions."""

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
            (1, self.make_import),
            *self.object_statements(),
        ]
        compound = [
            (7, self.make_if),
            (5, self.make_for),
            (3, self.make_while),
            (9, self.make_try),
            (5, self.make_with),
            (6, self.make_def),
            (3, self.make_class),
            *self.object_compounds(),
            *self.suspended_compounds(),
            *self.newest_statements(),
        ]
        if scope.loops and not scope.in_finally:
            simple.append((4, self.leave_loop))
        if scope.kind == "function" and scope.is_generator:
            simple.append((9, self.make_yield))
        makers = simple + (compound if scope.depth < 4 else [])
        self.choose(makers)(scope)

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
        annotation = self.pick(["int", "str", "spy(1)", "list", self.expression(scope, 1)])
        if self.chance(25):
            target = self.pick([".x", f"[{self.index(scope, 0)}]"])
            self.line(f"{self.expression(scope, 1)}{target}: {annotation}{value}")
            return
        self.line(f"{name}: {annotation}{value}")
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

    def make_import(self, scope):
        name = self.bind(scope, self.name_to_bind(scope))
        self.line(f"{self.pick(IMPORTS)} as {name}")

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
        bases = self.pick(BASES)
        inner = Scope("class", scope, scope.depth + 1)
        if self.chance(10):
            self.line("@decorate")
        self.line(f"class {name}{bases}:")
        self.indent += 1
        if self.chance(30):
            self.declarations(inner)
        for _ in range(self.pick([1, 2, 3])):
            kind = self.random.random()
            if kind < 0.35:
                if self.chance(20):
                    self.line(self.pick(["@property", "@staticmethod", "@classmethod"]))
                self.make_def(inner, self.pick(METHODS), ("self",), 3)
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


def make_valid(generator, module, maker):
    """The text of a definition of the module, made by `maker`."""
    while True:
        generator.lines, generator.indent = [], 0
        known = list(module.names), list(module.functions)
        maker(module)
        if is_valid(generator.lines):
            return "\n".join(generator.lines) + "\n"
        module.names, module.functions = known


def generate_module(seed, count, minor=OLDEST):
    """The source of a module with `count` functions, and some that these call."""
    generator = Generator(seed)
    generator.minor = minor
    module = Scope("module")
    module.names += ["g0", "g1", "g2"]
    parts, number = [], 0
    for maker in (*[generator.short_function] * 4, *[generator.numbers_class] * 4):
        parts.append(make_valid(generator, module, maker))
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
    numbers = [int(text) for text in sys.argv[1:]]
    print(generate_module(*(numbers if len(numbers) > 1 else [*numbers, 10])))
