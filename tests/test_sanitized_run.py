"""The doctest modules of tests/run once more, at -O0 and under AddressSanitizer: no wrong access to
memory, and nothing is left behind when the examples run again (see count_references.py).

What a `.py` file leaves when the plain interpreter runs it, a registry that its examples fill for
instance, may be left by the compiled module too.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import sanitizer
from test_run import CASES, build, skip_unless_read

COUNTER = Path(__file__).resolve().parent / "count_references.py"
OPTIONS = ("-O0", "--sanitize=address")


def run(folder, name):
    return subprocess.run(
        [sys.executable, COUNTER, folder, name],
        env=sanitizer.environment(),
        check=False,
        text=True,
        capture_output=True,
        timeout=300,
    )


def count(folder, name):
    """What each round of the module's examples leaves, and what was said about it."""
    result = run(folder, name)
    assert result.returncode == 0, result.stdout + result.stderr
    return json.loads(result.stdout.splitlines()[-1]), result.stderr


@pytest.mark.parametrize("path", CASES, ids=[path.name for path in CASES])
def test_nothing_is_left(path, tmp_path, zilant):
    skip_unless_read(path)
    build(zilant, path, tmp_path, OPTIONS)
    left, said = count(tmp_path, path.stem)
    if not any(left.values()):
        return
    allowed = count(path.parent, path.stem)[0] if path.suffix == ".py" else dict.fromkeys(left, 0)
    assert all(left[name] <= allowed[name] for name in left), f"{left}, allowed {allowed}\n{said}"


# --- The check finds what is planted -------------------------------------------------------------

PLANTED = '''
from cpython.ref cimport Py_INCREF, Py_DECREF
from libc.stdlib cimport malloc

def leak_nothing():
    """
    >>> leak_nothing()
    [1]
    """
    return [1]

{function}
'''
FUNCTIONS = {
    "an object of its own": "    value = [1]\n    Py_INCREF(value)\n",
    "an object without references": "    value = 1.5 * float('2')\n    Py_INCREF(value)\n",
    "a reference to the module's": "    Py_INCREF(leak_nothing)\n",
    "a reference to a type": "    Py_INCREF(dict)\n",
    # (C leaves out an allocation that nobody looks at.)
    "memory of C": "    cdef void *lost = malloc(40)\n",
}


def build_planted(zilant, tmp_path, body):
    function = f'def planted():\n    """\n    >>> planted()\n    """\n{body}'
    path = tmp_path / "planted.pyx"
    path.write_text(PLANTED.format(function=function))
    build(zilant, path, tmp_path, OPTIONS)


@pytest.mark.parametrize("body", FUNCTIONS.values(), ids=FUNCTIONS.keys())
def test_a_leak_is_found(tmp_path, body, zilant):
    build_planted(zilant, tmp_path, body)
    left, _ = count(tmp_path, "planted")
    assert any(left.values()), left


def test_nothing_planted_is_not_found(tmp_path, zilant):
    build_planted(zilant, tmp_path, "    value = [2]\n")
    left, _ = count(tmp_path, "planted")
    assert not any(left.values()), left


# Of the last: memory on one of CPython's free lists is not the sanitizer's.
SIGNS = ("heap-use-after-free", "attempting double-free", "use after free")


@pytest.mark.parametrize(
    "body",
    [
        "    value = [1]\n    Py_DECREF(value)\n    value.append(2)\n",
        "    value = [1]\n    Py_DECREF(value)\n    return len(value) * 0 or None\n",
        "    value = 'a' * len('abc')\n    Py_DECREF(value)\n    value = value + 'b'\n",
    ],
    ids=["in the runtime", "in the module", "in the interpreter"],
)
def test_a_use_after_free_is_found(tmp_path, body, zilant):
    build_planted(zilant, tmp_path, body)
    result = run(tmp_path, "planted")
    assert result.returncode != 0
    assert any(sign in result.stderr for sign in SIGNS), result.stderr
