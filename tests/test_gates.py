"""Quick samples of the frontend's gates; `make gate-ast` and its like run them whole."""

import ast
import importlib
import pathlib
import random
import re
import subprocess
import sys

import pytest

TESTS = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS), str(TESTS / "gates")]
batch = importlib.import_module("batch")
compare_ast = importlib.import_module("compare_ast")
gate_programs = importlib.import_module("gate_programs")
gate_suites = importlib.import_module("gate_suites")
mutate = importlib.import_module("mutate")
package_units = importlib.import_module("package_units")
reference = importlib.import_module("reference")
suites = importlib.import_module("suites")

pytestmark = pytest.mark.skipif(
    not reference.list_references(), reason="there is no CPython to compare with"
)


def run_gate(name, *options):
    """Runs a gate; gives its last line, the figures, after it held."""
    command = [sys.executable, str(TESTS / "gates" / f"{name}.py"), *options]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-5000:]
    return run.stdout.splitlines()[-1]


def test_program_is_built():
    assert batch.find_program(), "frontend_batch is not built: run `make build`"


def test_trees_are_those_of_cpython():
    run_gate("gate_ast", "--sample", "60", "--jobs", "2")


def test_invalid_snippets_are_rejected():
    line = run_gate("gate_invalid", "--sample", "4")
    assert " 0 accepted" in line


def test_mutations_are_judged_as_by_cpython():
    line = run_gate("gate_mutations", "--count", "300")
    assert "300 mutations" in line


def test_projects_in_the_cache_are_accepted():
    """Without a download: what an earlier `make gate-projects` left, else the installed Cython."""
    cython = pytest.importorskip("Cython")
    run_gate("gate_projects", "--offline", str(pathlib.Path(cython.__file__).parent))


def test_trees_agree_with_cython_s_parser():
    cython = pytest.importorskip("Cython")
    line = run_gate("gate_cython", str(pathlib.Path(cython.__file__).parent))
    assert line.endswith(" 0 differ")


