"""Counting how often lines run, and what a build makes of it: `--instrument` and `--profile`."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

SOURCE = """\
def often(items):
    total = 0
    for item in items:
        total += item.weight
    return total


def rarely(items):
    total = 0
    for item in items:
        total += item.weight
    return total


def unmeasured(items):
    total = 0
    for item in items:
        total += item.weight
    return total


class Item:
    weight = 2


def generate(count):
    for number in range(count):
        yield number if number % 2 else -number
"""
USE = """
import measured
items = [measured.Item()] * 50
for _ in range(100): assert measured.often(items) == 100
measured.rarely(items[:2])
list(measured.generate(4))
"""


def build(zilant, source, *options):
    """Build the file beside itself; gives what was said."""
    command = [zilant, "build", "--no-cache", *options, source.name]
    result = subprocess.run(
        command, cwd=source.parent, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stderr


def fail_to_build(zilant, source, *options):
    """Build the file, which is an error; gives what was said."""
    command = [zilant, "build", *options, source.name]
    result = subprocess.run(
        command, cwd=source.parent, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 1
    return result.stderr


def run(folder, program=USE):
    command = [sys.executable, "-c", program]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


def read_counts(path):
    """{module: {line: count}}, added up over all runs."""
    found = {}
    lines = {}
    for line in path.read_text().splitlines():
        if line.startswith("module "):
            name, source_hash = line.split()[1:]
            assert re.fullmatch("[0-9a-f]{16}", source_hash)
            lines = found.setdefault(name, {})
        else:
            number, count = map(int, line.split())
            lines[number] = lines.get(number, 0) + count
    return found


def sizes(folder):
    """{function: bytes of the machine code of its body and of what Python calls}"""
    (module,) = folder.glob("measured.*.so")
    command = ["nm", "-S", "--defined-only", module]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = {}
    for line in listing.splitlines():
        fields = line.split()
        if len(fields) == 4 and fields[3].startswith("measured."):
            name = fields[3].split(".")[1]
            found[name] = found.get(name, 0) + int(fields[1], 16)
    return found


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "measured.py"
    path.write_text(SOURCE)
    return path


@pytest.fixture
def counts(zilant, source):
    """The file of counts of one run."""
    build(zilant, source, "--instrument=counts")
    result = run(source.parent)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return source.parent / "counts"


# --- Counting ------------------------------------------------------------------------------------


def test_lines_are_counted(counts):
    lines = read_counts(counts)["measured"]
    assert lines[2] == 100
    assert lines[4] == 5000
    assert lines[5] == 100
    assert lines[11] == 2
    assert 18 not in lines
    assert lines[23] == 1  # of the class body
    assert lines[28] >= 4  # of the generator


def test_runs_add_up(counts):
    before = read_counts(counts)
    assert run(counts.parent).returncode == 0
    after = read_counts(counts)["measured"]
    assert after == {line: 2 * count for line, count in before["measured"].items()}


def test_counts_go_where_the_build_was(zilant, source):
    build(zilant, source, "--instrument=counts")
    program = f"import os, sys; sys.path.insert(0, os.getcwd()); os.chdir('/')\n{USE}"
    assert run(source.parent, program).returncode == 0
    assert "measured" in read_counts(source.parent / "counts")


def test_all_modules_share_a_file(zilant, source, counts):
    other = source.with_name("other.pyx")
    other.write_text(
        "cdef long add_up(long limit) noexcept nogil:\n"
        "    cdef long i, total = 0\n"
        "    for i in range(limit):\n"
        "        total += i\n"
        "    return total\n"
        "def call(long limit):\n"
        "    with nogil:\n"
        "        limit = add_up(limit)\n"
        "    return limit\n"
    )
    build(zilant, other, "--instrument=counts")
    assert run(source.parent, "import other; assert other.call(10) == 45").returncode == 0
    found = read_counts(counts)
    assert found["other"][4] == 10
    assert found["other"][8] >= 1
    assert found["measured"][4] == 5000


def test_a_file_that_cannot_be_written_is_said(zilant, source):
    build(zilant, source, "--instrument=missing/counts")
    result = run(source.parent)
    assert "missing/counts" in result.stderr
    assert "No such file or directory" in result.stderr


def test_nothing_is_counted_unless_asked(zilant, source):
    build(zilant, source)
    (module,) = source.parent.glob("measured.*.so")
    listing = subprocess.run(["nm", module], check=True, capture_output=True, text=True).stdout
    assert "count_line" not in listing


# --- What a build makes of it --------------------------------------------------------------------


def test_hot_code_is_inlined_and_the_rest_small(zilant, source, counts):
    build(zilant, source)
    without = sizes(source.parent)
    assert build(zilant, source, f"--profile={counts.name}") == ""
    by_profile = sizes(source.parent)
    assert by_profile["often"] >= without["often"]
    assert by_profile["rarely"] < without["rarely"]
    # what was not called is judged by its form
    assert by_profile["unmeasured"] == without["unmeasured"]
    result = run(source.parent)
    assert result.returncode == 0, result.stderr


def test_straight_code_that_runs_often_is_hot(zilant, tmp_path):
    source = tmp_path / "measured.py"
    source.write_text("def add(left, right):\n    return left.value + right.value * 3\n")
    build(zilant, source, "--instrument=counts")
    program = (
        "import measured, types\n"
        "one = types.SimpleNamespace(value=1)\n"
        "for _ in range(1000): assert measured.add(one, one) == 4\n"
    )
    assert run(tmp_path, program).returncode == 0
    build(zilant, source)
    without = sizes(tmp_path)["add"]
    build(zilant, source, "--profile=counts")
    assert sizes(tmp_path)["add"] > without
    assert run(tmp_path, program).returncode == 0


def test_the_depfile_names_the_profile(zilant, source, counts):
    build(zilant, source, f"--profile={counts.name}", "--depfile=rule")
    assert "counts" in (source.parent / "rule").read_text().split()


# --- Files that do not fit -----------------------------------------------------------------------


def test_counts_of_another_version_are_left_aside(zilant, source, counts):
    source.write_text(SOURCE + "\n")
    said = build(zilant, source, f"--profile={counts.name}")
    assert "warning[W0145]: what 'counts' says of module 'measured' is of another version" in said


def test_counts_of_other_modules_alone(zilant, source, counts):
    other = source.with_name("other.py")
    other.write_text("x = 1\n")
    said = build(zilant, other, f"--profile={counts.name}")
    assert "warning[W0144]: 'counts' says nothing of module 'other'" in said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("notes\n", 1),
        ("module measured\n", 1),
        ("module measured {hash}\n4 5\n4\n", 3),
        ("module measured {hash}\n4 5\n0 1\n", 3),
        ("module measured {hash}\n999 1\n", 2),
        ("module measured {hash}\n4 5", 2),
        ("module measured xyz\n", 1),
    ],
)
def test_a_damaged_file_is_refused(zilant, source, counts, text, line):
    source_hash = counts.read_text().split()[2]
    counts.write_text(text.format(hash=source_hash))
    said = fail_to_build(zilant, source, f"--profile={counts.name}")
    assert f"error[E0017]: 'counts' holds no profile: line {line} is damaged" in said


def test_a_missing_file_is_said(zilant, source):
    said = fail_to_build(zilant, source, "--profile=counts")
    assert "error[E0001]: cannot read 'counts'" in said


def test_counts_beyond_64_bits_stay_the_most(zilant, source, counts):
    text = counts.read_text()
    counts.write_text(text + text.split("\n")[0] + "\n4 18446744073709551615\n")
    assert build(zilant, source, f"--profile={counts.name}") == ""
