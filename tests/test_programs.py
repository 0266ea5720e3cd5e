"""Whole projects: each example is built from a clean copy by its setup.py, imported and checked."""

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
EXAMPLES = TESTS.parent / "examples"
sys.path.insert(0, str(EXAMPLES))
PROJECTS = importlib.import_module("demo").PROJECTS
WITH_TESTS = [name for name in PROJECTS if list((EXAMPLES / name).glob("test_*.py"))]

# Runs in a process of its own: a module that crashes must not take the tests with it.
CHECK = """
import doctest, importlib, pathlib, sys
sys.path.insert(0, ".")
failed = attempted = 0
here = pathlib.Path(".")
for path in sorted([*here.glob("*.so"), *here.glob("*/*.so")]):
    module = importlib.import_module(".".join([*path.parent.parts, path.name.split(".")[0]]))
    assert module.__file__.endswith(".so"), module.__file__
    result = doctest.testmod(module)
    print(path.name, result)
    assert result.attempted > 0, path
    failed += result.failed
sys.exit(1 if failed else 0)
"""

# Each line is called so often that a lost reference shows in the count of allocated blocks.
LEAK_CHECK = """
import gc, sys
sys.path.insert(0, ".")
import classes, closures, errors, generators, header, plain

def swallow(call, *arguments):
    try:
        call(*arguments)
    except Exception:
        pass

def partly(generator):
    next(generator)
    generator.close()

def sent():
    means = generators.running_mean()
    next(means)
    means.send(1)
    swallow(means.send, "text")

CASES = {
    "header": lambda: (header.constants(), header.circle_area(1.5)),
    "header inline": lambda: header.double_and_clamp(3, 0, 9),
    "header error": lambda: swallow(header.double_and_clamp, 2**40, 0, 1),
    "class": lambda: classes.sum_areas([classes.Shape(), classes.Square(1, 2)]),
    "class attributes": lambda: classes.Square(2, 3).scaled_area(),
    "class log": lambda: classes.PythonShape(2, 3).log(),
    "class error": lambda: swallow(classes.sum_areas, [classes.Shape(), "x"]),
    "class none": lambda: swallow(classes.sum_areas, [None]),
    "class bad init": lambda: swallow(classes.Square, "x", 1),
    "generator": lambda: list(generators.count_down(5, [])),
    "generator closed": lambda: partly(generators.count_down(5, [])),
    "generator dropped": lambda: next(generators.count_down(5, [])),
    "generator sent": sent,
    "generator chain": lambda: list(generators.chain([1], "ab", generators.count_down(3, []))),
    "parse": lambda: errors.parse("12", []),
    "parse error": lambda: swallow(errors.parse, "x", []),
    "nested": lambda: (errors.nested(0), errors.nested(1)),
    "nogil": lambda: errors.root_sum(0, 30),
    "nogil error": lambda: swallow(errors.root_sum, -1, 3),
    "closure": lambda: [call() for call in closures.make_counter(70000)],
    "compose": lambda: closures.compose(abs, str)(-70000),
    "late": closures.late,
    "recursion": lambda: plain.fibonacci(5),
    "big recursion": lambda: swallow(plain.fibonacci, "x"),
    "vectors": lambda: plain.walk(3),
}

def blocks_after(call, count):
    for _ in range(count):
        call()
    gc.collect()
    return sys.getallocatedblocks()

bad = []
for name, call in CASES.items():
    blocks_after(call, 200)
    before = blocks_after(call, 10)
    grown = blocks_after(call, 10_000) - before
    if grown > 200:
        bad.append(f"{name}: {grown} blocks more after 10,000 calls")
print("\\n".join(bad))
sys.exit(1 if bad else 0)
"""


def run(arguments, folder, **variables):
    """Run Python in `folder`; return what it printed, and fail the test if it fails."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables}
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        check=False,
        text=True,
        capture_output=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build each example once; map its name to (folder, what the build printed)."""
    projects = {}
    for name in PROJECTS:
        folder = tmp_path_factory.mktemp("programs") / name
        shutil.copytree(EXAMPLES / name, folder)
        projects[name] = folder, run(["setup.py", "build_ext", "--inplace"], folder)
    return projects