def test_speed_is_measured():
    """The figures are there; whether they are good depends on what else the machine does."""
    command = [
        sys.executable,
        str(TESTS / "gates" / "gate_speed.py"),
        "--sample",
        "50",
        "--repeat",
        "1",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert re.search(r"ours [0-9.]+ MB/s", run.stdout), run.stdout + run.stderr


def test_declarations_are_those_of_headers_and_of_cython():
    """The names of all files, and C code for two of them."""
    run_gate("gate_declarations", "cpython.ref", "cython.view")


def test_a_compiled_library_module_passes_cpython_s_tests():
    references = [each["program"] for each in reference.list_references() if each["has_tests"]]
    if not references:
        pytest.skip("no CPython has its test suite")
    line = run_gate("gate_library", "--python", references[-1], "bisect")
    assert "1 of 1 held" in line and " 0 failed" in line


PACKAGE = {
    "setup.py": """
from Cython.Build import cythonize
from setuptools import setup
setup(name="demo", version="1", packages=["demo"], ext_modules=cythonize("demo/*.pyx"))
""",
    "demo/__init__.py": "",
    "demo/good.pyx": "def get(): return 1\n",
    "demo/other.pyx": """
# distutils: language = c++
from libcpp.vector cimport vector  # Cython alone knows it
def get(int n):
    cdef vector[int] numbers
    numbers.push_back(n)
    return numbers[0]
""",
    "tests/test_demo.py": """
import os
import demo.good, demo.other
def test_good(): assert demo.good.get() == 1
def test_other(): assert demo.other.get(2) == 2
def test_ours(): assert "zilant" in str(type(demo.good.get))
def test_crash(): "zilant" not in str(type(demo.good.get)) or os.abort()
""",
}


SOURCES = {
    "pkg/__init__.py": "",
    "pkg/base.pyx": "",
    "pkg/base.pxd": "from .types cimport number  # and a comment",
    "pkg/types.pyx": "",
    "pkg/user.pyx": "from . cimport (other as o, base)",
    "pkg/sub/__init__.py": "",
    "pkg/sub/deep.pyx": "def f():\n    pass\nfrom ..base cimport f, g as h",
    "pkg/sub/far.pyx": "cimport numpy as np, pkg.sub.deep as deep",
    "pkg/alone.pyx": "import pkg.base\nfrom pkg import base",
}


def test_units_are_linked_by_cimports(tmp_path):
    for name, text in SOURCES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    units = package_units.list_units(tmp_path)
    linked = {
        unit.module: {other.module for other in package_units.linked_units(unit, units)}
        for unit in units
    }
    group = {"pkg.base", "pkg.types", "pkg.user", "pkg.sub.deep", "pkg.sub.far"}
    assert all(linked[module] == group for module in group)
    assert linked["pkg.alone"] == {"pkg.alone"}


def test_a_package_is_built_both_ways_and_its_tests_run(tmp_path):
    """What is refused is Cython's, a crash loses no test before it, modules of both are mixed;
    nothing is downloaded.
    """
    pytest.importorskip("Cython")
    sources, folder, site = tmp_path / "demo-1", tmp_path / "kept", tmp_path / "site"
    folder.mkdir()
    for name, text in PACKAGE.items():
        (sources / name).parent.mkdir(parents=True, exist_ok=True)
        (sources / name).write_text(text)
    suite = suites.Suite("demo")
    baseline = gate_suites.build_with_cython(suite, sources, folder, [])
    before = gate_suites.test_baseline(suite, sources, folder, baseline, [])
    modules = gate_suites.build_with_zilant(suite, sources, site, baseline, [], "-O0")
    after = gate_suites.run_tests(suite, sources, site, [])
    assert {each["module"]: bool(each["messages"]) for each in modules} == {
        "demo.good": False,
        "demo.other": True,
    }
    endings = [status for status, _ in before.values()]
    assert sorted(endings) == ["failed", "passed", "passed", "passed"]
    failures = gate_suites.find_failures(before, after)
    assert {test.rpartition("::")[2] for test in failures} == {"test_crash", "the run"}
    for first, ours in enumerate(["other", "good"]):
        mixed = tmp_path / f"mixed-{first}"
        assert gate_suites.mix(site, baseline, mixed, first) == {f"demo.{ours}"}
        endings = gate_suites.run_tests(suite, sources, mixed, [])
        assert bool(gate_suites.find_failures(before, endings)) == (ours == "good")


PROGRAM = {
    "demo/__init__.py": "",
    "demo/__main__.py": "print(1)\n",
    "demo/good.py": "def get(): return 1\n",
    "demo/kept.py": "def get(): return 2\n",
    "demo/bad.py": "def get(): return locals\nget(",
    "demo/tests/test_inside.py": "",
    "demo-1.dist-info/RECORD": "".join(
        f"demo/{name}.py,,\n"
        for name in ("__init__", "__main__", "good", "kept", "bad", "tests/test_inside")
    ),
}
TESTS_OF_PROGRAM = """
import demo.good, demo.kept
def test_values(): assert (demo.good.get(), demo.kept.get()) == (1, 2)
def test_kept(): assert demo.kept.__file__.endswith(".py")
def test_interpreted(): assert demo.good.__file__.endswith(".py")
"""


def test_a_program_is_compiled_whole_and_its_tests_run(tmp_path):
    """All but what is kept, empty, or of the tests; nothing is downloaded."""
    sources, site, place = tmp_path / "sources", tmp_path / "site", tmp_path / "place"
    for name, text in PROGRAM.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    (sources / "tests").mkdir(parents=True)
    (sources / "tests" / "test_demo.py").write_text(TESTS_OF_PROGRAM)
    program = suites.Suite("demo==1")
    before = gate_suites.run_tests(program, sources, site, [])
    modules = gate_programs.compile_modules("demo", site, place, {"demo.kept"}, "-O0")
    assert {each["module"]: bool(each["messages"]) for each in modules} == {
        "demo.good": False,
        "demo.bad": True,
    }
    outcome = gate_suites.compare(program, "demo==1", sources, place, [], before, modules)
    assert [test.rpartition("::")[2] for test in outcome.failures] == ["test_interpreted"]
    assert outcome.refused and not gate_programs.holds(outcome._replace(failures={}))
    assert gate_programs.holds(outcome._replace(failures={}, refused={}))


def test_a_package_holds_by_tests_that_passed():
    passed = {"test_one": ("passed", "")}
    outcome = gate_suites.Outcome("demo", ["demo.good"], {}, 0, passed, passed, {}, 0)
    assert gate_suites.holds(outcome)
    assert not gate_suites.holds(outcome._replace(cython={"the run": ("crash", "")}))
    assert not gate_suites.holds(outcome._replace(failures={"test_one": ("failed", "")}))
    assert not gate_suites.holds(outcome._replace(built=[]))


# --- The gates can fail ---------------------------------------------------------------------------


def test_a_wrong_tree_is_seen(tmp_path):
    """The comparison of trees is one: what CPython compiles and we do not is a difference."""
    theirs = compare_ast.list_theirs(ast.parse("x = (1)\n"), [b"x = (1)"])
    dump = "Module 1:1-2:1\n  body: Assign 1:1-1:8\n    targets: NameExpression 1:1-1:2 name=x\n"

    def missing(value):
        return theirs - compare_ast.list_ours(f"{dump}    value: {value}\n")

    assert not missing('IntLiteral 1:6-1:7 digits="1"')
    assert missing('IntLiteral 1:5-1:8 digits="1"')
    assert missing("FloatLiteral 1:6-1:7 value=1")
    assert missing('IntLiteral 1:6-1:7 digits="2"')


def test_batch_answers():
    with batch.Batch(dump=True) as frontend:
        assert frontend.run_text("x = 1\n").status == "ok"
        assert b"IntLiteral 1:5-1:6" in frontend.run_text("x = 1\n").dump
        answer = frontend.run_text("x = 1\ny = )\n")
        assert (answer.status, answer.errors[0]["line"]) == ("errors", 2)
        assert frontend.run_text("cdef int x\n", "snippet.pyx").status == "ok"
        assert frontend.run_file("/does/not/exist.py").errors[0]["code"] == "E0001"


def test_batch_survives_a_source_that_takes_too_long():
    with batch.Batch(limit=0.01) as frontend:
        assert frontend.run_text("x = [" + "1, " * 3_000_000 + "]\n").status == "timeout"
        assert frontend.run_text("x = 1\n").status == "ok"


@pytest.mark.parametrize("kind", mutate.KINDS, ids=lambda kind: kind.__name__)
def test_mutations_change_something(kind):
    text = "def f(a):\n    if a:\n        return 'text'\n    return 1 + 2\n"
    source = mutate.Source(text)
    changed = {kind(source, random.Random(seed)) for seed in range(30)} - {text}
    assert changed
    assert {kind(source, random.Random(1))} == {kind(source, random.Random(1))}
