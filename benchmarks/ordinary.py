"""Ordinary code to build: modules of CPython's library, and two that are written for it."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path

LIBRARY = ("argparse", "difflib", "tarfile", "typing", "_pydecimal")
NAMES = (*LIBRARY, "functions", "branches")

FUNCTION = '''
def function_{n}(items, table, limit={n}, *, name="f{n}"):
    """Return what item {n} makes of a table."""
    result = []
    for key, value in items:
        if key in table and value > limit:
            result.append((key, table[key]))
        elif isinstance(value, str):
            result.append(value.strip().lower() + name)
    if not result:
        raise ValueError(f"nothing in {{name}}: {{len(items)}}")
    return dict(enumerate(result)), len(result) * 2 + limit
'''

BRANCH = """    if value == {n}:
        result = table[{n}] + value
    elif value > limit + {n}:
        result += {n}
"""


def many_functions(count: int = 200) -> str:
    """Return a module of ordinary functions, twelve lines each."""
    return "".join(FUNCTION.format(n=n) for n in range(count))


def many_branches(count: int = 200) -> str:
    """Return a module of one function with many `if`s."""
    body = "".join(BRANCH.format(n=n) for n in range(count))
    return f"def choose(value, table, limit):\n    result = 0\n{body}    return result\n"


LARGE_STATEMENTS = (
    """    value_{n} = first + {n}
    total += value_{n} * 2
""",
    """    for item_{n} in items:
        total += item_{n}
        if item_{n} > {n}:
            scale = scale * 1.25
""",
    """    try:
        target.method(first, total)
    except ValueError:
        total -= 1
""",
    """    if target.flag:
        items[0] = total
    else:
        second = items[{n} % 4]
""",
    """    text_{n} = str(second) + 'x{n}'
    print(text_{n}, total)
""",
    """    left_{n}, right_{n} = second, first
    target.pair = (left_{n}, right_{n})
""",
)


def large_function(count: int) -> str:
    """Return a module of one function with so many statements of all kinds, and variables."""
    statements = (LARGE_STATEMENTS[n % len(LARGE_STATEMENTS)].format(n=n) for n in range(count))
    head = "def work(first, second, items, target):\n    total = 0\n    scale = 1.5\n"
    return head + "".join(statements) + "    return total, scale\n"


C_LEVEL = Path(__file__).resolve().parent / "c_level.pyx"
DEFINED = re.compile(r"^(?:cdef class|(?:c?p?def)\b[\w *]*?) ?(\w+)(?=\(|:| = )", re.MULTILINE)


def many_c_functions(lines: int) -> str:
    """Return a module of so many lines: c_level.pyx again and again, with other names."""
    imports, mark, body = C_LEVEL.read_text(encoding="utf-8").partition("\n# --- Numbers")
    names = re.compile(rf"\b({'|'.join(set(DEFINED.findall(body)))})\b")
    copies = lines // body.count("\n") + 1
    texts = (names.sub(rf"\1_{n}", mark + body) for n in range(copies))
    return "".join([imports, *texts])


def write_sources(folder: Path) -> dict[str, Path]:
    """Write all modules into `folder`; return their paths by name."""
    texts = {"functions": many_functions(), "branches": many_branches()}
    for name in LIBRARY:
        texts[name] = Path(importlib.util.find_spec(name).origin).read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{name}.py" for name in NAMES}
    for name, path in paths.items():
        path.write_text(texts[name], encoding="utf-8")
    return paths


def count_statements(source: Path) -> int:
    """Return how many statements are in the file, docstrings not counted."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return sum(
        isinstance(node, ast.stmt)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in ast.walk(tree)
    )
