"""docs/walkthrough.md: every dump in the page is what the compiler prints for the page's source.

The block ```cython NAME``` is the source. A block whose info string begins with `text dump STAGE`
holds what `zilant dump STAGE` prints of it; words after that cut parts out, in pairs: from the next
line that holds the first word to the next one that holds the second ('': to the next empty line),
with `...` between parts. A block `text symbols PATTERN` lists the symbols of the built module that
the regular expression finds. `pytest --update` rewrites the blocks.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parent.parent / "docs" / "walkthrough.md"
BLOCK = re.compile(r"^```text (?P<info>.+)\n(?P<body>(?:.*\n)*?)```$", re.MULTILINE)
SOURCE = re.compile(r"^```cython (?P<name>\S+)\n(?P<text>(?:.*\n)*?)```$", re.MULTILINE)
# LLVM's text and the module depend on the Python they are for: the page shows this one's.
SHOWN_PYTHON = (3, 11)


def run(command, folder):
    result = subprocess.run(
        command, cwd=folder, capture_output=True, check=False, text=True, timeout=60
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def find_end(lines, start, mark):
    """Return the index after the part's last line; None if there is none."""
    if mark == "":
        return next((i for i in range(start, len(lines)) if lines[i].strip() == ""), None)
    return next((i + 1 for i in range(start, len(lines)) if mark in lines[i]), None)


def cut(text, marks):
    """Return the parts of a dump that the pairs of marks enclose."""
    if not marks:
        return text
    lines, at, parts = text.splitlines(keepends=True), 0, []
    for first, last in zip(marks[::2], marks[1::2], strict=True):
        start = next((i for i in range(at, len(lines)) if first in lines[i]), None)
        assert start is not None, f"no line holds {first!r}"
        at = find_end(lines, start, last)
        assert at is not None, f"no line after {first!r} holds {last!r}"
        parts.append("".join(lines[start:at]))
    return "...\n".join(parts)


def list_symbols(zilant, source, folder, pattern):
    """Return a line of kind and name for each symbol defined in the module that fits."""
    run([zilant, "build", source, "-o", f"{folder}/", "--python", sys.executable], folder)
    (module,) = folder.glob("*.so")
    symbols = run(["nm", "--defined-only", module], folder).splitlines()
    found = {tuple(symbol.split()[1:]) for symbol in symbols if re.search(pattern, symbol)}
    return "".join(f"{kind} {name}\n" for kind, name in sorted(found, key=lambda pair: pair[1]))


def answer(zilant, info, source, folder):
    """Return what stands in the block with this info string, or None if this Python cannot say."""
    command, argument, *marks = shlex.split(info)
    assert command in {"dump", "symbols"}, info
    of_one_python = command == "symbols" or argument.startswith("llvm")
    if of_one_python and sys.version_info[:2] != SHOWN_PYTHON:
        return None
    if command == "symbols":
        return list_symbols(zilant, source, folder, argument)
    return cut(run([zilant, "dump", argument, source, "--python", sys.executable], folder), marks)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """Write the source from the page into a folder of its own."""
    folder = tmp_path_factory.mktemp("walkthrough")
    source = SOURCE.search(PAGE.read_text())
    (folder / source["name"]).write_text(source["text"])
    return source["name"], folder


INFOS = [block["info"] for block in BLOCK.finditer(PAGE.read_text())]


def test_no_info_twice():
    assert len(set(INFOS)) == len(INFOS)


@pytest.mark.parametrize("info", INFOS)
def test_block(info, example, zilant, request):
    expected = answer(zilant, info, *example)
    if expected is None:
        pytest.skip("the page shows another Python's layouts")
    page = PAGE.read_text()
    block = next(block for block in BLOCK.finditer(page) if block["info"] == info)
    if request.config.getoption("--update"):
        PAGE.write_text(page[: block.start("body")] + expected + page[block.end("body") :])
        return
    assert block["body"] == expected
