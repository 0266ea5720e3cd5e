"""Makes random modules of loops over memoryviews from a seed: the same seed gives the same text.

What the compiler does to loops is what they are about: bounds and steps of all signs, triangular
nests, bounds and subscripts that data gives, subscripts that are sums of multiples of counters,
nests like those of products, sums in order, parts of views, items that are structs, fused types,
threads. Subscripts leave the views as often as not, views share memory, and arguments do not fit.
Arithmetic is that of C's types, which numpy's scalars have too (loops_model.py).

python loops.py SEED [COUNT]
"""

import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from fuzzing import Chooser  # noqa: E402
from tree import Function, Node, Statement, simple  # noqa: E402
from views import axes_text  # noqa: E402

HEAD = """# cython: language_level=3
# distutils: extra_compile_args = -fopenmp
cimport cython
from cython.parallel import prange
from libc.math cimport fabs, sqrt

ctypedef fused real:
    float
    double

ctypedef fused whole:
    short
    int
    long

cdef struct Point:
    int x
    double y
    short z


"""

# The letters of arrays and of numpy.
CODES = {
    "signed char": "b",
    "unsigned char": "B",
    "short": "h",
    "unsigned short": "H",
    "int": "i",
    "unsigned int": "I",
    "long": "l",
    "unsigned long": "L",
    "long long": "q",
    "Py_ssize_t": "l",
    "float": "f",
    "double": "d",
    "float complex": "F",
    "double complex": "D",
    "Point": "P",
}
FUSED = {"real": ["float", "double"], "whole": ["short", "int", "long"]}
COMPLEX = {"float complex", "double complex"}
COMMON = ["double", "float", "long", "int", "unsigned char", "short"]
COUNTERS = ["Py_ssize_t", "int", "long", "short", "size_t", "unsigned int"]
UNSIGNED = {"size_t", "unsigned int"}
NAMES = "ijkl"
CALLS = 30


@dataclass
class View:
    """A parameter, or a part of one."""

    name: str
    item: str
    axes: int
    layout: str = "strided"
    is_const: bool = False
    content: str = ""  # 'places': subscripts, 'starts': sums that grow

    def declared(self, item=None):
        constant = "const " if self.is_const else ""
        return f"{constant}{item or self.item}{axes_text(self.axes, self.layout)} {self.name}"

    def spec(self, item):
        """One word for values.buffers."""
        if self.content:
            return f"{self.content[0]}1C{CODES[item]}"
        return f"{CODES[item]}{self.axes}{self.layout[0]}"


def joined(parts, separator=", "):
    """The parts of a node with a text between them."""
    found = []
    for part in parts:
        found += [separator, part] if found else [part]
    return found


def depth_of(statement):
    """How many loops lie in each other."""
    inner = [depth_of(s) for _, body in statement.clauses for s in body or ()]
    is_loop = str(statement.clauses[0][0]).startswith("for ")
    return is_loop + max(inner, default=0)


