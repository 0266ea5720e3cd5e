"""--sanitize=address: a module's own wrong access is found, at its line of the source."""

import os
import shutil
import subprocess
import sys

import pytest

SOURCE = """
from libc.stdlib cimport malloc, free

cdef class Numbers:
    cdef int *values
    def __cinit__(self):
        self.values = <int *>malloc(4 * sizeof(int))
    def __dealloc__(self):
        free(self.values)
    def get(self, int index):
        return self.values[index]
"""


def find_runtime():
    """Return the path of clang's shared AddressSanitizer runtime, or None."""
    clang = shutil.which("clang-19") or shutil.which("clang")
    if clang is None:
        return None
    name = f"libclang_rt.asan-{os.uname().machine}.so"
    printed = subprocess.run(
        [clang, f"-print-file-name={name}"], check=True, text=True, capture_output=True
    )
    path = printed.stdout.strip()
    return path if os.path.exists(path) else None


def run_index(folder, index):
    """Read one item in a process with the sanitizer's runtime."""
    environment = {**os.environ, "LD_PRELOAD": find_runtime(), "ASAN_OPTIONS": "detect_leaks=0"}
    code = f"import numbers_; numbers_.Numbers().get({index})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        check=False,
        text=True,
        capture_output=True,
    )


def test_an_access_out_of_bounds_is_found(tmp_path, zilant):
    if find_runtime() is None:
        pytest.skip("clang's sanitizer runtime is not installed")
    (tmp_path / "numbers_.pyx").write_text(SOURCE)
    command = [zilant, "build", "-i", "--sanitize=address", "--python", sys.executable]
    subprocess.run([*command, "numbers_.pyx"], cwd=tmp_path, check=True)
    assert run_index(tmp_path, 3).returncode == 0
    result = run_index(tmp_path, 4)
    assert result.returncode != 0
    assert "heap-buffer-overflow" in result.stderr
    assert "numbers_.pyx:11" in result.stderr