@pytest.mark.parametrize("name", PROJECTS)
def test_examples_hold(built, name):
    folder, _ = built[name]
    run(["-c", CHECK], folder)


@pytest.mark.parametrize("name", PROJECTS)
def test_nothing_runs_interpreted(built, name):
    _, printed = built[name]
    assert "[W0001]" not in printed, printed


@pytest.mark.parametrize("name", WITH_TESTS)
def test_their_own_tests_hold(built, name):
    folder, _ = built[name]
    run(["-m", "pytest", "-q", "-p", "no:cacheprovider"], folder)


@pytest.mark.parametrize("name", WITH_TESTS)
def test_cython_builds_them_too(tmp_path, name):
    """One line is changed, and the same tests hold."""
    pytest.importorskip("Cython")
    folder = tmp_path / name
    shutil.copytree(EXAMPLES / name, folder)
    text = (folder / "setup.py").read_text()
    assert text.count("from zilant.build import cythonize\n") == 1
    (folder / "setup.py").write_text(text.replace("zilant.build", "Cython.Build"))
    run(["setup.py", "build_ext", "--inplace"], folder, CFLAGS="-O0")
    run(["-m", "pytest", "-q", "-p", "no:cacheprovider"], folder)


def test_memory_is_compared(built):
    """The objects of the cdef class take by far the least memory."""
    folder, _ = built["extension_class"]
    printed = run(["compare_memory.py", "50000"], folder)
    rows = [line for line in printed.splitlines() if " MB " in line]
    names = ["dataclass", "class with __slots__", "cdef class"]
    figures = {name: int(row[len(name) :].split()[0]) for name, row in zip(names, rows)}
    assert 60 <= figures["cdef class"] <= 100 < figures["class with __slots__"], printed


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("wrap_c_library", "xmlevents"),
        ("extension_class", "pricing.bond"),
        ("extension_class", "pricing.instrument"),
        ("extension_class", "pricing.option"),
        ("extension_class", "pricing.portfolio"),
        ("image_filter", "filters"),
        ("speedup", "untyped"),
        ("speedup", "typed"),
        ("plain_speed", "ledger"),
        ("plain_speed", "spreadsheet.formula"),
        ("plain_speed", "spreadsheet.functions"),
        ("plain_speed", "spreadsheet.sheet"),
        ("plain_speed", "spreadsheet.tokens"),
        ("async_service", "ratings.http"),
        ("async_service", "ratings.service"),
        ("async_service", "ratings.table"),
    ],
)
def test_nothing_is_left(built, name, module):
    folder, _ = built[name]
    printed = run([str(TESTS / "count_references.py"), str(folder), module], folder)
    assert not any(json.loads(printed.splitlines()[0]).values()), printed


def test_no_reference_leaks(built):
    folder, _ = built["mechanisms"]
    run(["-c", LEAK_CHECK], folder)


def test_plain_results_equal_the_interpreters(built):
    """The compiled plain.py and the source itself agree."""
    folder, _ = built["mechanisms"]
    check = (
        "import importlib.machinery as m, importlib.util as u, plain\n"
        "spec = u.spec_from_loader('source', m.SourceFileLoader('source', 'plain.py'))\n"
        "source = u.module_from_spec(spec); spec.loader.exec_module(source)\n"
        "assert plain.__file__.endswith('.so')\n"
        "for n in (0, 1, 15): assert plain.fibonacci(n) == source.fibonacci(n)\n"
        "assert plain.walk(50) == source.walk(50)\n"
        "a, b = (x.Vector(2**80, 1.5).dot(x.Vector(3, True)) for x in (plain, source))\n"
        "assert a == b and type(a) is type(b)\n"
    )
    run(["-c", check], folder)


def test_demo(tmp_path):
    """The main job holds, and so do the results that it compares; its figures are not judged."""
    pytest.importorskip("Cython")
    result = subprocess.run(
        [sys.executable, str(EXAMPLES / "demo.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "sum over double[:]" in result.stdout and "size, stripped" in result.stdout
