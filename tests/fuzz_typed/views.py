"""Makes random modules of kernels over memoryviews from a seed: the same seed gives the same text.

Types, dimensions, layouts, slices with all signs of steps, new axes, transposed views and copies,
assignments between parts that may share memory, stencils, arguments and results of C functions,
without the GIL, in closures and generators. All numbers stay small, so that Python's arithmetic
gives what C's does (model.py).

python views.py SEED [COUNT]
"""

import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from fuzzing import Chooser  # noqa: E402
from tree import Function, Node, Statement, simple  # noqa: E402

HEAD = """# cython: language_level=3, cdivision={cdivision}
cimport cython
from cython.view cimport generic
import numpy

ctypedef fused number:
    signed char
    unsigned char
    short
    int
    long
    float
    double

cdef double total1(number[:] v) noexcept nogil:
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(v.shape[0]):
        s = (s * 3 + v[i]) % 1009
    return s

cdef double total2(number[:, :] v) except? -1 nogil:
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(v.shape[0]):
        s = (s * 5 + total1(v[i])) % 1009
    return s

cdef double total3(number[:, :, :] v) except? -1 nogil:
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(v.shape[1]):
        s = (s * 7 + total2(v[:, i])) % 1009
    return s

cdef number[:] part1(number[:] v, int i):
    return v[i:]

cdef number[:, :] part2(number[:, :] v, int i):
    return v[::-1, i:]

cdef number[:, :, :] part3(number[:, :, :] v, int i):
    return v[i:, :, ::2].T

cdef int fill1(number[:] v, int x) except -1 nogil:
    v[1:] = <number>x
    return 0

cdef int fill2(number[:, :] v, int x) except -1 nogil:
    v[:, ::2] = v[:, :1]
    v[0] = <number>x
    return 0

cdef int fill3(number[:, :, :] v, int x) except -1 nogil:
    v[..., -1] = <number>x
    return 0

def show(v):
    return tuple(v.shape), numpy.asarray(v).tolist()


"""

SIGNED = ["signed char", "short", "int", "long", "float", "double"]
CODES = {
    "signed char": "b",
    "unsigned char": "B",
    "short": "h",
    "int": "i",
    "long": "l",
    "float": "f",
    "double": "d",
    "object": "O",
}
LAYOUTS = ["C", "F", "strided", "reversed", "swapped"]
DEEPEST = 4


@dataclass
class View:
    """A variable: its name, the type of its items, how many axes it has, may it be written to, may
    it be bound anew."""

    name: str
    item: str
    axes: int
    is_writable: bool = True
    is_free: bool = True


def axes_text(axes, layout="strided"):
    """`[:, ::1]`"""
    texts = [":"] * axes
    if layout == "C":
        texts[-1] = "::1"
    elif layout == "F" and axes > 1:
        texts[0] = "::1"
    elif layout == "generic":
        texts[0] = "::generic"
    return f"[{', '.join(texts)}]"


