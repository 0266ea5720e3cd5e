"""Calls of libm that become calls of libmvec where `fastmath=afn` allows approximations."""

import ctypes
import json
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TABLE = (ROOT / "codegen" / "llvm" / "vector_math.def").read_text()
FUNCTIONS = dict(re.findall(r"^VECTOR_MATH\((\w+), (\d)\)", TABLE, re.MULTILINE))
DOMAINS = {"acos": (-1, 1), "asin": (-1, 1), "atanh": (-0.9, 0.9), "acosh": (1, 50)}
LOOP = """
def {name}{suffix}(const {type}[::1] x, const {type}[::1] y, {type}[::1] target):
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        target[i] = c_{name}{suffix}({arguments})
"""


def has_library() -> bool:
    try:
        ctypes.CDLL("libmvec.so.1")
    except OSError:
        return False
    return True


pytestmark = pytest.mark.skipif(not has_library(), reason="the C library has no vector functions")


def source(fastmath: str) -> str:
    """Return a module with a loop for each function, of doubles and of floats."""
    lines = [
        f"# zilant: fastmath={fastmath}",
        "# cython: language_level=3",
        "cdef extern from '<math.h>' nogil:",
    ]
    loops = [
        "def power(const double[::1] x, double[::1] target):",
        "    cdef Py_ssize_t i",
        "    for i in range(x.shape[0]):",
        "        target[i] = x[i] ** 1.7",
    ]
    for name, count in FUNCTIONS.items():
        for suffix, c_type in (("", "double"), ("f", "float")):
            parameters = ", ".join([c_type] * int(count))
            lines.append(f'    {c_type} c_{name}{suffix} "{name}{suffix}"({parameters})')
            arguments = ", ".join(["x[i]", "y[i]"][: int(count)])
            loops.append(LOOP.format(name=name, suffix=suffix, type=c_type, arguments=arguments))
    return "\n".join([*lines, *loops])


def dump(zilant, path: Path, cpu: str) -> str:
    """Return what LLVM's passes make of the module."""
    command = [zilant, "dump", "llvm-opt", f"--cpu={cpu}", "--python", sys.executable, path]
    return subprocess.run(command, check=True, text=True, capture_output=True).stdout


def test_only_where_allowed(zilant, tmp_path):
    path = tmp_path / "module.pyx"
    path.write_text(source("reassoc,contract,nnan,ninf,nsz,arcp"))
    assert "_ZGV" not in dump(zilant, path, "native")


@pytest.mark.parametrize(
    ("cpu", "allowed"),
    [("x86-64", "b"), ("x86-64-v3", "bd"), ("x86-64-v4", "bde"), ("x86-64,x86-64-v3", "bd")],
)
@pytest.mark.skipif(platform.machine() != "x86_64", reason="the names of x86")
def test_only_what_the_processor_has(zilant, tmp_path, cpu, allowed):
    path = tmp_path / "module.pyx"
    path.write_text(source("afn"))
    found = set(re.findall(r"call .*@_ZGV(\w)N", dump(zilant, path, cpu)))
    assert allowed[:2][-1] in found  # of x86-64-v4 LLVM prefers vectors of 256 bits
    assert found <= set(allowed)


REFERENCES = """
import array, json, math, sys
import module
FUNCTIONS, DOMAINS = json.loads(sys.argv[1])
EXTRA = {"exp10": lambda x: 10.0 ** x}
COUNT = 1003  # some are left over, whatever the width

def spread(low, high):
    return [low + (high - low) * i / (COUNT - 1) for i in range(COUNT)]

def close(found, wanted, limit):
    return abs(found - wanted) <= limit * max(abs(wanted), 1e-30) or found == wanted

for name, count in FUNCTIONS.items():
    low, high = DOMAINS.get(name, (0.01, 20.0))
    for suffix, code, limit in (("", "d", 4 * 2.0 ** -52), ("f", "f", 4 * 2.0 ** -23)):
        x = array.array(code, spread(low, high))
        y = array.array(code, reversed(spread(0.5, 3.0)))
        target = array.array(code, bytes(x.itemsize * COUNT))
        getattr(module, name + suffix)(x, y, target)
        function = getattr(math, name, EXTRA.get(name))
        wanted = [function(*pair[: int(count)]) for pair in zip(x, y)]
        # near a root the argument's own rounding counts: of tan and the like only there
        wrong = [(a, found, value) for a, found, value in zip(x, target, wanted)
                 if not close(found, value, limit) and abs(found - value) > limit]
        assert not wrong, (name + suffix, wrong[:3])
x = array.array("d", spread(0.01, 20.0))
target = array.array("d", bytes(8 * COUNT))
module.power(x, target)
assert all(close(found, a ** 1.7, 4 * 2.0 ** -52) for a, found in zip(x, target))
"""


@pytest.mark.parametrize("cpu", ["x86-64", "native", "x86-64,x86-64-v3"])
def test_results(zilant, tmp_path, cpu):
    (tmp_path / "module.pyx").write_text(source("all"))
    command = [
        zilant,
        "build",
        "-i",
        "module.pyx",
        "--strict",
        f"--cpu={cpu}",
        "--python",
        sys.executable,
    ]
    subprocess.run(command, cwd=tmp_path, check=True)
    arguments = json.dumps([FUNCTIONS, DOMAINS])
    subprocess.run([sys.executable, "-c", REFERENCES, arguments], cwd=tmp_path, check=True)
