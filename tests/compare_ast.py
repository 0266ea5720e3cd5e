"""Compares our AST with CPython's: kinds and places of statements and expressions, names, values.

    python tests/compare_ast.py [--jobs N] [--sample N] FILE_OR_FOLDER...

Run it with the Python to compare with: the frontend gets the rules of that version. Files that this
Python does not compile are left out. What is inside f-strings is compared from 3.13 on: older
versions give other places there. Prints the first differences of each file and a last line with the
figures; the exit status says whether all was equal. Needs frontend_batch, as gates/batch.py says.
"""

import argparse
import ast
import collections
import io
import multiprocessing
import os
import re
import sys
import tokenize
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "gates"))
from batch import Batch  # noqa: E402

KINDS = {
    "AsyncFunctionDef": "FunctionDef",
    "AugAssign": "AugmentedAssign",
    "AnnAssign": "AnnotatedAssign",
    "AsyncFor": "For",
    "AsyncWith": "With",
    "TryStar": "Try",
    "Expr": "ExpressionStatement",
    "BoolOp": "BooleanExpression",
    "NamedExpr": "NamedExpression",
    "BinOp": "BinaryExpression",
    "UnaryOp": "UnaryExpression",
    "IfExp": "ConditionalExpression",
    "Dict": "DictExpression",
    "Set": "SetExpression",
    "ListComp": "Comprehension",
    "SetComp": "Comprehension",
    "DictComp": "Comprehension",
    "GeneratorExp": "Comprehension",
    "Compare": "CompareExpression",
    "JoinedStr": "JoinedString",
    "TemplateStr": "JoinedString",
    "Interpolation": "FormattedValue",
    "Name": "NameExpression",
    "List": "ListExpression",
    "Tuple": "TupleExpression",
}
LITERALS = {
    type(None): "NoneLiteral",
    bool: "BoolLiteral",
    type(...): "EllipsisLiteral",
    int: "IntLiteral",
    float: "FloatLiteral",
    complex: "FloatLiteral",
    str: "StringLiteral",
    bytes: "StringLiteral",
}
# Our nodes that CPython's AST has no nodes for, and names that it keeps as plain text.
PARTS = {
    "Module",
    "Alias",
    "ExceptHandler",
    "WithItem",
    "MatchCase",
    "Parameters",
    "Parameter",
    "TypeParameter",
    "Keyword",
    "DictItem",
    "ComprehensionFor",
    "CompareLink",
    "KeywordPattern",
    "ValuePattern",
    "SingletonPattern",
    "SequencePattern",
    "MappingPattern",
    "ClassPattern",
    "StarPattern",
    "AsPattern",
    "OrPattern",
}
LINE = re.compile(r"( *)(?:(\w+): )?(\w+) (\d+):(\d+)-(\d+):(\d+)(.*)")
VALUE = re.compile(r' (?:name|digits|value)=("(?:[^"\\]|\\.)*"|\S+)')
ESCAPED = re.compile(r'["\\\x00-\x1f\x7f\ud800-\udfff]')
BYTES_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\xff]')
WITH_VALUES = {"NameExpression", "Attribute", "IntLiteral", "FloatLiteral", "StringLiteral"}


def list_theirs(tree, lines):
    """Counts the (kind, place, value) of CPython's nodes."""
    found = collections.Counter()
    stack = [tree]
    while stack:
        node = stack.pop()
        kind = type(node).__name__
        if isinstance(node, (ast.stmt, ast.expr)):
            found[place_of(node, lines)] += 1
        if kind in ("JoinedStr", "TemplateStr") and sys.version_info < (3, 13):
            continue
        stack.extend(ast.iter_child_nodes(node))
    return found


def place_of(node, lines):
    """The kind and place of a node, in our terms."""
    kind = type(node).__name__
    kind = LITERALS[type(node.value)] if kind == "Constant" else KINDS.get(kind, kind)
    return (
        kind,
        node.lineno,
        column_of(lines, node.lineno, node.col_offset),
        node.end_lineno,
        column_of(lines, node.end_lineno, node.end_col_offset),
        value_of(node),
    )


