"""The programs of benchmarks/programs give the same compiled as interpreted, in a small size."""

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks" / "programs"
PROGRAMS = sorted(FOLDER.glob("*.py"))
SCALES = (0.005, 0.02)

# Runs in a process of its own: a module that crashes must not take the tests with it.
CHECK = """
import importlib.util, sys
def load(path):
    spec = importlib.util.spec_from_file_location(sys.argv[1], path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
interpreted, compiled = map(load, sys.argv[2:4])
assert compiled.__file__.endswith(".so"), compiled.__file__
for scale in map(float, sys.argv[4:]):
    expected, found = interpreted.run(scale), compiled.run(scale)
    assert repr(found) == repr(expected), (scale, found, expected)
"""


def run(*command):
    """Run a command that has to succeed."""
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", PROGRAMS, ids=[path.stem for path in PROGRAMS])
def test_results_equal_the_interpreters(path, tmp_path, zilant):
    run(zilant, "build", str(path), "-o", f"{tmp_path}/", "--python", sys.executable, "--strict")
    (module,) = tmp_path.glob("*.so")
    arguments = (path.stem, str(path), str(module), *map(str, SCALES))
    run(sys.executable, "-B", "-X", "faulthandler", "-c", CHECK, *arguments)
