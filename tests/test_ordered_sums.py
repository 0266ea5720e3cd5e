"""Which loops that sum in order become vector code: what LLVM makes of them."""

import platform
import subprocess
import sys

import pytest

DISTANCE = """
def f(const double[::1] x, const double[::1] y):
    cdef Py_ssize_t i
    cdef double d, total = 0
    for i in range(x.shape[0]):
        d = x[i] - y[i]
        total += d * d
    return total
"""
LITTLE_WORK = """
def f(const double[::1] x, const double[::1] y):
    cdef Py_ssize_t i
    cdef double total = 0
    for i in range(x.shape[0]):
        total += x[i] * y[i]
    return total
"""
SCATTERED = """
def f(const double[:, ::1] x, const double[:, ::1] y, int k):
    cdef Py_ssize_t i
    cdef double d, total = 0
    for i in range(x.shape[0]):
        d = x[i, k] - y[i, k]
        total += d * d
    return total
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="a processor of x86")
@pytest.mark.parametrize(
    ("source", "is_vector"), [(DISTANCE, True), (LITTLE_WORK, False), (SCATTERED, False)]
)
def test_vectors(zilant, tmp_path, source, is_vector):
    path = tmp_path / "module.pyx"
    path.write_text(source)
    command = [zilant, "dump", "llvm-opt", "--cpu=x86-64-v3", "--python", sys.executable, path]
    text = subprocess.run(command, check=True, text=True, capture_output=True).stdout
    assert ("llvm.vector.reduce.fadd" in text) == is_vector
    assert "reassoc" not in text
