"""Gate: our trees agree with Cython's parser on casts, declarators and for-from loops.

    python tests/gates/gate_cython.py [--cache FOLDER] [--sample N] [--list] [FOLDER...]

Runs with a Python that has Cython, over the .pyx files of Cython's source distribution (which
gate_projects.py downloads) or of the folders named. Every cast of Cython's tree has to be in ours
with the same kind of operand (its extent follows from that), every declared name with the same
pointers, arrays and functions around it, every for-from loop with the same bounds. Files that
Cython's parser refuses are left out, and so are branches of IF, of which it keeps one only.
"""

import argparse
import collections
import contextlib
import io
import pathlib
import re
import sys
import tokenize

from batch import Batch
from Cython.Compiler import Errors, ExprNodes, Nodes
from Cython.Compiler.TreeFragment import StringParseContext, parse_from_strings
from gate_projects import default_cache, is_expected_good, language_levels
from reference import Classes

LINE = re.compile(r"( *)(?:(\w+): )?(\w+) (\d+):(\d+)-(\d+):(\d+)(.*)")
DECLARATORS = {
    "CPtrDeclaratorNode": "Pointer",
    "CReferenceDeclaratorNode": "Reference",
    "CppRvalueReferenceDeclaratorNode": "Reference",
    "CArrayDeclaratorNode": "Array",
    "CFuncDeclaratorNode": "Function",
}
# Classes of Cython's expressions and what they are in our tree; the first base class counts.
OPERANDS = [
    (ExprNodes.TypecastNode, "Cast"),
    (ExprNodes.NameNode, "NameExpression"),
    (ExprNodes.NullNode, "NameExpression"),
    (ExprNodes.AttributeNode, "Attribute"),
    (ExprNodes.IndexNode, "Subscript"),
    (ExprNodes.SliceIndexNode, "Subscript"),
    (ExprNodes.CallNode, "Call"),
    (ExprNodes.BoolBinopNode, "BooleanExpression"),
    (ExprNodes.NotNode, "UnaryExpression"),
    (ExprNodes.AmpersandNode, "AddressOf"),
    (ExprNodes.UnopNode, "UnaryExpression"),
    (ExprNodes.CmpNode, "CompareExpression"),
    (ExprNodes.BinopNode, "BinaryExpression"),
    (ExprNodes.CondExprNode, "ConditionalExpression"),
    (ExprNodes.TupleNode, "TupleExpression"),
    (ExprNodes.ListNode, "ListExpression"),
    (ExprNodes.DictNode, "DictExpression"),
    (ExprNodes.IntNode, "IntLiteral"),
    (ExprNodes.FloatNode, "FloatLiteral"),
]
# Expressions with nodes of several kinds on one side: any kind will do.
ANY = "any"


# --- Cython's tree --------------------------------------------------------------------------------


def parse_theirs(text, level):
    """Cython's tree, or None if its parser refuses the text."""
    context = StringParseContext("gate")
    context.set_language_level(str(level))
    Errors.init_thread()
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            tree = parse_from_strings("gate", text, context=context)
    except Exception:  # of many kinds, for includes and macros that are not there too
        return None
    return None if Errors.get_errors_count() else tree


def walk(node):
    """Yields all nodes."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(list_children(node))


def list_children(node):
    """The children of a node."""
    for name in node.child_attrs or ():
        child = getattr(node, name, None)
        found = child if isinstance(child, (list, tuple)) else [child]
        yield from (one for one in found if isinstance(one, Nodes.Node))


def kind_of_operand(node):
    """What the expression is in our tree."""
    if isinstance(node, (ExprNodes.IntNode, ExprNodes.FloatNode)) and node.value.startswith("-"):
        return "UnaryExpression"  # Cython takes the sign into the number
    kinds = (kind for base, kind in OPERANDS if isinstance(node, base))
    return next(kinds, ANY) if node is not None else None


def place_of(node):
    """Line and column, both from 1."""
    return node.pos[1], node.pos[2] + 1


def list_theirs(tree):
    """The facts of Cython's tree."""
    facts = set()
    for node in walk(tree):
        if isinstance(node, ExprNodes.TypecastNode):
            facts.add(("cast", *place_of(node), kind_of_operand(node.operand)))
        elif isinstance(node, Nodes.ForFromStatNode):
            bounds = (node.bound1, node.bound2, node.step)
            facts.add(("for-from", *place_of(node), *map(kind_of_operand, bounds)))
        elif not isinstance(node, Nodes.CDeclaratorNode):
            for child in list_children(node):
                facts.update(list_declarators(child))
    return facts


