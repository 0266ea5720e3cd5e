"""Writes generators and coroutines that are driven step by step, thrown into and closed, and
handlers within handlers, whose exceptions tell what they came from.
"""

from expressions import Scope
from vocabulary import EXCEPTIONS, RAISED

# Of probes.drive: n(ext), s(end), t(hrow), T(hrow GeneratorExit), c(lose).
ACTIONS = ["nnnn", "nc", "c", "nt", "t", "ntn", "nsn", "s", "ntc", "nT", "nnT", "nstc", "nncn"]


class Suspended:
    """Makers of expressions and statements."""

    def suspended_expressions(self):
        return [(2, self.exception_in_flight), (2, self.drive)]

    def suspended_compounds(self):
        return [(3, self.nested_handlers), (4, self.stepped), (3, self.asynchronous)]

    # Handlers
    def exception_in_flight(self, scope, depth=0):
        return self.pick(["tell(sys.exc_info()[1])", "spy(sys.exc_info()[0])"])

    def nested_handlers(self, scope):
        outer, inner = self.fresh("e"), self.fresh("e")
        self.line("try:")
        self.indent += 1
        self.line("try:")
        self.inside(scope, self.block, scope, 2)
        self.line(f"    {self.pick(['boom()', 'spy(missing)', 'raise Custom(1)', 'pass'])}")
        self.line(f"except {self.pick(EXCEPTIONS)} as {inner}:")
        scope.names.append(inner)
        self.inside(scope, self.block, scope, 2)
        ending = [f"raise {self.pick(RAISED)}(2)", f"raise {self.pick(RAISED)} from {inner}"]
        ending += ["raise", f"tell({inner})", f"raise {inner}", "boom(3)"]
        self.line(f"    {self.pick(ending)}")
        if inner in scope.names:
            scope.names.remove(inner)
        if self.chance(40):
            self.line("finally:")
            self.inside(scope, self.block, scope, 2)
            self.line(f"    {self.exception_in_flight(scope)}")
        self.indent -= 1
        self.line(f"except Exception as {outer}:")
        self.line(f"    tell({outer})")
        self.inside(scope, self.block, scope, 2)
        self.line(f"    {self.pick(['pass', 'raise', 'tell(sys.exc_info()[1])'])}")

    # Generators
    def drive(self, scope, depth=0):
        names = [name for name in scope.functions if name.startswith("d")]
        made = f"{self.pick(names)}({self.name(scope, 0)})" if names else self.name(scope, 0)
        return f'drive({made}, "{self.pick(ACTIONS)}")'

    def stepped(self, scope):
        """A generator with handlers around what it yields."""
        name = self.fresh("d")
        inner = Scope("function", scope, scope.depth + 2)
        inner.is_generator = True
        inner.names.append("p")
        self.line(f"def {name}(p):")
        self.indent += 1
        self.guarded(inner, "yield {}", "yield from {}")
        self.indent -= 1
        self.finish(scope, name, "drive")

    def guarded(self, inner, *suspending):
        """Handlers around what suspends a function."""

        def suspend():
            text = self.pick(suspending).format(self.argument_of_suspension(inner))
            is_bound = text.startswith(("yield", "await"))
            target = f"{self.bind(inner, self.fresh())} = " if is_bound and self.chance(40) else ""
            self.line(target + text)

        kind = self.pick(["try", "try", "with", "loop", "plain"])
        head = {
            "try": "try:",
            "with": f'with Manager("{self.fresh("m")}", {self.pick(["True", "False"])}):',
            "loop": f"for {self.bind(inner, self.fresh())} in {self.iterable(inner, 1)}:",
            "plain": "if True:",
        }
        self.line(head[kind])
        self.indent += 1
        suspend()
        self.indent -= 1
        self.block(inner, 2)
        self.indent += 1
        suspend()
        self.indent -= 1
        if kind == "try":
            self.guarding(inner, suspend)
        suspend()

    def guarding(self, inner, suspend):
        kinds = ["GeneratorExit", "BaseException", *EXCEPTIONS[:4]]
        name = self.fresh("e")
        has_handler = self.chance(75)
        if has_handler:
            self.line(f"except {self.pick(kinds)} as {name}:")
            self.line(f"    tell({name})")
            self.indent += 1
            if self.chance(30):
                suspend()
            self.line(self.pick(["pass", "raise", "raise KeyError(1)", "return", f"raise {name}"]))
            self.indent -= 1
        if not has_handler or self.chance(50):
            self.line("finally:")
            self.line(f"    {self.exception_in_flight(inner)}")
            self.block(inner, 1)

    def argument_of_suspension(self, inner):
        return self.pick([self.name(inner, 0), "(1, 2)", self.expression(inner, 1), "Probe()"])

    def finish(self, scope, name, driver):
        self.bind(scope, name)
        scope.functions.append(name)
        for _ in range(self.pick([1, 2])):
            argument = self.expression(scope, 0)
            self.line(f'spy({driver}({name}({argument}), "{self.pick(ACTIONS)}"))')

    # Coroutines
    def asynchronous(self, scope):
        name = self.fresh("d")
        inner = Scope("function", scope, scope.depth + 2)
        inner.names.append("p")
        is_generator = self.chance(35)
        self.line(f"async def {name}(p):")
        self.indent += 1
        ways = ["await Step({})", "await Step({})", "await {}", "spy([c async for c in Steps({})])"]
        if is_generator:
            ways += ["yield {}", "yield {}"]
            self.line("yield p")
        for _ in range(self.pick([1, 1, 2])):
            kind = self.pick(["guarded", "for", "with"])
            if kind == "guarded":
                self.guarded(inner, *ways)
                continue
            target = self.bind(inner, self.fresh())
            argument = self.name(inner, 0)
            self.line(
                f"async for {target} in Steps({argument}):"
                if kind == "for"
                else f"async with Waiting({argument}) as {target}:"
            )
            self.indent += 1
            self.line(self.pick(ways).format(self.argument_of_suspension(inner)))
            self.indent -= 1
            self.block(inner, 2)
        if not is_generator and self.chance(50):
            self.line(f"return {self.expression(inner, 1)}")
        self.indent -= 1
        self.finish(scope, name, "drive_each" if is_generator else "drive")
