"""--sanitize=address: a module's own wrong access is found, at its line of the source."""

import subprocess
import sys

import sanitizer

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


def run_index(folder, index):
    """Read one item in a process with the sanitizer's runtime."""
    code = f"import numbers_; numbers_.Numbers().get({index})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=sanitizer.environment(),
        check=False,
        text=True,
        capture_output=True,
    )


def test_an_access_out_of_bounds_is_found(tmp_path, zilant):
    (tmp_path / "numbers_.pyx").write_text(SOURCE)
    command = [zilant, "build", "-i", "--sanitize=address", "--python", sys.executable]
    subprocess.run([*command, "numbers_.pyx"], cwd=tmp_path, check=True)
    assert run_index(tmp_path, 3).returncode == 0
    result = run_index(tmp_path, 4)
    assert result.returncode != 0
    assert "heap-buffer-overflow" in result.stderr
    assert "numbers_.pyx:11" in result.stderr
