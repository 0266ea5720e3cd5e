"""Doctest modules: each file of tests/run/ is compiled, imported and its examples are run.

A file must compile without falling back to the interpreter; a line `# interpret: f Class.g` names
what is to run interpreted all the same. One that says `# python: 3.15` is for that Python and later
ones: others do not read it. The examples of `.py` files are also run by the plain interpreter
first, which proves that they say what Python does.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from doctests import build_options, oldest_minor

FOLDER = Path(__file__).resolve().parent / "run"
CASES = sorted(FOLDER.glob("*.py")) + sorted(FOLDER.glob("*.pyx"))

# A process of its own: a module that crashes must not take the tests with it.
RUNNER = Path(__file__).resolve().parent / "doctests.py"


def run(command, **options):
    """Run a command that has to succeed."""
    result = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        timeout=300,
        **options,
    )
    assert result.returncode == 0, result.stdout


def run_doctests(folder, name, ending, **options):
    """Run the examples of a module that has to come from a file with this ending."""
    command = [sys.executable, "-X", "faulthandler", str(RUNNER)]
    run([*command, str(folder), name, ending], **options)


def build(zilant, path, folder, options=()):
    command = [zilant, "build", str(path), "-o", str(folder) + "/"]
    run([*command, "--python", sys.executable, *build_options(path), *options])


def skip_unless_read(path):
    """A module in a newer Python's syntax is run by `make gate-pythons` alone."""
    oldest = oldest_minor(path)
    if sys.version_info[1] < oldest:
        pytest.skip(f"needs Python 3.{oldest}")


@pytest.mark.parametrize("path", CASES, ids=[path.name for path in CASES])
def test_doctests(path, tmp_path, zilant):
    skip_unless_read(path)
    if path.suffix == ".py":
        run_doctests(path.parent, path.stem, ".py")
    build(zilant, path, tmp_path)
    run_doctests(tmp_path, path.stem, ".so")


def test_a_wrong_example_fails(tmp_path, zilant):
    """The runner notices a compiled module whose examples do not hold."""
    source = tmp_path / "wrong_example.py"
    source.write_text('"""\n>>> 1 + 1\n3\n"""\n')
    out = tmp_path / "out"
    out.mkdir()
    build(zilant, source, out)
    with pytest.raises(AssertionError, match="Test Failed"):
        run_doctests(out, "wrong_example", ".so")
