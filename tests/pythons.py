"""The CPythons of this machine that modules can be made for, which versions these are, and the
compiler that makes them.

Works on Python 3.9 and newer, because the gates do.
"""

import os
import pathlib
import re
import subprocess
import sys
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
VERSIONS = ROOT / "support" / "python_versions.h"


def find_compiler():
    """The compiler to test: ZILANT, or the build's."""
    return os.environ.get("ZILANT") or str(ROOT / "build" / "bin" / "zilant")


class Python(NamedTuple):
    """A line of scripts/find-pythons."""

    tag: str  # "cpython-315d"
    include: str  # "-": it has no headers
    program: str
    version: str

    @property
    def minor(self):
        """15 of 3.15."""
        return int(self.version.split(".")[1])

    @property
    def is_debug(self):
        """Does it count references?"""
        return self.tag.endswith("d")


def supported_minors():
    """The oldest and the newest: (9, 15)."""
    numbers = re.findall(r"^#define (?:OLD|NEW)EST_PYTHON_MINOR (\d+)$", VERSIONS.read_text(), re.M)
    oldest, newest = map(int, numbers)
    return oldest, newest


def find_pythons(*preferred):
    """All of them, by version; one a tag. Programs to prefer may be named."""
    command = [ROOT / "scripts" / "find-pythons", *(preferred or [sys.executable])]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    return [Python(*line.split("\t")) for line in found.stdout.splitlines()]
