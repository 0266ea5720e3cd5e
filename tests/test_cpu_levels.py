"""Functions with loops over memoryviews have a body for newer processors beside that for any."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(platform.machine() != "x86_64", reason="levels of x86-64")

SOURCE = """
cimport cython
from cython.parallel cimport prange


def scale(double[::1] x, double factor):
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        x[i] = x[i] * factor + 1


cdef double norm(const float[::1] x) noexcept nogil:
    cdef Py_ssize_t i
    cdef double total = 0
    for i in range(x.shape[0]):
        total += (<double>x[i]) * x[i]
    return total


def norms(const float[:, ::1] rows, double[::1] target):
    cdef Py_ssize_t i
    with nogil:
        for i in range(rows.shape[0]):
            target[i] = norm(rows[i])


def threads(int[::1] x, int[::1] y):
    cdef Py_ssize_t i
    for i in prange(x.shape[0], nogil=True, num_threads=2):
        y[i] = x[i] * 3 + y[i]


def past(long[::1] x, Py_ssize_t count):
    cdef Py_ssize_t i
    for i in range(count):
        x[i] += 1


cdef long walk(long[::1] x, int depth) except -1:
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        x[i] ^= x[i] >> 3 | depth
    if depth == 0:
        return x[0]
    return walk(x, depth - 1) + x[depth]


def walks(long[::1] x):
    return walk(x, 5)


@cython.ufunc
cdef double half(double x) noexcept nogil:
    return x / 2


def scalar(const long[::1] x):
    cdef Py_ssize_t i
    cdef long result = 1
    for i in range(x.shape[0]):
        result = (result * 31) ^ (x[i] % (result & 7 | 1))
    return result


def each(const double[::1] x):
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        yield x[i] * 2
"""

CALLS = """
import array, sys
import module

def doubles(count):
    return array.array("d", (i * 0.37 - 5 for i in range(count)))

x = doubles(1003)
module.scale(x, 1.5)
print(sum(x), x[17], x[-1])
rows = array.array("f", (i % 91 / 7 for i in range(37 * 53)))
rows = memoryview(rows).cast("B").cast("f", (37, 53))
target = doubles(37)
module.norms(rows, target)
print(list(target))
a, b = array.array("i", range(999)), array.array("i", range(999))
module.threads(a, b)
print(sum(b), b[998])
z = array.array("l", range(40))
try:
    module.past(z, 50)
except IndexError as error:
    print(error, list(z))
print(module.walks(z), list(z), module.scalar(z))
print(list(module.each(x))[3:6])
"""


def build(zilant, folder, *options, source=SOURCE):
    path = folder / "module.pyx"
    path.write_text(source)
    command = [zilant, "build", "-i", path.name, "--strict", *options]
    subprocess.run([*command, "--python", sys.executable], cwd=folder, check=True)
    return next(folder.glob("module.*.so"))


def run(folder, script, level=None, *options):
    environment = {key: value for key, value in os.environ.items() if key != "ZILANT_CPU"}
    if level is not None:
        environment["ZILANT_CPU"] = level
    command = [sys.executable, *options, "-c", script]
    return subprocess.run(
        command, cwd=folder, env=environment, text=True, capture_output=True, check=False
    )


def functions(module):
    """The module's machine code by function."""
    command = ["objdump", "-d", "--no-show-raw-insn", module]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(re.findall(r"^[0-9a-f]+ <([^>]+)>:\n((?:.+\n)*)", listing, re.MULTILINE))


@pytest.fixture(scope="module")
def built(zilant, tmp_path_factory):
    folder = tmp_path_factory.mktemp("levels")
    return build(zilant, folder, "-f", "openmp")


@pytest.mark.parametrize("processors", ["x86-64", "x86-64-v3", "native"])
def test_one_processor_has_one_body(zilant, tmp_path, processors):
    module = build(zilant, tmp_path, f"--cpu={processors}")
    assert not [name for name in functions(module) if name.endswith((".x86-64", "-v3", "-v4"))]


def test_who_has_levels(built):
    names = {name for name in functions(built) if name.endswith(".x86-64-v3")}
    assert {"module.scale.x86-64-v3", "module.walk.x86-64-v3"} <= names
    assert "module.scalar" in functions(built)
    assert not [name for name in names if re.match(r"module\.(scalar|half|each)", name)]


def test_only_levels_need_new_processors(built):
    """Nothing but the bodies for the level has registers that are not in all processors."""
    for name, code in functions(built).items():
        if not name.endswith(".x86-64-v3"):
            assert not re.search(r"%[yz]mm|\t(?:v[a-z]+|shlx|shrx|sarx|mulx|andn) ", code), name


def test_results(built):
    answers = {
        level: run(built.parent, CALLS, level).stdout
        for level in (None, "x86-64", "x86-64-v2", "x86-64-v3")
    }
    assert "Out of bounds" in answers[None]
    assert len(set(answers.values())) == 1, answers


def test_three_levels(zilant, tmp_path, built):
    module = build(zilant, tmp_path, "-fopenmp", "--cpu=x86-64,x86-64-v3,x86-64-v4")
    names = functions(module).keys()
    assert {"module.scale.x86-64", "module.scale.x86-64-v3", "module.scale.x86-64-v4"} <= names
    answers = {
        run(tmp_path, CALLS, level).stdout for level in (None, "x86-64", "x86-64-v3", "x86-64-v4")
    }
    assert answers == {run(built.parent, CALLS).stdout}


def test_unknown_level(built):
    result = run(built.parent, CALLS, "avx9")
    assert "RuntimeWarning: ZILANT_CPU is 'avx9', which is none of x86-64," in result.stderr
    assert result.returncode == 0
    result = run(built.parent, CALLS, "avx9", "-W", "error")
    assert result.returncode == 1
    assert result.stderr.endswith(
        "RuntimeWarning: ZILANT_CPU is 'avx9', which is none of x86-64, x86-64-v2, x86-64-v3 and "
        "x86-64-v4\n"
    )


def test_what_the_processor_lacks(zilant, tmp_path):
    with open("/proc/cpuinfo") as info:
        has_it = " avx512vl " in info.read()
    build(zilant, tmp_path, source=SOURCE.replace("num_threads=2", "num_threads=1"))
    result = run(tmp_path, "import module", "x86-64-v4", "-W", "error")
    if has_it:
        assert result.returncode == 0, result.stderr
    else:
        assert "ZILANT_CPU is 'x86-64-v4', but this processor is x86-64" in result.stderr


def test_no_question_without_levels(zilant, tmp_path):
    """A module that has none does not look at the processor."""
    source = "def f(double[::1] x):\n    return x[0]\n"
    module = build(zilant, tmp_path, source=source)
    assert "zi_choose_cpu_level" not in functions(module)
    result = run(tmp_path, "import module", "avx9", "-W", "error")
    assert result.returncode == 0, result.stderr
