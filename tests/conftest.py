"""What all tests share: where the compiler is, and --update."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "python"))


def find_lindworm():
    """Return the compiler's path: LINDWORM, else the build's, else the virtual environment's."""
    places = [os.environ.get("LINDWORM"), ROOT / "build/bin/lindworm", ROOT / ".venv/bin/lindworm"]
    for place in places:
        if place and os.access(place, os.X_OK):
            return str(Path(place).resolve())
    return None


# lindworm.compiler looks here first, so that all tests use one compiler.
if find_lindworm():
    os.environ["LINDWORM"] = find_lindworm()


@pytest.fixture(scope="session")
def lindworm():
    """Return the path of the compiler; the test fails if there is none."""
    path = find_lindworm()
    assert path, "lindworm is not built: run `make build`"
    return path


def pytest_addoption(parser):
    parser.addoption(
        "--update", action="store_true", help="rewrite the expected outputs of golden tests"
    )
