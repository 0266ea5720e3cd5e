"""What typed variables are parts of: structs, unions, arrays, pointers, C tuples, cdef classes and
memoryviews. Their parts are variables as any others for the statements that use them.
"""

from expressions import INTEGERS, Expressions, Offer, separate
from tree import Node, simple
from vocabulary import COMPLEX, FLOATS, CType

INT = CType("int", "int", 32)
SHORT = CType("short", "int", 16)
UCHAR = CType("unsigned char", "int", 8, False)
UINT = CType("unsigned int", "int", 32, False)
LONG_LONG = CType("long long", "int", 64)
FLOAT, DOUBLE = FLOATS

# name -> what the module's head says of it, and its parts
STRUCTS = {
    "Point": {"x": INT, "y": DOUBLE, "tag": UCHAR},
    "Box": {
        "low.x": INT,
        "low.y": DOUBLE,
        "high.tag": UCHAR,
        "high.x": INT,
        "cells[0]": SHORT,
        "cells[3]": SHORT,
        "weight": LONG_LONG,
    },
    "Bits": {"word": UINT, "bytes[1]": UCHAR, "bytes[3]": UCHAR},
}
CLASS_PARTS = {"n": INT, "x": DOUBLE, "small": UCHAR, "p.x": INT, "p.y": DOUBLE, "items[2]": SHORT}

HEAD = """\
cdef struct Point:
    int x
    double y
    unsigned char tag


cdef struct Box:
    Point low
    Point high
    short cells[4]
    long long weight


cdef union Bits:
    unsigned int word
    unsigned char bytes[4]


cdef Point moved(Point p, int by) except *:
    if by == 13:
        raise ValueError(by)
    p.x += by
    p.y -= by
    return p


cdef int sum_of(const short *cells, Py_ssize_t count) noexcept nogil:
    cdef int total = 0
    cdef Py_ssize_t i
    for i in range(count):
        total += cells[i]
    return total


cdef class Base:
    cdef public int n
    cdef double x
    cdef unsigned char small
    cdef Point p
    cdef short items[3]
    cdef int calls

    def __init__(self, int n=3, double x=1.5):
        self.n, self.x, self.small = n, x, n & 0xff
        self.p = moved(Point(n, x, 7), 1)
        self.items = [n & 0xf, 2, -3]

    cdef int method(self, int k) except? -1:
        if k == 17:
            raise KeyError(k)
        self.calls += 1
        return (self.n ^ k) - self.calls

    cpdef long both(self, long k, short more=4):
        return k * more + self.small

    cdef double real(self, float f) noexcept:
        return f * self.x


cdef class Derived(Base):
    cdef int method(self, int k) except? -1:
        return Base.method(self, k + 1) ^ 5

    cpdef long both(self, long k, short more=9):
        if more == k:
            raise OverflowError(more)
        return Base.both(self, k) - more


"""


class Aggregates(Expressions):
    """Makes declarations: each adds its parts to the scope and gives the statements."""

    def literal_for(self, ctype):
        return "1.5" if ctype.kind == "float" else self.pick(["0", "1", "7", "100"])

    def struct(self, scope):
        kind = self.pick(list(STRUCTS))
        name = self.fresh("s")
        body = [simple(f"cdef {kind} {name}", kept=True)]
        if kind == "Box":
            body += [
                simple(f"{name}.low = {name}.high = Point(1, 2.5, 3)", kept=True),
                simple(f"{name}.cells[:] = [1, -2, 300, 4]", kept=True),
                simple(f"{name}.weight = -5", kept=True),
            ]
            scope.integers.append(Offer(f"sum_of({name}.cells, {{}})", 3, False))
            scope.integers.append(Offer(f"{name}.cells[{{}}]", 3, False))
            scope.shown += [f"{name}.low", f"{name}.cells"]
        elif kind == "Bits":
            body.append(simple(f"{name}.word = 0x80c0ffee", kept=True))
            scope.fragile |= {f"{name}.{part}" for part in STRUCTS[kind]}
        else:
            parts = separate([self.of_type(ctype, scope, 1) for ctype in STRUCTS["Point"].values()])
            body.append(simple(f"{name} = Point(", *parts, ")", kept=True))
            scope.shown.append(name)
            if self.chance(50):
                return body + self.pointer_to_struct(scope, name, kind)
        for part, ctype in STRUCTS[kind].items():
            scope.variables[f"{name}.{part}"] = ctype
        return body

    def pointer_to_struct(self, scope, name, kind):
        pointer = self.fresh("q")
        for part, ctype in STRUCTS[kind].items():
            scope.variables[f"{pointer}.{part}"] = ctype
        scope.variables[f"{pointer}[0].x"] = INT
        moved = simple(f"{name} = moved({name}, <int>", self.integer(scope, 1), ")")
        return [simple(f"cdef {kind} *{pointer} = &{name}", kept=True), moved]

    def array(self, scope):
        ctype = self.pick(INTEGERS[:13] + FLOATS + COMPLEX)
        name = self.fresh("r")
        values = ", ".join(self.literal_for(ctype) for _ in range(4))
        body = [simple(f"cdef {ctype.name} {name}[4]", kept=True)]
        body.append(simple(f"{name}[:] = [{values}]", kept=True))
        scope.variables[f"{name}[2]"] = ctype
        scope.variables[f"{name}[turns & 3]"] = ctype
        # (Cython takes arrays of any char for C strings, and reads on until there is a 0.)
        scope.shown.append(name if ctype.bits != 8 else f"{name}[1]")
        if self.chance(60):
            pointer = self.fresh("p")
            body.append(simple(f"cdef {ctype.name} *{pointer} = {name} + 1", kept=True))
            scope.variables[f"{pointer}[turns & 1]"] = ctype
            scope.variables[f"{pointer}[-1]"] = ctype
            scope.integers.append(Offer(f"(({pointer} + {{}}) - {name})", 1, False))
            scope.integers.append(Offer(f"(&{name}[{{}}] <= {pointer})", 3, False))
        return body

    def ctuple(self, scope):
        first, second = self.pick(INTEGERS), self.pick(INTEGERS + FLOATS)
        name = self.fresh("t")
        # (Cython evaluates the parts in another order, if one has calls.)
        last = self.unchanging(scope, [second]) or Node("name", self.literal_for(second))
        values = [self.of_type(first, scope, 1), last]
        scope.variables[f"{name}[0]"], scope.variables[f"{name}[1]"] = first, second
        scope.shown.append(name)
        scope.fragile |= {f"{name}[0]", f"{name}[1]"}
        head = f"cdef ({first.name}, {second.name}) {name} = ("
        return [simple(head, *separate(values), ")", kept=True)]

    def instance(self, scope):
        name = self.fresh("o")
        kind = self.pick(["Base", "Derived"])
        argument = self.integer(scope, 1)
        for part, ctype in CLASS_PARTS.items():
            scope.variables[f"{name}.{part}"] = ctype
        offers = [f"{name}.method({{}})", f"{name}.both({{}})", f"{name}.both({{}}, 9)"]
        scope.integers += [Offer(text, 31) for text in offers]
        scope.shown.append(f"{name}.calls")
        return [simple(f"cdef Base {name} = {kind}(<short>", argument, ")", kept=True)]

    def aggregate(self, scope):
        makers = [(3, self.struct), (3, self.array), (2, self.ctuple), (2, self.instance)]
        return self.choose(makers)(scope)
