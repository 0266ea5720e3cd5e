"""The text form of the IR: what `zilant dump ir` prints is the whole module.

Each doctest module is dumped, and built from the text by a process that never sees the source: the
result must have the same bytes. tests/ir/ holds modules that were written by hand.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from test_exchange import PROJECTS, dotted_name, modules_of
from test_run import skip_unless_read

TESTS = Path(__file__).resolve().parent
CASES = sorted((TESTS / "run").glob("*.py")) + sorted((TESTS / "run").glob("*.pyx"))


def run(command, **options):
    return subprocess.run(
        command, capture_output=True, check=False, text=True, timeout=300, **options
    )


def build(zilant, path, folder, *arguments):
    """Build a module into `folder` and return its path."""
    command = [zilant, "build", str(path), "-o", f"{folder}/", "--python", sys.executable]
    result = run([*command, *arguments])
    assert result.returncode == 0, result.stdout + result.stderr
    (module,) = (entry for entry in folder.iterdir() if entry.suffix == ".so")
    return module


def dump(zilant, path):
    command = [zilant, "dump", "ir", path.name, "--python", sys.executable]
    result = run(command, cwd=path.parent)
    assert result.returncode == 0, result.stderr
    return result.stdout


def build_both(zilant, path, folder, *arguments):
    """Build the module from its source and from its IR; return both as bytes."""
    source_folder, text_folder = folder / "source", folder / "text"
    source_folder.mkdir()
    text_folder.mkdir()
    # Headers are looked up beside the file, and messages name the source as it was given.
    text = folder / f"{path.stem}.ir"
    text.write_text(dump(zilant, path).replace(f"source '{path.name}'", f"source '{path}'", 1))
    from_source = build(zilant, path, source_folder, *arguments)
    from_text = build(zilant, text, text_folder, "-I", str(path.parent), *arguments)
    return from_source.read_bytes(), from_text.read_bytes()


@pytest.mark.parametrize("path", CASES, ids=[path.name for path in CASES])
def test_text_is_the_whole_module(path, tmp_path, zilant):
    skip_unless_read(path)
    from_source, from_text = build_both(zilant, path, tmp_path, "-O0")
    assert from_source == from_text


@pytest.mark.parametrize("name", ["generators_typed.pyx", "cdef_class_methods.pyx", "classes.py"])
def test_optimised_too(name, tmp_path, zilant):
    from_source, from_text = build_both(zilant, TESTS / "run" / name, tmp_path)
    assert from_source == from_text


# Modules that exchange something with others: imports, exports, classes of other modules.
EXCHANGES = [
    pytest.param(project, module, id=f"{project.name}/{module}")
    for project in PROJECTS
    for module in modules_of(project)
]


@pytest.mark.parametrize(("project", "source"), EXCHANGES)
def test_exchanges_are_in_the_text(project, source, tmp_path, zilant):
    text, from_source, from_text = (tmp_path / name for name in ("m.ir", "source.so", "text.so"))
    name = ["--module-name", dotted_name(source)]
    dumped = run([zilant, "dump", "ir", str(source), "-I", ".", *name], cwd=project)
    assert dumped.returncode == 0, dumped.stderr
    text.write_text(dumped.stdout)
    for built, target in ((source, from_source), (text, from_text)):
        command = [zilant, "build", str(built), "-o", str(target), "-I", ".", "-O0", *name]
        result = run([*command, "--python", sys.executable], cwd=project)
        assert result.returncode == 0, result.stderr
    assert from_source.read_bytes() == from_text.read_bytes()


def test_dump_of_a_dump_is_the_same(tmp_path, zilant):
    text = dump(zilant, TESTS / "run" / "structs.pyx")
    copy = tmp_path / "structs.ir"
    copy.write_text(text)
    assert dump(zilant, copy) == text


DISPATCH = """
import dispatch
assert dispatch.twice(21) == ("int", 42)
assert dispatch.twice(1.5) == ("float", 3.0)
assert dispatch.twice("ab") == ("generic", "abab")
assert dispatch.twice(number=[1]) == ("generic", [1, 1])
assert dispatch.twice.__doc__ == "Return the number and its double."
try:
    dispatch.twice(None)
except TypeError as error:
    assert error.__traceback__.tb_next.tb_frame.f_code.co_name == "twice"
    assert error.__traceback__.tb_next.tb_lineno == 2
else:
    raise AssertionError
"""


def test_callable_of_three_bodies(tmp_path, zilant):
    """A module written by hand: one callable, three bodies, and a dispatcher."""
    build(zilant, TESTS / "ir" / "dispatch.ir", tmp_path)
    result = run([sys.executable, "-c", DISPATCH], cwd=tmp_path)
    assert result.returncode == 0, result.stderr


MISTAKES = [
    ("function f generic native null () -> object\nbb0:\n jump bb1\n", "has no terminator"),
    ("function f generic native null () -> object\n x = copy y\n", "before the first block"),
    ("function f generic native null () -> object\nbb0:\n frobnicate\n", "no such operation"),
    ("function f generic native null () -> object\nbb0:\n return x\n", "without its kind"),
    ("type <x> integer 7 signed\n", "no integer has this width"),
    ("type <x> pointer <y>\n", "there is no such type: 'y'"),
    ("constant #1 int '5'\n", "numbered in order"),
    ("constant #0 str 'open\n", "''' is missing"),
    ("class A base=B\n", "there is no such class: 'B'"),
    ("callable f name 'f' qualified 'f' entry=f\n", "there is no such body: 'f'"),
    ("import m.f function module 'm' name 'f' <int>\n", "'capsule ' is missing"),
    ("import m.f thing module 'm' name 'f'\n", "modules exchange nothing like this"),
    ("import m.A type module 'm' name 'A' class=A check=warn\n", "there is no such class: 'A'"),
    ("export function name 'f' capsule 'int (int)' body=f\n", "there is no such body: 'f'"),
    ("export variable name 'v' capsule 'int' global=v\n", "there is no such variable: 'v'"),
    ("state static constant_count=3\n", "the module has another number of constants"),
    ("function f sideways native null () -> object\n", "no such kind of body"),
    ("function f generic native null (%4000000000:object) -> object\n", "too large"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_mistakes_are_reported(text, message, tmp_path, zilant):
    path = tmp_path / "wrong.ir"
    path.write_text("module 'wrong'\n" + text)
    result = run([zilant, "build", str(path), "-o", f"{tmp_path}/", "--python", sys.executable])
    assert result.returncode == 1, result.stderr
    assert "error[E0615]" in result.stderr
    assert message in result.stderr


def test_damaged_text_does_no_harm(tmp_path, zilant):
    """Text that is cut off or has a line missing gives a message or a module, never a crash."""
    lines = (TESTS / "ir" / "dispatch.ir").read_text().splitlines(keepends=True)
    for number in range(len(lines)):
        for damaged in (lines[:number], lines[:number] + lines[number + 1 :]):
            path = tmp_path / "damaged.ir"
            path.write_text("".join(damaged))
            result = run([zilant, "dump", "ir:cleanup", str(path)])
            assert result.returncode in (0, 1), (number, result.stderr)
