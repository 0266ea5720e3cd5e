"""What all tests share: where the compiler is, and --update."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "python"))


def find_zilant():
    """Return the compiler's path: ZILANT, else the build's, else the virtual environment's."""
    places = [os.environ.get("ZILANT"), ROOT / "build/bin/zilant", ROOT / ".venv/bin/zilant"]
    for place in places:
        if place and os.access(place, os.X_OK):
            return str(Path(place).resolve())
    return None


# Everything that the tests build is checked between passes, through setup.py too.
os.environ["ZILANT_VERIFY"] = "1"
# zilant.compiler looks here first, so that all tests use one compiler.
if find_zilant():
    os.environ["ZILANT"] = find_zilant()


@pytest.fixture(scope="session")
def zilant():
    """Return the path of the compiler; the test fails if there is none."""
    path = find_zilant()
    assert path, "zilant is not built: run `make build`"
    return path


def pytest_addoption(parser):
    parser.addoption(
        "--update", action="store_true", help="rewrite the expected outputs of golden tests"
    )
