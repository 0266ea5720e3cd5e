"""Trees of generated functions: what is written as text, and what a reducer takes apart.

A node is a list of texts and smaller nodes. Its kind says where it may stand: in the place of a
node of the same kind. So a mask around an operand (`x >> (y & 31)`) stays when the operand goes,
and what was defined in C stays defined.
"""

INDENT = "    "


class Node:
    """An expression."""

    loose = False  # is it computed in another type than C's? See expressions.py
    is_literal = False

    def __init__(self, kind, *parts):
        self.kind = kind
        self.parts = list(parts)

    def __str__(self):
        return "".join(map(str, self.parts))

    def inner(self):
        """The nodes below this one, outermost first."""
        for part in self.parts:
            if isinstance(part, Node):
                yield part
                yield from part.inner()


class Statement:
    """A statement: clauses, which are a head (a node) and a body (statements); simple ones have no
    body. One that is `kept` may not be left out alone, as what ends a loop."""

    def __init__(self, *clauses, kept=False):
        self.clauses = [list(clause) for clause in clauses]
        self.kept = kept

    def lines(self, indent):
        for head, body in self.clauses:
            yield INDENT * indent + str(head)
            if body is not None:
                yield from lines_of(body, indent + 1)


def simple(*parts, kept=False):
    return Statement((Node("statement", *parts), None), kept=kept)


def lines_of(body, indent):
    if not body:
        yield INDENT * indent + "pass"
    for statement in body:
        yield from statement.lines(indent)


class Function:
    """A function: lines before it (decorators), its head with one `{}` for the name, its body, and
    the texts of the arguments of each call."""

    def __init__(self, decorators, head, body, calls):
        self.decorators, self.head, self.body, self.calls = decorators, head, body, calls

    def text(self, name):
        lines = [*self.decorators, self.head.replace("{}", name), *lines_of(self.body, 1)]
        return "\n".join(lines) + "\n"


# --- Making it smaller ---------------------------------------------------------------------------

PLAIN = {"int": ["1", "0"], "float": ["0.5"], "complex": ["1j"], "bool": ["1"], "object": ["None"]}


def bodies_of(body):
    """All lists of statements, outermost first."""
    yield body
    for statement in body:
        for _, inner in statement.clauses:
            if inner is not None:
                yield from bodies_of(inner)


class Edit:
    """Items of a list that others take the place of."""

    def __init__(self, target, start, end, replacement):
        self.target, self.start, self.end = target, start, end
        self.replacement, self.removed = replacement, target[start:end]

    def apply(self):
        self.target[self.start : self.end] = self.replacement

    def undo(self):
        self.target[self.start : self.start + len(self.replacement)] = self.removed


def edits_of_bodies(function):
    """Runs of statements left out; statements replaced by a body of theirs; clauses left out."""
    for body in list(bodies_of(function.body)):
        size = len(body)
        while size:
            for start in range(0, len(body), size):
                if not any(statement.kept for statement in body[start : start + size]):
                    yield Edit(body, start, start + size, [])
            size //= 2
        for position, statement in enumerate(body):
            for number, (_, inner) in enumerate(statement.clauses):
                if inner is not None:
                    unguarded = [statement for statement in inner if not statement.kept]
                    yield Edit(body, position, position + 1, unguarded)
                if number:
                    yield Edit(statement.clauses, number, number + 1, [])


def holders_of(parts):
    """(list, position) of each node in a list of parts, and below."""
    for position, part in enumerate(parts):
        if isinstance(part, Node):
            yield parts, position
            yield from holders_of(part.parts)


def edits_of_expressions(function):
    """Nodes replaced by one below of the same kind, or by a number."""
    for body in list(bodies_of(function.body)):
        for statement in body:
            for head, _ in statement.clauses:
                for parts, position in holders_of(head.parts):
                    node = parts[position]
                    smaller = [inner for inner in node.inner() if inner.kind == node.kind]
                    for text in PLAIN.get(node.kind, []):
                        if len(str(node)) > len(text):
                            smaller.append(Node(node.kind, text))
                    for inner in smaller:
                        yield Edit(parts, position, position + 1, [inner])


def edits_of_calls(function):
    size = len(function.calls) // 2
    while size:
        for start in range(0, len(function.calls), size):
            yield Edit(function.calls, start, start + size, [])
        size //= 2


def find_edits(function):
    """All ways to make a function smaller by one step."""
    return [
        *edits_of_bodies(function),
        *edits_of_calls(function),
        *edits_of_expressions(function),
    ]