def value_of(node):
    """The name or the value of a literal, as our dump writes it; "" for other nodes."""
    if isinstance(node, (ast.Name, ast.Attribute)):
        return getattr(node, "id", None) or node.attr
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, (float, complex)):
        return f"{value.imag or value.real:.17g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f'"{value}"'
    if isinstance(value, bytes):
        return f'"{BYTES_ESCAPED.sub(escape, value.decode("latin-1"))}"'
    return f'"{ESCAPED.sub(escape, value)}"' if isinstance(value, str) else ""


def escape(match):
    """How our dump writes a character that it does not write as it is."""
    character = match.group()
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    code = [ord(character)] if ord(character) < 256 else character.encode("utf-8", "surrogatepass")
    return "".join(f"\\x{byte:02x}" for byte in code)


def column_of(lines, line, offset):
    """From an offset in UTF-8 to a column in characters."""
    return len(lines[line - 1][:offset].decode("utf-8", "replace")) + 1


def list_ours(dump):
    """Counts the (kind, place, value) of the nodes in our dump."""
    found = collections.Counter()
    hidden = None  # indentation of a node whose children do not count
    parents = []  # (indentation, kind) of the nodes around the line
    for line in dump.split("\n")[:-1]:
        indent, field, kind, *numbers, rest = LINE.match(line).groups()
        while parents and parents[-1][0] >= len(indent):
            parents.pop()
        is_text = field == "target" and parents and parents[-1][1] == "ExceptHandler"
        parents.append((len(indent), kind))
        if hidden is not None and len(indent) > hidden:
            continue
        hidden = None
        if kind in ("Global", "Nonlocal", "SingletonPattern"):
            hidden = len(indent)
        if kind == "JoinedString" and sys.version_info < (3, 13):
            hidden = len(indent)
        if kind not in PARTS and not is_text:
            value = VALUE.search(rest) if kind in WITH_VALUES else None
            found[(kind, *map(int, numbers), value.group(1) if value else "")] += 1
    return found


def parse(data, path):
    """CPython's tree of a file that it compiles, else None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = compile(data, path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
            compile(data, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return tree


def compare(path):
    """Returns None if CPython refuses the file, else the list of differences."""
    with open(path, "rb") as file:
        data = file.read()
    tree = parse(data, path)
    if tree is None:
        return None
    answer = worker.run_file(path)
    if answer.status != "ok":
        return [answer.describe()]
    lines = re.split(rb"\r\n|\r|\n", decode(data).encode("utf-8", "surrogatepass"))
    theirs = list_theirs(tree, lines)
    ours = list_ours(answer.dump.decode("utf-8", "replace"))
    missing = [("CPython", *entry) for entry in theirs - ours]
    surplus = [("Zilant", *entry) for entry in ours - theirs]
    return sorted(missing + surplus, key=lambda entry: entry[2:])


def decode(data):
    """The text of a source file, without its byte order mark."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    text = data.decode(encoding)
    return text[1:] if text.startswith("\ufeff") else text


def list_files(arguments):
    """The files named, and the .py files below the folders named."""
    for argument in arguments:
        if os.path.isdir(argument):
            for folder, _, names in os.walk(argument):
                if "site-packages" not in folder:
                    paths = (os.path.join(folder, name) for name in names if name.endswith(".py"))
                    yield from filter(os.path.isfile, paths)  # a link may lead nowhere
        else:
            yield argument


def start_worker():
    """Gives this process a frontend of its own."""
    global worker  # noqa: PLW0603 (the way of multiprocessing's initializers)
    worker = Batch(dump=True)
    allow_long_integers()


def allow_long_integers():
    """Lets integers of any length be printed."""
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)


def main():
    """Compares the files of the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int, default=1, help="take each Nth file only")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    files = sorted(list_files(arguments.files))[:: arguments.sample]
    counts = collections.Counter()
    with multiprocessing.Pool(arguments.jobs, start_worker) as pool:
        for path, result in zip(files, pool.imap(compare, files, 4)):
            counts[
                "refused by CPython" if result is None else "different" if result else "equal"
            ] += 1
            if result:
                print(path)
                for entry in result[:6]:
                    print("   ", entry)
    print(f"compare_ast: {dict(counts)} of {len(files)} files")
    sys.exit(1 if counts["different"] else 0)


if __name__ == "__main__":
    main()
