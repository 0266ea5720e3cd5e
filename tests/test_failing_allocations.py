"""Allocations of compiled programs that fail: a sample of `make failing-allocations`."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
PROGRAMS = TESTS.parent / "benchmarks" / "programs"
NEEDS_HOOK = pytest.mark.skipif(
    importlib.util.find_spec("_testcapi") is None, reason="needs CPython's _testcapi"
)


@NEEDS_HOOK
@pytest.mark.parametrize(
    ("folder", "step", "names"),
    [
        (TESTS / "allocations", 29, []),
        (TESTS / "allocations", 1, ["metaclasses"]),
        (PROGRAMS, 29, ["binary_trees", "coroutines", "generators", "raytrace"]),
    ],
    ids=["allocations", "metaclasses", "benchmarks"],
)
def test_allocations_fail(folder, step, names):
    command = [sys.executable, str(TESTS / "failing_allocations.py"), "--step", str(step)]
    done = subprocess.run(
        [*command, str(folder), *names], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


# What the tool has to see, each in a program of its own.
FAULTS = {
    "hides": (
        "def run(scale):\n    try:\n        return [scale] * 100\n"
        "    except MemoryError:\n        raise KeyError('hidden') from None\n",
        "KeyError: 'hidden'",
    ),
    "leaks": (
        "kept = []\ndef run(scale):\n    kept.append(object())\n    value = [scale] * 100\n"
        "    kept.pop()\n    return value\n",
        "blocks left",
    ),
    "swallows": (
        "def run(scale):\n    try:\n        return [scale] * 100\n"
        "    except MemoryError:\n        return None\n",
        "another result",
    ),
}


@NEEDS_HOOK
@pytest.mark.parametrize("name", FAULTS)
def test_what_ends_badly_is_seen(name, tmp_path):
    text, message = FAULTS[name]
    (tmp_path / f"{name}.pyx").write_text(text)
    command = [sys.executable, str(TESTS / "failing_allocations.py"), str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1 and message in done.stdout, done.stdout + done.stderr


# Imports a module in a new process for each allocation, which fails; prints what comes of it.
IMPORT = """
import _imp, _testcapi, importlib.util, os, sys

spec = importlib.util.spec_from_file_location("small", sys.argv[1])

def load(start):
    _testcapi.set_nomemory(start, start + 1)
    try:
        _imp.exec_dynamic(_imp.create_dynamic(spec))
    except BaseException as error:
        _testcapi.remove_mem_hooks()
        return type(error).__name__
    _testcapi.remove_mem_hooks()
    return "fine"

for start in range(1, 200):
    process = os.fork()
    if process == 0:
        print(load(start), flush=True)
        os._exit(0)
    status = os.waitpid(process, 0)[1]
    if status != 0:
        print("a crash", start, flush=True)
"""


@NEEDS_HOOK
def test_an_import_without_memory(tmp_path, zilant):
    """No memory is no other Python. (CPython's PyType_FromSpec() may fail without an exception.)"""
    source = tmp_path / "small.pyx"
    source.write_text(
        "cdef class Point:\n    cdef int x\n\ndef make(a=1):\n    return Point(), a\n"
    )
    command = [zilant, "build", str(source), "-o", f"{tmp_path}/", "--python", sys.executable]
    subprocess.run(command, check=True)
    (module,) = tmp_path.glob("*.so")
    command = [sys.executable, "-c", IMPORT, str(module)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert {"MemoryError"} < set(done.stdout.split()) <= {"MemoryError", "SystemError", "fine"}
