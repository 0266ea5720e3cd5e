"""Random typed code does compiled by Zilant what it does compiled by Cython (tests/fuzz_typed): a
short run. `make fuzz-typed` runs longer. The seeds of the short run are fixed.
"""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

FOLDER = Path(__file__).resolve().parent / "fuzz_typed"
HAS_CYTHON = importlib.util.find_spec("Cython") is not None and shutil.which("gcc") is not None
NEEDS_CYTHON = pytest.mark.skipif(not HAS_CYTHON, reason="needs Cython and gcc")


@pytest.fixture
def fuzzer():
    """The modules of the fuzzer, whose names others have too."""
    saved_path, saved_modules = list(sys.path), dict(sys.modules)
    for name in ("compare", "generate", "views", "loops", "expressions", "vocabulary", "observe"):
        sys.modules.pop(name, None)
    sys.path.insert(0, str(FOLDER))
    compare, known, tree = map(importlib.import_module, ("compare", "known", "tree"))
    yield SimpleNamespace(compare=compare, known=known, tree=tree)
    sys.path[:] = saved_path
    for name in set(sys.modules) - set(saved_modules):
        del sys.modules[name]
    sys.modules.update(saved_modules)


def assert_no_difference(zilant, *arguments):
    """Compare one module of random code, as `make fuzz-typed` and its like do."""
    command = [sys.executable, str(FOLDER / "compare.py"), *arguments, "--modules", "1"]
    command += ["--no-reduce", "--compiler", zilant]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert run.returncode == 0, run.stdout + run.stderr


@NEEDS_CYTHON
@pytest.mark.parametrize("seed", [1, 6])
def test_random_functions(seed, zilant):
    assert_no_difference(zilant, "--seed", str(seed), "--functions", "25")


@NEEDS_CYTHON
@pytest.mark.skipif(importlib.util.find_spec("numpy") is None, reason="needs numpy")
def test_random_kernels(zilant):
    """Memoryviews, against numpy as well."""
    assert_no_difference(zilant, "--views", "--seed", "3", "--functions", "15")


@pytest.mark.skipif(importlib.util.find_spec("numpy") is None, reason="needs numpy")
def test_random_loops(zilant):
    """Loops over memoryviews, against the same text interpreted."""
    assert_no_difference(zilant, "--loops", "--seed", "2", "--functions", "40")


@NEEDS_CYTHON
def test_known_differences(fuzzer, zilant, tmp_path):
    """What the generator avoids differs as its table says, which has few kinds."""
    compare, entries = fuzzer.compare, fuzzer.known.KNOWN
    assert len({entry.why for entry in entries}) <= 17
    module = compare.Module("known", fuzzer.known.HEAD)
    for number, entry in enumerate(entries):
        module.add(f"t{number}", entry.function())
    options = SimpleNamespace(compiler=zilant)
    ours = compare.compile_with_zilant(options, "-O0")
    expected = compare.build_and_observe(module, tmp_path / "cython", compare.compile_c)
    found = compare.build_and_observe(module, tmp_path / "ours", ours)
    for number, entry in enumerate(entries):
        answers = [told[f"t{number}"][0][0] for told in (expected, found)]
        assert answers == [entry.cython, entry.zilant], entry.why


def test_functions_are_reduced(fuzzer, monkeypatch):
    """What does not take part in a difference goes away, and masks stay."""
    node, simple = fuzzer.tree.Node, fuzzer.tree.simple
    shifted = node("int", "(", node("int", "a"), " >> (", node("int", "(b + c)"), " & 31))")
    inner = [simple("turns += 1", kept=True), simple("x = ", node("int", "-", shifted))]
    body = [
        simple("y = ", node("int", "2")),
        fuzzer.tree.Statement((node("head", "if c:"), inner), (node("head", "else:"), [])),
        simple("return x", kept=True),
    ]
    function = fuzzer.tree.Function([], "def {}(a, b):", body, ["1, 2", "3, 4"])

    def differing(options, level, head, candidates):
        told = ("1, 2", ["1"], ["2"])
        return {
            number: told
            for number, (text, calls) in enumerate(candidates)
            if ">>" in text and "1, 2" in calls and "return x" in text
        }

    monkeypatch.setattr(fuzzer.compare, "differing", differing)
    fuzzer.compare.reduce(None, "-O0", "", function, ("1, 2", ["1"], ["2"]))
    assert function.text("t") == "def t(a, b):\n    x = (a >> (1 & 31))\n    return x\n"
    assert function.calls == ["1, 2"]
