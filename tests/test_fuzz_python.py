"""Random Python functions do compiled what they do in CPython (tests/fuzz_python): a short run.

`make fuzz-python` runs longer. The seeds of the short run are fixed.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

COMPARE = Path(__file__).resolve().parent / "fuzz_python" / "compare.py"


def load_compare():
    spec = importlib.util.spec_from_file_location("fuzz_python_compare", COMPARE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", [1, 2, 3, 10])
def test_random_functions(seed, zilant):
    command = [sys.executable, str(COMPARE), "--seed", str(seed), "--modules", "1"]
    command += ["--functions", "40", "--compiler", zilant]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_difference_is_found():
    """Effects in another order are a difference."""
    compare = load_compare()
    expected = [{"value": "1", "log": ["a", "b"]}, {"left": 0}]
    found = [{"value": "1", "log": ["b", "a"]}, {"left": 0}]
    assert "call 1, log" in "".join(compare.first_difference(expected, found))
