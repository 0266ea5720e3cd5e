"""Where parallel sections run in threads: what asks for OpenMP, and what is linked."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = """
from cython.parallel cimport parallel, threadid

def count(int threads):
    seen = set()
    with nogil, parallel(num_threads=threads):
        with gil:
            seen.add(threadid())
    return len(seen)
"""
HEADER = """
cimport openmp

cdef extern from *:
    '''
    #ifdef _OPENMP
    #define HAS_OPENMP 1
    #else
    #define HAS_OPENMP 0
    #endif
    '''
    int HAS_OPENMP

def sizes():
    cdef openmp.omp_lock_t lock
    cdef openmp.omp_nest_lock_t nested
    openmp.omp_init_lock(&lock)
    openmp.omp_set_lock(&lock)
    free = openmp.omp_test_lock(&lock)
    openmp.omp_unset_lock(&lock)
    openmp.omp_destroy_lock(&lock)
    openmp.omp_init_nest_lock(&nested)
    openmp.omp_set_nest_lock(&nested)
    depth = openmp.omp_test_nest_lock(&nested)
    return free, depth, openmp.omp_get_level(), HAS_OPENMP
"""


def build(zilant, folder: Path, text: str, *options: str) -> Path:
    """Build the text as the module `module`; return the path of what was built."""
    (folder / "module.pyx").write_text("# cython: language_level=3\n" + text)
    command = [zilant, "build", "-i", "module.pyx", "--strict", "--python", sys.executable]
    subprocess.run([*command, *options], cwd=folder, check=True)
    return next(folder.glob("module.*.so"))


def evaluate(folder: Path, expression: str) -> str:
    command = [sys.executable, "-c", f"import module; print({expression})"]
    return subprocess.run(
        command, cwd=folder, check=True, text=True, capture_output=True
    ).stdout.strip()


def libraries(path: Path) -> list[str]:
    printed = subprocess.run(["readelf", "-d", path], check=True, text=True, capture_output=True)
    return re.findall(r"Shared library: \[(.*)\]", printed.stdout)


@pytest.mark.parametrize(
    ("line", "options", "threads"),
    [
        ("", (), 1),
        ("", ("-fopenmp",), 3),
        ("", ("--feature", "openmp"), 3),
        ("", ("--compile-argument=-fopenmp", "--link-argument=-fopenmp"), 3),
        ("", ("--compile-argument=-fopenmp-simd",), 1),
        ("# distutils: extra_compile_args = -O2 -fopenmp\n", (), 3),
        ("# distutils: extra_compile_args = -O2 -fopenmp\n", ("--ignore-distutils",), 1),
        ("# distutils: extra_link_args = -fopenmp\n", (), 1),
    ],
)
def test_what_asks_for_threads(zilant, tmp_path, line, options, threads):
    path = build(zilant, tmp_path, line + SOURCE, *options)
    assert evaluate(tmp_path, "module.count(3)") == str(threads)
    assert ("libgomp.so.1" in libraries(path)) == (threads > 1)


def test_another_feature_is_refused(zilant, tmp_path):
    (tmp_path / "module.pyx").write_text(SOURCE)
    result = subprocess.run(
        [zilant, "build", "-funroll", "module.pyx"],
        cwd=tmp_path,
        check=False,
        text=True,
        capture_output=True,
    )
    assert result.returncode == 2
    assert "takes openmp, not 'unroll'" in result.stderr


@pytest.mark.parametrize("options", [(), ("-fopenmp",)])
def test_declarations_of_openmp(zilant, tmp_path, options):
    """The locks are as large as libgomp makes them; C code knows whether OpenMP is on."""
    path = build(zilant, tmp_path, HEADER, *options)
    assert evaluate(tmp_path, "module.sizes()") == f"(0, 2, 0, {len(options)})"
    assert "libgomp.so.1" in libraries(path)


def test_setup_of_an_extension(tmp_path):
    (tmp_path / "module.pyx").write_text("# cython: language_level=3\n" + SOURCE)
    (tmp_path / "setup.py").write_text("""
from setuptools import Extension, setup
from zilant.build import cythonize

flags = {"extra_compile_args": ["-fopenmp"], "extra_link_args": ["-fopenmp"]}
setup(ext_modules=cythonize([Extension("module", ["module.pyx"], **flags)]))
""")
    package = Path(__file__).resolve().parent.parent / "python"
    environment = {**os.environ, "PYTHONPATH": str(package)}
    command = [sys.executable, "setup.py", "-q", "build_ext", "--inplace"]
    subprocess.run(command, cwd=tmp_path, check=True, env=environment)
    assert evaluate(tmp_path, "module.count(4)") == "4"
