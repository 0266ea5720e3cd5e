"""How a Python that does not know of AddressSanitizer runs modules that were built with it."""

import os
import shutil
import subprocess

import pytest

# Python's own leaks are not looked for. Freed memory is filled, so that the interpreter, which is
# not instrumented, stumbles over an object that is gone.
OPTIONS = {
    "detect_leaks": 0,
    "detect_stack_use_after_return": 0,
    "allocator_may_return_null": 1,
    "max_free_fill_size": 4096,
    "free_fill_byte": 0xDD,
}


def find_library():
    """The path of clang's shared AddressSanitizer runtime; skips the test if there is none."""
    clang = shutil.which("clang-19") or shutil.which("clang")
    if clang is not None:
        name = f"libclang_rt.asan-{os.uname().machine}.so"
        command = [clang, f"-print-file-name={name}"]
        printed = subprocess.run(command, check=True, text=True, capture_output=True)
        path = printed.stdout.strip()
        if os.path.exists(path):
            return path
    pytest.skip("clang's AddressSanitizer runtime is not installed")


def environment(**variables):
    """The environment of a process in which all of Python's memory is the sanitizer's."""
    options = ":".join(f"{name}={value}" for name, value in OPTIONS.items())
    return {
        **os.environ,
        "LD_PRELOAD": find_library(),
        "PYTHONMALLOC": "malloc",
        "ASAN_OPTIONS": options,
        **variables,
    }