class Loops(Chooser):
    """Writes the functions of a module."""

    # Parts of expressions
    def constant(self, number):
        return f"<{self.item}>({number})"

    def term(self, name):
        """A multiple of a counter."""
        if self.chance(100 - 2 * self.astray):
            return name
        scale = self.choose([(5, 1), (3, 2), (0 if self.is_unsigned else 2, -1), (1, 3)])
        if scale == 1:
            return name
        if scale == -1:
            return self.pick([f"(-{name})", f"(0 - {name})", f"(-1) * {name}"])
        return self.pick([f"{scale} * {name}", f"{name} * {scale}"])

    def index(self, names, most=2):
        """A sum of multiples of counters, and a number."""
        chosen = self.random.sample(names, min(len(names), self.choose([(5, 1), (most - 1, 2)])))
        text = " + ".join(map(self.term, chosen))
        offsets = [" + 1", " + 2", " + off"]
        if not self.is_unsigned:
            offsets += [" - 1", " - off", " + n", " - n", f" - {self.views[0].name}.shape[0]"]
            if self.chance(8):
                text = f"n - 1 - {chosen[0]}"
        return Node("index", text + (self.pick(offsets) if self.chance(self.astray) else ""))

    def element(self, view, names, field=""):
        indices = [self.index(names) for _ in range(view.axes)]
        return Node("element", f"{view.name}[", *joined(indices), f"]{field}")

    def number(self, names, depth=1):
        """An expression of the type of the items."""
        view = self.pick([view for view in self.views if not view.content])
        if depth == 0 or self.chance(25):
            return self.element(view, names)
        left, right = self.number(names, depth - 1), self.number(names, depth - 1)
        makers = [
            (4, lambda: [left, " + ", right]),
            (3, lambda: [left, " - ", right]),
            (4, lambda: [left, " * ", right]),
            (1, lambda: [left, " + 1"]),
            (1, lambda: [left, " - s * ", right]),
        ]
        if self.item not in COMPLEX:
            makers += [
                (1, lambda: ["min(", left, ", ", right, ")"]),
                (1, lambda: [left, " if ", left, " < ", right, " else ", right]),
            ]
        if self.item in {"float", "double"}:
            makers.append((1, lambda: [f"<{self.item}>(sqrt(fabs(", left, ")))"]))
        elif self.item not in COMPLEX | {"real"}:
            makers += [(1, lambda: [left, self.pick([" & ", " | ", " ^ "]), right])]
            makers.append((1, lambda: [left, " >> 1"]))
        return Node("number", "(", *self.choose(makers)(), ")")

    def bound(self, outer):
        if outer and self.chance(30):
            return self.pick(outer) + self.pick(
                ["", " + 1", *([""] if self.is_unsigned else [" - 1"])]
            )
        view = self.pick(self.views)
        axis = self.random.randint(0, view.axes - 1)
        shape = f"{view.name}.shape[{axis}]"
        texts = ["n", "m", *[shape] * 5, "0", "1", "4", "off"]
        if not self.is_unsigned:
            texts += [f"{shape} - 1", "n - 1", "n + 2", "-1", "-3", f"{shape} - off"]
        return self.pick(texts)

    def range(self, outer):
        steps = [1, 2, 3] if self.is_unsigned else [1, 2, 3, -1, -1, -2]
        if self.chance(35):
            return [Node("bound", self.bound(outer))]
        ends = [Node("bound", self.bound(outer)), ", ", Node("bound", self.bound(outer))]
        return ends if self.chance(40) else [*ends, f", {self.pick(steps)}"]

    def loop(self, name, outer, body):
        head = Node("head", f"for {name} in range(", *self.range(outer), "):")
        return Statement((head, body))

    # Bodies
    def writable(self):
        return [view for view in self.views if not view.is_const and not view.content]

    def store(self, names):
        target = self.element(self.pick(self.writable()), names)
        return simple(target, self.pick([" = ", " = ", " += "]), self.number(names))

    def add(self, names):
        """A sum in order."""
        makers = [
            (4, lambda: simple("r += ", self.number(names))),
            (2, lambda: simple("r -= ", self.number(names))),
        ]
        if self.item not in COMPLEX:
            makers.append((1, lambda: simple("r = r * ", self.number(names), " + s")))
        if self.item in {"double", "float", "short", "int", "signed char", "long"}:
            view = self.pick([view for view in self.views if not view.content])
            makers.append((1, lambda: simple("d += ", self.element(view, names))))
        return self.choose(makers)()

    def leave(self, names):
        if self.item in COMPLEX:
            return self.store(names)
        body = [
            simple(self.pick(["break", "continue", "s = <{0}>(2)", "r += s"]).format(self.item))
        ]
        left, right = self.number(names, 0), self.number(names, 0)
        return Statement((Node("head", "if ", left, self.pick([" > ", " == "]), right, ":"), body))

    def affine(self, depth=None, outer=()):
        """Loops in loops, with anything between them."""
        depth = depth or self.choose([(4, 1), (4, 2), (2, 3)])
        name = NAMES[len(outer)]
        names = [*outer, name]
        body = []
        for _ in range(self.random.randint(1, 2)):
            if depth > 1 and self.chance(75):
                body.append(self.affine(depth - 1, names))
            else:
                makers = [(6, self.store), (3, self.add), (1, self.leave)]
                body.append(self.choose(makers)(names))
        return self.loop(name, list(outer), body)

    def product(self):
        """A nest like that of a product of matrices: a sum for each element."""
        count = self.pick([1, 1, 2])
        has_rows = self.chance(70)
        outer = ["i", "j"] if has_rows else ["j"]
        inner = [*outer, *"kl"[:count]]
        target = self.pick(self.writable())
        sources = [view for view in self.views if view is not target or self.chance(15)]
        sources = sources or [target]
        body = [self.product_term(inner, sources) for _ in range(self.pick([1, 1, 2]))]
        for name in reversed("kl"[:count]):
            body = [self.straight_loop(name, body)]
        place = f"{target.name}[{self.places(target, outer)}]"
        other = self.pick([place, f"{target.name}[{self.places(target, outer)}]"])
        first = self.choose([(5, self.constant(0)), (2, self.constant(1)), (1, other)])
        last = f"{place} {self.pick(['= r', '= r', '= r', '= r + s', '= r * 2', '+= r'])}"
        body = [simple(f"r = {first}", kept=True), *body, simple(last)]
        if self.chance(8):
            body.append(simple("s = r"))
        for name in reversed(outer):
            body = [self.straight_loop(name, body, is_long=name == "j")]
        return body[0]

    def straight_loop(self, name, body, is_long=False):
        view = self.pick(self.views)
        shape = f"{view.name}.shape[{view.axes - 1}]"
        ends = ["n", "m", shape, shape, "off, m", "1, " + shape]
        if not is_long:
            ends += ["3", "2", "off"]
        if not self.is_unsigned:
            ends += ["m - 1, -1, -1", f"{shape} - off"]
        return Statement((Node("head", f"for {name} in range({self.pick(ends)}):"), body))

    def places(self, view, names):
        """Subscripts as products and convolutions have them: the last one of the counter j."""
        others = [name for name in names if name != "j"] or ["0"]

        def outer():
            return self.pick(others) + self.pick(["", "", "", "", "", "", " + 1", " + off"])

        sums = [" + 1", " + off", *(f" + {name}" for name in others)]
        last = "j" + (self.pick(sums) if self.chance(25) else "")
        if self.chance(15):
            last = outer()
        return ", ".join([*(outer() for _ in range(view.axes - 1)), last])

    def product_term(self, names, sources):
        left, right = self.pick(sources), self.pick(sources)
        left = Node("element", f"{left.name}[{self.places(left, names)}]")
        right = Node("element", f"{right.name}[{self.places(right, names)}]")
        makers = [
            (5, lambda: simple("r += ", left, " * ", right)),
            (1, lambda: simple("r -= ", left)),
            (1, lambda: simple("r += ", left, " - s * ", right)),
        ]
        if self.item not in COMPLEX:
            makers.append((1, lambda: simple("r = r * ", left, " + ", right)))
        return self.choose(makers)()

    def rows(self):
        """Bounds and subscripts that data gives."""
        starts = View("starts", self.pick(["int", "long"]), 1, "C", True, "starts")
        columns = View("columns", self.pick(["int", "long", "short"]), 1, "C", True, "places")
        values = self.pick([view for view in self.views if not view.content])
        target = self.pick(self.writable())
        self.views += [starts, columns]
        at = [f"columns[k{self.pick(['', '', ' + 1'])}]", "k", "i"]
        value = ", ".join(at[self.choose([(4, 0), (2, 1), (1, 2)])] for _ in range(values.axes))
        place = ", ".join(
            ["i", *(at[self.choose([(3, 0), (1, 1)])] for _ in range(target.axes - 1))]
        )
        body = [simple(f"r += {values.name}[{value}]", self.pick(["", " * s"]))]
        if self.chance(40) or target.axes > 1:
            body.append(simple(f"{target.name}[{place}] {self.pick(['=', '+='])} r"))
        inner = Node("head", f"for k in range(starts[i], starts[i + {self.pick([1, 1, 2])}]):")
        outer = [simple(f"r = {self.constant(0)}", kept=True), Statement((inner, body))]
        if target.axes == 1:
            outer.append(simple(f"{target.name}[i] = r"))
        end = self.pick(["starts.shape[0] - 1", "starts.shape[0]", f"{target.name}.shape[0]", "n"])
        return Statement((Node("head", f"for i in range({end}):"), outer))

    def flat(self):
        """Matrices in one axis: a[i * n + j]."""
        width = self.pick(["n", "m", "4", "columns"])
        row = [f"i * {width} + j", f"{width} * i + j", f"j * {width} + i", f"(i + 1) * {width} + j"]
        if not self.is_unsigned:
            row += [
                f"(i - 1) * {width} + j",
                f"i * {width} + j - 1",
                f"i * {width} + {width} - 1 - j",
            ]
        views = [view for view in self.views if view.axes == 1]
        left, right, target = (
            f"{self.pick(v).name}[{self.pick(row)}]"
            for v in (views, views, [v for v in views if not v.is_const])
        )
        body = [simple(f"{target} {self.pick(['=', '+='])} ", f"{left} {self.pick('+-*')} {right}")]
        if self.chance(40):
            body = [simple(f"r += {left} * {right}"), *body[: self.random.randint(0, 1)]]
        outer = [self.straight_loop("j", body)]
        if self.chance(50):
            head = f"for j in range({self.pick([width, width, 'i', 'i + 1'])}):"
            outer = [Statement((Node("head", head), body))]
        return self.straight_loop("i", outer)

    def part(self):
        """A variable that holds a part of a view."""
        source = self.pick(self.views)
        name = self.fresh("v")
        ends = ["", "", "1", "2", "-1", "n", "off", "m"]
        steps = ["", "", "", ":2", ":-1", ":-2", ":3"]
        indices, axes = [], 0
        for _ in range(source.axes):
            if source.axes > 1 and self.chance(25) and (axes or len(indices) < source.axes - 1):
                indices.append(self.pick(["0", "-1", "off"]))
            else:
                slice_ = f"{self.pick(ends)}:{self.pick(ends)}{self.pick(steps)}"
                indices.append(":" if self.chance(30) else slice_)
                axes += 1
        if axes < 4 and self.chance(15):
            indices.insert(self.random.randint(0, len(indices)), "None")
            axes += 1
        text = f"{source.name}[{', '.join(indices)}]" + (".T" if self.chance(10) else "")
        view = View(name, source.item, axes, is_const=source.is_const)
        self.views.append(view)
        declared = f"cdef {view.declared().rpartition(' ')[0]} {name} = "
        return simple(declared, Node("view", text), kept=True)

    def parallel(self):
        """Rows that threads share; each writes its own."""
        target = View("rows", self.item, 2, self.pick(["C", "strided"]))
        for view in self.views:
            view.is_const = True
        names = ["i", "j"]
        body = [
            simple("q += j"),
            simple("rows[i, j] = ", self.number(names)),
            simple("rows[i, j] += r"),
        ]
        body = [
            simple(f"r = {self.constant(1)}", kept=True),
            Statement((Node("head", "for j in range(rows.shape[1]):"), body)),
        ]
        self.views.append(target)
        schedule = self.pick(["", ", schedule='static'", ", schedule='dynamic'"])
        head = f"for i in prange(rows.shape[0], nogil=True{schedule}, num_threads=2):"
        return Statement((Node("head", head), body))

    def records(self):
        """Items that are structs."""

        def field(name, views=self.views):
            return self.element(self.pick(views), ["i", "j"], name)

        targets = self.writable()
        makers = [
            lambda: simple(field(".y", targets), " = ", field(".y"), " + ", field(".x")),
            lambda: simple(field(".x", targets), " = ", field(".x"), " + ", field(".z")),
            lambda: simple(field(".z", targets), self.pick([" = ", " += "]), field(".z")),
            lambda: simple(field("", targets), " = ", field("")),
            lambda: simple("d += ", field(".y"), " * ", field(".y")),
            lambda: simple("q += ", field(".z")),
        ]
        body = [self.pick(makers)() for _ in range(self.random.randint(1, 3))]
        return self.loop("i", [], [self.loop("j", ["i"], body)])

    # Functions
    FAMILIES = (
        (6, "affine"),
        (8, "product"),
        (2, "rows"),
        (2, "flat"),
        (2, "parallel"),
        (1, "records"),
    )

    def choose_views(self, family):
        """The parameters that are views."""
        axes = {"affine": [1, 1, 2, 2, 3, 4], "product": [1, 2, 2, 2, 2, 3], "flat": [1]}
        self.views = []
        is_flat = self.chance(4 if family == "product" else 20)
        for name in "abc"[3 - self.pick([1, 2, 2, 3, 3]) :]:
            layouts = [(5, "C"), (4, "strided"), (1, "F")]
            count = 1 if is_flat else self.pick(axes.get(family, [1, 2]))
            item = "Point" if family == "records" else self.item
            is_const = name != "c" and self.chance(60)
            self.views.append(View(name, item, count, self.choose(layouts), is_const))

    def body(self, family):
        body = []
        if family not in {"records", "parallel"} and self.chance(30):
            body += [self.part() for _ in range(self.pick([1, 1, 2]))]
        if not self.writable():
            family = "affine" if family == "parallel" else family
        loops = [getattr(self, family)()]
        if family == "affine" and self.chance(25):
            loops.append(self.affine())
        if family != "parallel" and self.chance(30):
            loops = [Statement((Node("head", "with nogil:"), loops))]
        return body + loops

    def function(self):
        family = self.choose(self.FAMILIES)
        self.item = self.choose(
            [(5, self.pick(COMMON)), (2, self.pick(list(CODES)[:-1])), (2, self.pick(list(FUSED)))]
        )
        if family == "records" and self.item in FUSED:
            self.item = "long"
        counter = self.choose([(6, "Py_ssize_t"), (4, self.pick(COUNTERS))])
        self.is_unsigned = counter in UNSIGNED
        # (Where threads raise, what others have done is not known.)
        self.astray = 3 if family == "parallel" else self.pick([5, 20, 40])
        self.choose_views(family)
        known = list(self.views)
        main = self.body(family)
        kept = [view for view in self.views if view in known or view.content or view.name == "rows"]
        body = [
            simple(f"cdef {counter} i, j, k, l", kept=True),
            simple(f"cdef {self.item} r, s", kept=True),
            simple("cdef double d = <double>(0)", kept=True),
            simple("cdef long q = <long>(0)", kept=True),
            simple("i = j = k = l = 0", kept=True),
            simple(f"r = s = {self.constant(1)}", kept=True),
            *main,
            simple(f"return {self.results(family)}", kept=True),
        ]
        declared = [view.declared() for view in kept]
        declared += ["int n", "Py_ssize_t m", f"{self.pick(['int', 'Py_ssize_t'])} off"]
        declared.append("Py_ssize_t columns" if family == "flat" else "int width")
        depth = max(map(depth_of, main))
        calls = [self.call(kept, family, depth) for _ in range(CALLS)]
        return Function([], f"def {{}}({', '.join(declared)}):", body, calls)

    def results(self, family):
        """What is known after the loops: what they end with keeps rounds from running at once."""
        if family == "parallel":  # without a round such a loop leaves its variables undefined
            return "q"
        most = {"product": 10, "affine": 50}.get(family, 90)
        return "q, d, r, s, i, j, k" if self.chance(most) else "q, d, s"

    def call(self, views, family, depth):
        item = self.pick(FUSED[self.item]) if self.item in FUSED else None
        specs = " ".join(v.spec(item if item and v.item == self.item else v.item) for v in views)
        # (Vectors, and rounds that run at once, are there from some length on.)
        sizes = {1: 300, 2: 40, 3: 24 if family == "product" else 12}
        largest = sizes.get(depth, 10) if self.chance(60) else 7
        options = ", is_shared=True" if family != "parallel" and self.chance(35) else ""
        # (What does not fit ends in other messages where parts are taken, or types are chosen.)
        if self.chance(5) and item is None and len(self.views) == len(views):
            options += ", is_wrong=True"
        seed = self.random.randrange(10**6)
        if family == "flat":
            options += ", is_flat=True"
        return f"*buffers({seed}, {specs!r}, {largest}{options})"


def generate_module(seed, count):
    """The text before the functions, and the functions."""
    generator = Loops(seed)
    return HEAD, [generator.function() for _ in range(count)]


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    head, functions = generate_module(*(numbers if len(numbers) > 1 else [*numbers, 10]))
    print(head + "\n\n".join(f.text(f"t{number}") for number, f in enumerate(functions)))
