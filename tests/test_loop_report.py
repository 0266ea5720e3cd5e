"""`--report=remarks`: which loops became vector code, and why others did not."""

import platform
import re
import subprocess
import sys

import pytest

HEAD = "from libc.math cimport lgamma\n"
LOOPS = {
    "target[i] = x[i] + 1": "vectors",
    "target[i] = x[i + row * columns]": "vectors",
    "target[i] = x[i + shift]": "vectors",
    "target[i] = weigh(i, shift) * x[i]": "vectors",
    "total += x[i]": "keeps the order of the source",
    "target[i] = lgamma(x[i])": "a function that there are no vectors of",
    "target[i] = x[<Py_ssize_t> x[i]]": "follows no pattern",
    "target[i] = 1 / x[i]": "may be left early",
    "target[i + 1] = target[i] * x[i]": "what the one before it",
}
BODY = """
def f(const double[::1] x, double[::1] target, Py_ssize_t row, Py_ssize_t columns, short shift):
    cdef Py_ssize_t i
    cdef double total = 0
    for i in range(x.shape[0] - 1):
        {statement}
    return total

cdef int weigh(int a, int b) noexcept nogil:
    return a if a < b else b + 1
"""


def run(zilant, path, *options):
    command = [zilant, "build", path, "-o", path.with_suffix(".so"), "--cpu=x86-64-v3"]
    command += ["--python", sys.executable, *options]
    return subprocess.run(command, text=True, capture_output=True, check=False)


@pytest.mark.skipif(platform.machine() != "x86_64", reason="a processor of x86")
@pytest.mark.parametrize("statement", LOOPS)
def test_reasons(zilant, tmp_path, statement):
    path = tmp_path / "module.pyx"
    path.write_text(HEAD + BODY.format(statement=statement))
    result = run(zilant, path, "--report=remarks")
    assert result.returncode == 0, result.stderr
    assert "module.pyx: 2 native, 0 interpreted" in result.stdout
    rows = re.findall(r"^  (vectors|scalar) +line 6 +(.*)$", result.stdout, re.MULTILINE)
    assert len(rows) == 1, result.stdout
    assert LOOPS[statement] in " ".join(rows[0])


@pytest.mark.skipif(platform.machine() != "x86_64", reason="a processor of x86")
def test_jammed(zilant, tmp_path):
    path = tmp_path / "module.pyx"
    path.write_text("""
def f(const double[:, ::1] x, double[::1] target):
    cdef Py_ssize_t i, j
    cdef double total
    for j in range(x.shape[1]):
        total = 0
        for i in range(x.shape[0]):
            total += x[i, j]
        target[j] = total
""")
    result = run(zilant, path, "--report=remarks")
    assert "  vectors     line 7     of rounds of the loop around it\n" in result.stdout


@pytest.mark.skipif(platform.machine() != "x86_64", reason="a processor of x86")
def test_liberties(zilant, tmp_path):
    path = tmp_path / "module.pyx"
    path.write_text(HEAD + BODY.format(statement="total += x[i]"))
    result = run(zilant, path, "--report=remarks", "-Xfastmath=reassoc")
    assert re.search(r"^  vectors +line 6 +of \d", result.stdout, re.MULTILINE), result.stdout


@pytest.mark.skipif(platform.machine() != "x86_64", reason="a processor of x86")
def test_versions(zilant, tmp_path):
    """Versions of a fused function share their lines, and have a row each."""
    path = tmp_path / "module.pyx"
    path.write_text("""
from libc.math cimport lgamma
ctypedef fused number:
    float
    double
cdef number weigh(number x) noexcept nogil:
    return x * x if number is float else <number> lgamma(x)
def f(const number[::1] x, number[::1] target):
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        target[i] = weigh(x[i])
    for i in range(x.shape[0]):
        target[i] = 2 * x[i]
def g(const double[::1] x, double[::1] target):
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        target[i] = x[i]
        target[i] += 1
""")
    rows = run(zilant, path, "--report=remarks").stdout.partition("loops\n")[2].splitlines()
    assert len(rows) == 5, rows
    assert re.fullmatch(r"  scalar      line 10    f\[const double.*\]: .+", rows[0])
    assert re.fullmatch(r"  vectors     line 10    f\[const float.*\]: of 8.*", rows[1])
    assert re.fullmatch(r"  vectors     line 12    f\[const double.*\]: of 4.*", rows[2])
    assert re.fullmatch(r"  vectors     line 12    f\[const float.*\]: of 8.*", rows[3])
    assert re.fullmatch(r"  vectors     line 16    of 4.*", rows[4])


def test_the_cache_does_not_hide_loops(zilant, tmp_path):
    path = tmp_path / "module.pyx"
    path.write_text(HEAD + BODY.format(statement="target[i] = x[i] + 1"))
    first = run(zilant, path)
    assert "loops" not in first.stdout
    reports = [run(zilant, path, "--report=remarks").stdout for _ in range(2)]
    assert "vectors" in reports[0]
    assert reports[0] == reports[1]


def test_only_where_code_is_made(zilant, tmp_path):
    path = tmp_path / "module.pyx"
    path.write_text("x = 1\n")
    command = [zilant, "check", "--report=remarks", path]
    result = subprocess.run(command, text=True, capture_output=True, check=False)
    assert result.returncode == 2
    assert "makes no code that '--report=remarks' could speak of" in result.stderr
    wrong = run(zilant, path, "--report=loops")
    assert wrong.returncode == 2
    assert "option '--report' takes remarks, not 'loops'" in wrong.stderr