def list_declarators(node):
    """The fact about the name that a declarator declares, if it has one; nested as by us."""
    chain = []
    while type(node).__name__ in DECLARATORS:
        chain.append(DECLARATORS[type(node).__name__])
        node = node.base
    # Before a calling convention Cython places the name at that.
    is_placed = isinstance(node, Nodes.CNameDeclaratorNode) and not node.calling_convention
    if is_placed and node.name:
        yield ("declarator", *place_of(node), " ".join(reversed(chain)))


# --- Our tree -------------------------------------------------------------------------------------


def list_ours(dump):
    """The facts of our dump."""
    facts = set()
    for node in read_dump(dump):
        if node.kind == "Cast":
            operand = node.child("operand").kind
            facts.update({("cast", *node.place, operand), ("cast", *node.place, ANY)})
        elif node.kind == "ForFrom":
            bounds = [node.child(field) for field in ("start", "stop", "step")]
            kinds = [bound.kind if bound else None for bound in bounds]
            facts.add(("for-from", *node.place, *kinds))
        elif node.kind == "DeclaratorName":
            facts.add(("declarator", *node.place, node.chain()))
        elif node.kind in ("Parameter", "CEnumItem"):
            facts.add(("declarator", *node.place, ""))
    return facts


class OurNode:
    """A node of our dump."""

    def __init__(self, parent, field, kind, place):
        self.parent, self.field, self.kind, self.place = parent, field, kind, place
        self.children = []

    def child(self, field):
        """The child in that field, or None."""
        return next((child for child in self.children if child.field == field), None)

    def chain(self):
        """The declarators around a name, from the outside in."""
        kinds = []
        node = self
        while node.field == "inner":
            node = node.parent
            kinds.append(node.kind.replace("Declarator", ""))
        return " ".join(reversed(kinds))


def read_dump(dump):
    """The nodes of a dump."""
    nodes = []
    path = []
    for line in filter(None, map(LINE.match, dump.split("\n"))):
        indent, field, kind, row, column, *_ = line.groups()
        del path[len(indent) // 2 :]
        node = OurNode(path[-1] if path else None, field, kind, (int(row), int(column)))
        if path:
            path[-1].children.append(node)
        path.append(node)
        nodes.append(node)
    return nodes


# --- Comparing ------------------------------------------------------------------------------------


def agrees(fact, ours):
    """Says if our tree has the fact; an expression of a kind without a counterpart may be any."""
    if fact in ours or ANY not in fact:
        return fact in ours
    return any(
        len(other) == len(fact) and all(their in (mine, ANY) for mine, their in zip(other, fact))
        for other in ours
    )


def compare(batch, path, counts, failures):
    """Compares a file; counts its facts."""
    try:
        with tokenize.open(path) as file:
            text = file.read()
    except (SyntaxError, UnicodeError):
        return
    level = language_levels(path)[0]
    tree = parse_theirs(text, level)
    if tree is None or not text.isascii():  # columns are counted differently
        counts["files left out"] += 1
        return
    answer = batch.run_file(path, level=level)
    if answer.status != "ok":
        failures.add("not accepted", f"{path}:{answer.describe()}")
        return
    counts["files"] += 1
    ours = list_ours(answer.dump.decode("utf-8", "replace"))
    for fact in list_theirs(tree):
        counts[fact[0]] += 1
        if not agrees(fact, ours):
            near = sorted(other for other in ours if other[:3] == fact[:3])
            failures.add(f"{fact[0]}: {fact[3:]}", f"{path}:{fact[1]}:{fact[2]} ours: {near}")


def main():
    """Prints the failures and the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=pathlib.Path, default=default_cache())
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("folders", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    folders = arguments.folders or sorted(arguments.cache.glob("Cython==*"))
    files = [
        path
        for folder in folders
        for path in sorted(folder.rglob("*.pyx"))
        if is_expected_good(path, folder)
    ]
    counts = collections.Counter()
    failures = Classes(sys.maxsize if arguments.list else 1)
    with Batch(dump=True) as batch:
        for path in files[:: arguments.sample]:
            compare(batch, path, counts, failures)
    failures.show("not in our tree")
    print(
        f"gate-cython: {counts['files']} files ({counts['files left out']} left out): "
        f"{counts['cast']} casts, {counts['declarator']} declarators, "
        f"{counts['for-from']} for-from "
        f"loops; {failures.total()} differ"
    )
    return bool(failures.total() or not counts["cast"])


if __name__ == "__main__":
    sys.exit(main())
