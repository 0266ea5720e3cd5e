"""Snippets out of CPython's own tests: the sources that they hand to compile(), valid and invalid.

Taken are the examples of doctests, and the strings in functions about syntax errors or
compiling, as written and without their common indentation. Texts of messages that a test
expects are left out.
"""

import ast
import doctest
import pathlib
import textwrap

# Functions that use one of these names are about sources.
SIGNS = {"SyntaxError", "IndentationError", "TabError", "compile", "eval", "exec"}
METHOD_SIGNS = {
    "check_syntax_error",
    "check_syntax_warning",
    "_check_error",
    "_check_noerror",
    "_check_dict_error",
    "assert_syntax_error",
    "assertAllRaise",
}
# Calls of these take the expected message at these positions.
MESSAGE_ARGUMENTS = {
    "_check_error": {2, 1},
    "check": set(),
    "assertRaisesRegex": {1},
    "assertAllRaise": {1},
    "check_syntax_error": {2},
    "check_syntax_warning": {2},
    "assertEqual": {0, 1, 2},
    "assertIn": {0, 1, 2},
    "assertRegex": {1, 2},
    "assertTrue": {1},
    "fail": {0},
    "write": set(),
}
CODE_KEYWORDS = {"source", "code", "src", "text", "s"}


def harvest(library):
    """The snippets, text and bytes, in a fixed order."""
    snippets = {}
    for path in sorted(pathlib.Path(library, "test").rglob("test_*.py")):
        data = path.read_bytes()
        if b"SyntaxError" in data or b"IndentationError" in data:
            snippets.update(dict.fromkeys(list_snippets(ast.parse(data))))
    return list(snippets)


def list_snippets(tree):
    """Yields the snippets of one test module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ">>> " in node.value:
            yield from list_examples(node.value)
    for node in find_places(tree):
        for value in list_values(node):
            yield value
            if isinstance(value, str):
                yield textwrap.dedent(value)


def list_examples(text):
    """The sources of the examples in a docstring."""
    try:
        return [example.source for example in doctest.DocTestParser().get_examples(text)]
    except ValueError:
        return []


def find_places(tree):
    """Yields functions about sources, and the module's tables of literals."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
            methods = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
            if names & SIGNS or methods & METHOD_SIGNS:
                yield node
        elif isinstance(node, ast.Assign) and "VALID" in getattr(node.targets[0], "id", ""):
            yield node


def list_values(node):
    """Yields the constant texts below a node, messages and docstrings left out."""
    if isinstance(node, (ast.JoinedStr, ast.Expr)) and not isinstance(
        getattr(node, "value", None), (ast.Call, ast.Await)
    ):
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, (str, bytes)):
            yield node.value
        return
    if isinstance(node, ast.BinOp) and is_constant(node):
        yield from evaluate(node)
        return
    for child in list_children(node):
        yield from list_values(child)


def list_children(node):
    """The children of a node that may hold sources."""
    if not isinstance(node, ast.Call):
        return ast.iter_child_nodes(node)
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    messages = MESSAGE_ARGUMENTS.get(name, set())
    kept = [argument for i, argument in enumerate(node.args) if i not in messages]
    return [node.func, *kept, *(word.value for word in node.keywords if word.arg in CODE_KEYWORDS)]


def is_constant(node):
    """Says if the expression is made of literals alone."""
    allowed = (ast.BinOp, ast.Constant, ast.Add, ast.Mult)
    return all(isinstance(part, allowed) for part in ast.walk(node))


def evaluate(node):
    """The value of an expression of literals in a list, or none if it has no text as its value."""
    try:
        value = eval(compile(ast.Expression(node), "constant", "eval"), {})
    except (TypeError, ValueError, OverflowError, MemoryError):
        return []
    return [value] if isinstance(value, (str, bytes)) and len(value) < 1_000_000 else []