class Views(Chooser):
    """Writes the functions of a module."""

    def __init__(self, seed):
        super().__init__(seed)
        self.views = []
        self.is_checked = True

    # Parts of views
    def bound(self):
        return self.choose([(5, ""), (6, str(self.random.randint(-4, 5))), (2, "p"), (2, "q")])

    def slice(self):
        start, stop = self.bound(), self.bound()
        step = self.choose([(6, ""), (3, ":-1"), (2, ":2"), (1, ":-2"), (1, ":3"), (1, ":q")])
        return f"{start}:{stop}{step}"

    def part(self, view, wanted=None):
        """(text, axes) of a part of the view; `wanted`: it has so many axes."""
        indices, kept = [], 0
        drop = self.random.randint(0, view.axes - 1) if wanted is None else view.axes - wanted
        if not self.is_checked and wanted is None:
            drop = 0
        dropped = set(self.random.sample(range(view.axes), max(drop, 0)))
        for axis in range(view.axes):
            if axis in dropped:
                indices.append(self.pick(["0", "-1", "p"]))
            else:
                indices.append(":" if self.chance(40) else self.slice())
                kept += 1
        while wanted is not None and kept < wanted:
            indices.insert(self.random.randint(0, len(indices)), "None")
            kept += 1
        if wanted is None and kept < DEEPEST and self.chance(10):
            indices.insert(self.random.randint(0, len(indices)), "None")
            kept += 1
        while len(indices) > 1 and indices[-1] == ":" and self.chance(50):
            indices.pop()
        if self.chance(10):
            indices.append("...")
        text = f"{view.name}[{', '.join(indices)}]" if self.chance(90) else None
        if text is None:
            text, kept = view.name, view.axes
        if wanted is None:
            text += self.choose([(12, ""), (2, ".T"), (1, ".copy()"), (1, ".copy_fortran()")])
        if wanted is not None and kept != wanted:
            return self.part(view, wanted)
        return text, kept

    def pick_view(self, item=None, axes=None, is_writable=False):
        fits = [
            view
            for view in self.views
            if item in {None, view.item}
            and axes in {None, view.axes}
            and (view.is_writable or not is_writable)
        ]
        return self.pick(fits) if fits else None

    # Statements
    def declare(self):
        view = self.pick_view()
        text, axes = self.part(view)
        name = self.fresh("v")
        is_typed = self.chance(70)
        constant = "" if view.is_writable else "const "
        start = (
            f"cdef {constant}{view.item}{axes_text(axes)} {name} = " if is_typed else f"{name} = "
        )
        is_copy = text.endswith(")")
        if is_copy and is_typed:
            start = start.replace("const ", "")
        is_writable = view.is_writable or (is_copy and text != view.name)
        self.views.append(View(name, view.item, axes, is_writable, is_free=is_typed))
        return simple(start, Node("view", text), kept=True)

    def rebind(self):
        free = [view for view in self.views if view.is_free]
        if not free:
            return self.measure()
        view = self.pick(free)
        source = self.pick_view(view.item, is_writable=view.is_writable)
        if not self.is_checked and source is not None and source.axes > view.axes:
            return self.measure()
        if source is None or source.is_writable != view.is_writable:
            return self.measure()
        return simple(f"{view.name} = ", Node("view", self.part(source, view.axes)[0]))

    def copy_part(self):
        target = self.pick_view(is_writable=True)
        if target is None:
            return self.measure()
        # (Without checks an index leads anywhere: none is written.)
        axes = self.random.randint(1, target.axes) if self.is_checked else target.axes
        text, axes = self.part(target, axes)
        if text == target.name:
            text += "[...]"
        source = self.pick_view(target.item)
        if not self.is_checked and source.axes > axes:
            source = target
        if self.chance(25):
            value = "7" if target.item != "object" else "(7, p)"
            return simple(f"{text} = {value}")
        low = 1 if self.is_checked else source.axes
        high = max(low, min(axes, source.axes + 1))
        source_text, _ = self.part(source, self.random.randint(low, high))
        return simple(f"{text} = ", Node("view", source_text))

    def counters(self, view, other=None):
        """The heads of loops over the axes that both have, and the indices."""
        heads, names = [], []
        axes = view.axes if other is None else min(view.axes, other.axes)
        for axis in range(axes):
            name = f"i{axis}"
            end = f"{view.name}.shape[{axis}]"
            if other is not None:
                end = f"min({end}, {other.name}.shape[{axis}])"
            start = self.choose([(6, ""), (2, "1, "), (1, "0, ")])
            step = self.choose([(8, ""), (1, ", 2")]) if start else ""
            heads.append(f"for {name} in range({start}{end}{step}):")
            names.append(name)
        return heads, names

    def index(self, name, view, axis):
        if not self.is_checked:
            return self.choose([(6, name), (2, f"{view.name}.shape[{axis}] - 1 - {name}")])
        return self.choose(
            [
                (8, name),
                (2, f"{name} - 1"),
                (1, f"{name} + 1"),
                (1, f"-{name} - 1"),
                (2, f"{view.name}.shape[{axis}] - 1 - {name}"),
                (1, "p"),
            ]
        )

    def element(self, view, names):
        indices = [self.index(name, view, axis) for axis, name in enumerate(names)]
        while len(indices) < view.axes:
            indices.append("0" if self.is_checked else "-1")
        return f"{view.name}[{', '.join(indices)}]"

    def stencil(self):
        target = self.pick_view(is_writable=True)
        if target is None or target.item == "object":
            return self.measure()
        others = [v for v in self.views if v.item != "object" and v.axes == target.axes]
        source = self.pick(others)
        is_integral = target.item not in {"float", "double"}
        if is_integral and source.item in {"float", "double"}:
            source = target
        heads, names = self.counters(target, source)
        left = self.element(target, names)
        terms = [self.element(self.pick([source, target]), names) for _ in range(2)]
        operator = self.pick([" + ", " - ", " * "])
        body = [
            # (never less than 0, so that `%` is the same everywhere)
            simple(f"{left} = ({operator.join(terms)} + {self.random.randint(13, 16)}) % 13"),
        ]
        if self.chance(30):
            body.append(simple(f"{left} += 1"))
            body.append(simple(f"{left} = {left} % 13", kept=True))
        for head in reversed(heads):
            body = [Statement((Node("head", head), body))]
        return body[0]

    def reduce(self):
        view = self.pick_view()
        if view.item == "object":
            return self.measure()
        heads, names = self.counters(view)
        body = [simple(f"s = (s * 3 + {self.element(view, names)}) % 10007")]
        if self.chance(20):
            body.insert(0, Statement((Node("head", "if s > 10000:"), [simple("break")])))
        for head in reversed(heads):
            body = [Statement((Node("head", head), body))]
        return body[0]

    def iterate(self):
        view = self.pick_view()
        name = self.fresh("e")
        if view.axes == 1:
            if view.item == "object":
                value = f"log.append({name})"
            else:
                value = f"s = (s * 3 + {name}) % 10007"
        else:
            value = f"log.append(show({name}))"
        return Statement((Node("head", f"for {name} in {view.name}:"), [simple(value)]))

    def measure(self):
        view = self.pick_view()
        axis = self.random.randint(0, view.axes - 1)
        attributes = [f"shape[{axis}]", "nbytes", "size", "ndim", "itemsize"]
        if view.name[0] == "a" and not view.is_free:  # parts without items have other strides
            attributes.append(f"strides[{axis}]")
        attribute = self.pick(attributes)
        return simple(f"log.append({view.name}.{attribute})")

    def ask_order(self):
        view = self.pick_view()
        if view.name[0] != "a":  # as above
            return self.measure()
        return simple(f"log.append({view.name}.is_{self.pick('cf')}_contig())")

    def call(self):
        # (Cython does not take contiguous views for fused ones.)
        views = [
            v
            for v in self.views
            if v.is_writable and v.is_free and v.axes < DEEPEST and v.item != "object"
        ]
        if not views:
            return self.measure()
        view = self.pick(views)
        kind = self.pick(["total", "fill", "part"])
        text = view.name if self.chance(50) else self.part(view, view.axes)[0]
        if kind == "total":
            return simple(f"s = (s + total{view.axes}({text})) % 10007")
        if kind == "fill":
            return simple(f"fill{view.axes}({text}, {self.random.randint(0, 9)})")
        return simple(f"log.append(show(part{view.axes}({text}, {self.pick(['0', '1', 'p'])})))")

    def choose_view(self):
        """`a if p else b`"""
        view = self.pick_view()
        other = self.pick_view(view.item, view.axes)
        if view.is_writable != other.is_writable:
            return self.measure()
        name = self.fresh("w")
        constant = "" if view.is_writable else "const "
        self.views.append(View(name, view.item, view.axes, view.is_writable))
        start = f"cdef {constant}{view.item}{axes_text(view.axes)} {name} = "
        return simple(f"{start}{view.name} if p > 0 else {other.name}", kept=True)

    def attempt(self, depth):
        known = len(self.views)
        body = [self.statement(depth + 1)]
        del self.views[known:]
        handler = [simple("log.append((type(e).__name__, str(e)))")]
        caught = Node("head", "except (IndexError, ValueError) as e:")
        return Statement((Node("head", "try:"), body), (caught, handler))

    def without_gil(self):
        makers = [(3, self.stencil), (2, self.reduce), (3, self.copy_part), (2, self.rebind)]
        body = [self.choose(makers)() for _ in range(self.random.randint(1, 2))]
        text = "\n".join(line for statement in body for line in statement.lines(0))
        if (
            "log" in text
            or "object" in text
            or any(view.item == "object" and view.name in text for view in self.views)
        ):
            return body[0]
        return Statement((Node("head", "with nogil:"), body))

    def statement(self, depth=0):
        makers = [
            (4, self.copy_part),
            (3, self.stencil),
            (2, self.reduce),
            (1, self.iterate),
            (2, self.measure),
            (1, self.ask_order),
            (3, self.call),
            (2, self.rebind),
        ]
        if depth == 0:
            makers += [
                (5, self.declare),
                (1, self.choose_view),
                (2, lambda: self.attempt(depth)),
                (2, self.without_gil),
            ]
        return self.choose(makers)()

    # Functions
    def parameters(self):
        declared, makers = [], []
        item = self.choose([(6, self.pick(SIGNED)), (1, "unsigned char"), (1, "object")])
        for _ in range(self.pick([1, 2, 2, 3])):
            name = self.fresh("a")
            if self.chance(20):
                item = self.pick([*SIGNED, "unsigned char", "object"])
            axes = self.choose([(4, 1), (5, 2), (3, 3), (1, 4)])
            layout = self.choose([(6, "strided"), (2, "C"), (2, "F"), (1, "generic")])
            is_const = item != "object" and layout != "generic" and self.chance(12)
            constant = "const " if is_const else ""
            declared.append(f"{constant}{item}{axes_text(axes, layout)} {name}")
            self.views.append(View(name, item, axes, not is_const, layout == "strided"))
            makers.append(
                lambda axes=axes, layout=layout, item=item: self.array(axes, layout, item)
            )
        declared += ["int p", "int q"]
        makers += [lambda: str(self.pick([0, 1, 2, -1])), lambda: str(self.pick([1, 2, -1, 3, -2]))]
        calls = [", ".join(maker() for maker in makers) + "," for _ in range(6)]
        return declared, calls

    def array(self, axes, layout, item):
        """The text of an argument; seldom one that does not lie as it has to."""
        fits = {"C": ["C"], "F": ["F"] if axes > 1 else ["C"]}.get(layout, LAYOUTS)
        shown = self.pick(fits) if self.chance(95) else self.pick(LAYOUTS)
        # (Of an axis of one item numpy tells the stride that was asked for.)
        sizes = [self.pick([2, 3, 3, 4, 5]) for _ in range(axes)]
        if layout == "strided":
            sizes = [self.pick([1, size]) if self.chance(95) else 0 for size in sizes]
        shape = f"({', '.join(map(str, sizes))},)"
        return f"grid({CODES[item]!r}, {shape}, {shown!r})"

    def function(self):
        self.views = []
        self.is_checked = self.chance(75)
        declared, calls = self.parameters()
        names = [view.name for view in self.views]
        body = [simple("cdef double s = 0.0", kept=True), simple("log = []", kept=True)]
        counters = ", ".join(f"i{axis}" for axis in range(DEEPEST))
        body.append(simple(f"cdef Py_ssize_t {counters}", kept=True))
        for _ in range(self.random.randint(2, 6)):
            body.append(self.statement())
        shown = ", ".join(f"show({view.name})" for view in self.views if view.name not in names)
        kind = self.choose([(8, "return"), (1, "yield")])
        body.append(simple(f"{kind} s, log, [{shown}]", kept=True))
        decorators = [] if self.is_checked else ["@cython.boundscheck(False)"]
        return Function(decorators, f"def {{}}({', '.join(declared)}):", body, calls)


def generate_module(seed, count):
    """The text before the functions, and the functions."""
    generator = Views(seed)
    head = HEAD.format(cdivision=generator.chance(40))
    return head, [generator.function() for _ in range(count)]


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    head, functions = generate_module(*(numbers if len(numbers) > 1 else [*numbers, 10]))
    print(head + "\n\n".join(f.text(f"t{number}") for number, f in enumerate(functions)))
