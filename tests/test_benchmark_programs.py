"""The programs of benchmarks/programs give the same compiled as interpreted, in a small size.

So do those of benchmarks/limits, which are the same in C.
"""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks" / "programs"
PROGRAMS = sorted(FOLDER.glob("*.py"))
LIMITS = sorted((FOLDER.parent / "limits").glob("*.c"))
NEEDS_GCC = pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc")
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


def check(path, module):
    """Compare what a program gives with what a module of the same name gives."""
    arguments = (path.stem, str(path), str(module), *map(str, SCALES))
    run(sys.executable, "-B", "-X", "faulthandler", "-c", CHECK, *arguments)


@pytest.mark.parametrize("path", PROGRAMS, ids=[path.stem for path in PROGRAMS])
def test_results_equal_the_interpreters(path, tmp_path, zilant):
    run(zilant, "build", str(path), "-o", f"{tmp_path}/", "--python", sys.executable, "--strict")
    (module,) = tmp_path.glob("*.so")
    check(path, module)


@NEEDS_GCC
@pytest.mark.parametrize("source", LIMITS, ids=[source.stem for source in LIMITS])
def test_results_in_c_equal_the_interpreters(source, tmp_path):
    module = tmp_path / (source.stem + sysconfig.get_config_var("EXT_SUFFIX"))
    flags = ["-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-Wno-missing-field-initializers"]
    include = "-I" + sysconfig.get_path("include")
    run("gcc", *flags, "-shared", "-fPIC", include, str(source), "-o", str(module), "-lm")
    check(FOLDER / f"{source.stem}.py", module)
