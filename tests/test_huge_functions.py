"""Functions of thousands of statements: what LLVM gets of them stays small, and they work.

LLVM's code generation takes time that grows faster than a function, than the predecessors of a
block, than a phi. So the tests count these rather than time.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import traceback

import pytest

LARGEST_FUNCTION = 20_000  # lines of LLVM's text
MOST_PREDECESSORS = 1_200


def many_branches(count):
    """A function of many `if`s, as benchmarks/ordinary.py has it."""
    branches = (
        f"    if value == {n}:\n        result = table[{n}] + value\n"
        f"    elif value > limit + {n}:\n        result += {n}\n"
        for n in range(count)
    )
    return f"def run(value, table, limit):\n    result = 0\n{''.join(branches)}    return result\n"


def many_lines(count):
    """A function of many lines, whose variables live to its end."""
    lines = (
        f"    x{n % 7} = value.count({n}) + table[x{(n + 1) % 7}]\n"
        if n % 2
        else f"    x{n % 7} = limit * {n} - x{(n + 3) % 7}\n"
        for n in range(count)
    )
    first = "".join(f"    x{n} = limit\n" for n in range(7))
    return f"def run(value, table, limit):\n{first}{''.join(lines)}    return x1, x2, x3\n"


def many_returns(count):
    """A function that returns in many places, from a loop and from handlers."""
    parts = (
        f"    for item in table:\n        if item == {n}:\n            return value[{n}]\n"
        f"    try:\n        value = table[limit + {n}] and value\n"
        f"    except KeyError as error:\n        if {n} > limit:\n            return error.args\n"
        for n in range(count)
    )
    return f"def run(value, table, limit):\n{''.join(parts)}    return value\n"


def many_statements(count):
    """A module body of many statements."""
    lines = (f"def f{n}(a=len(names)):\n    return a\nnames.append(f{n}())\n" for n in range(count))
    return (
        f"names = []\n{''.join(lines)}\n\ndef run(value, table, limit):\n    return names[limit]\n"
    )


def many_yields(count):
    """A generator that yields in many places."""
    lines = (f"    got = yield value, table.get({n}), limit\n" for n in range(count))
    body = "".join(lines)
    return f"def steps(value, table, limit):\n{body}\n\ndef run(*a):\n    return list(steps(*a))\n"


SOURCES = {
    "branches": many_branches(600),
    "lines": many_lines(1000),
    "returns": many_returns(150),
    "statements": many_statements(300),
    "yields": many_yields(400),
}
ARGUMENTS = [
    (5, {n: n * 3 for n in range(1000)}, 2),
    (1 << 70, {}, 1.5),
    ("text", {4: 5}, -3),
    (list(range(9)), [7], 99),
    ("a", range(10**6), 11),
    (None, None, None),
]


def outcome(module, arguments):
    """What a call gives or raises, and the lines that its traceback names."""
    try:
        return module.run(*arguments)
    except Exception as error:  # noqa: BLE001
        places = traceback.extract_tb(error.__traceback__)[1:]
        return type(error), str(error), [(place.lineno, place.name) for place in places]


def load(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", SOURCES)
def test_huge_function(name, zilant, tmp_path):
    source = tmp_path / f"huge_{name}.py"
    source.write_text(SOURCES[name])
    built = tmp_path / f"huge_{name}.so"
    subprocess.run(
        [zilant, "build", source, "-o", built, "--python", sys.executable, "--strict"], check=True
    )
    ours, pythons = load(built, f"huge_{name}"), load(source, f"huge_{name}")
    for arguments in ARGUMENTS:
        assert outcome(ours, arguments) == outcome(pythons, arguments)


# (A generator's parts between yields are small and go to one function all the same.)
@pytest.mark.parametrize("name", [name for name in SOURCES if name != "yields"])
def test_what_llvm_gets(name, zilant, tmp_path):
    source = tmp_path / f"huge_{name}.py"
    source.write_text(SOURCES[name])
    dump = [zilant, "dump", "llvm", source, "--python", sys.executable]
    text = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    functions = re.findall(r"^define .*?^}", text, re.DOTALL | re.MULTILINE)
    assert max(function.count("\n") for function in functions) <= LARGEST_FUNCTION
    predecessors = re.findall(r"; preds = (.*)", text)
    assert max(line.count("%") for line in predecessors) <= MOST_PREDECESSORS
