"""How many machine instructions small functions take.

Each number is of one function's own code, without the runtime that it calls. A change that makes
one larger needs a reason, in the commit that changes the number; one that makes it smaller changes
the number too.
"""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

SOURCE = """
def attribute(value):
    return value.name


def call(function, value):
    return function(value, 1)


def method(text):
    return text.strip().lower()


def compare(left, right):
    if left == right:
        return left
    return None


def build(first, second):
    return [first, (second, first), {first: second}]


def loop(items):
    result = []
    for key, value in items:
        result.append(value.strip(key))
    return result


def handle(function):
    try:
        return function()
    except ValueError as error:
        return str(error)
"""

# of x86-64, with the default options, without padding
PYTHON = (3, 11)
INSTRUCTIONS = {
    "attribute": 14,
    "call": 30,
    "method": 34,
    "compare": 24,
    "build": 52,
    "loop": 205,
    "handle": 96,
}


def is_instruction(line: str) -> bool:
    """Is it one, and none that only takes up room before a loop?"""
    return line.startswith(" ") and not re.search(r"\b(nop[wl]?|xchg +%ax,%ax)\b", line)


@pytest.fixture(scope="module")
def counts(zilant, tmp_path_factory):
    """The number of instructions of each function."""
    if sys.version_info[:2] != PYTHON:
        pytest.skip("the numbers are those of another Python")
    folder = tmp_path_factory.mktemp("size")
    source = folder / "size.py"
    source.write_text(SOURCE)
    module = folder / "size.so"
    subprocess.run([zilant, "build", source, "-o", module, "--python", sys.executable], check=True)
    listing = subprocess.run(
        ["objdump", "-d", "--no-show-raw-insn", module], check=True, capture_output=True, text=True
    ).stdout
    found: dict[str, int] = {}
    for part in re.split(r"\n\n", listing):
        name = re.match(r"[0-9a-f]+ <size\.(\w+)>:", part)
        if name:
            found[name[1]] = sum(is_instruction(line) for line in part.splitlines())
    return found


@pytest.mark.parametrize("function", INSTRUCTIONS)
def test_instructions(function, counts):
    assert counts[function] == INSTRUCTIONS[function]


def test_compressed_lines(zilant, tmp_path):
    source = tmp_path / "lines.py"
    source.write_text(SOURCE)
    module = tmp_path / "lines.so"
    subprocess.run([zilant, "build", source, "-o", module, "--python", sys.executable], check=True)
    sections = subprocess.run(
        ["readelf", "-SW", module], check=True, capture_output=True, text=True
    ).stdout
    assert re.search(r"\.debug_line +PROGBITS .* C ", sections)


# What a module contains of the runtime is what its code may need: of these none has more.
WITHOUT = {
    "a loop over anything": (
        "def total(values):\n    result = 0\n    for value in values:\n        result += value\n"
        "    return result\n",
        ["zi_generator_update_frame", "zi_modulo_objects", "zi_inplace_modulo_objects"],
    ),
    "a remainder": (
        "def odd(value):\n    return value % 2\n",
        ["zi_add_objects", "zi_inplace_add_objects", "zi_grow_text"],
    ),
    "an f-string": (
        "def show(value):\n    return f'value {value}'\n",
        ["zi_static_pad"],
    ),
}


@pytest.mark.parametrize("name", WITHOUT)
def test_runtime_parts(name, zilant, tmp_path):
    text, unwanted = WITHOUT[name]
    source = tmp_path / "part.py"
    source.write_text(text)
    module = tmp_path / "part.so"
    subprocess.run([zilant, "build", source, "-o", module, "--python", sys.executable], check=True)
    symbols = subprocess.run(["nm", module], check=True, capture_output=True, text=True).stdout
    assert not [line for line in symbols.splitlines() if line.split()[-1] in unwanted]
