"""CPython as the reference: which there are, what one says of a source, classes of errors."""

import json
import os
import pathlib
import re
import subprocess
import sys
import warnings

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "grammar"))
from check import find_pythons  # noqa: E402

DESCRIBE = """
import importlib.util, json, platform, sys, sysconfig
print(json.dumps({
    "minor": sys.version_info.minor,
    "usable": platform.python_implementation() == "CPython" and (3, 9) <= sys.version_info[:2],
    "library": sysconfig.get_path("stdlib"),
    "has_tests": importlib.util.find_spec("test.test_syntax") is not None,
}))
"""


def list_references():
    """Describes each CPython from 3.9 on, oldest first: program, minor, library, has_tests."""
    references = []
    for program in find_pythons().values():
        run = subprocess.run([program, "-c", DESCRIBE], capture_output=True, text=True, check=True)
        reference = dict(json.loads(run.stdout), program=program)
        if reference["usable"]:
            references.append(reference)
    return sorted(references, key=lambda reference: (reference["minor"], reference["has_tests"]))


def newest_reference():
    """The newest CPython that has its tests; without any, the newest."""
    references = list_references()
    with_tests = [reference for reference in references if reference["has_tests"]]
    return (with_tests or references)[-1]


def run_with(program):
    """Starts this script anew with that CPython, else the newest, unless that is what runs it."""
    program = program or newest_reference()["program"]
    if os.environ.get("GATE_REFERENCE") != program:
        os.environ["GATE_REFERENCE"] = program
        os.execv(program, [program, *sys.argv])


def find_error(source):
    """The line and message of CPython's error for a text or bytes, None if it compiles them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "snippet.py", "exec", dont_inherit=True)
    except SyntaxError as error:
        return error.lineno or 0, f"{error.msg}"
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return 0, f"{type(error).__name__}: {error}"
    return None


def classify(message):
    """The message without what is particular to one source."""
    message = re.sub(r"'[^']*'|\"[^\"]*\"|\([^)]*\)", "'_'", message)
    return re.sub(r"\d+", "N", message)


class Classes:
    """Counts classes of failures and keeps examples of each."""

    def __init__(self, kept=1):
        self.examples = {}
        self.counts = {}
        self.kept = kept

    def add(self, name, example):
        """Counts a failure."""
        self.counts[name] = self.counts.get(name, 0) + 1
        examples = self.examples.setdefault(name, [])
        examples.append(example)
        examples.sort(key=len)
        del examples[self.kept :]

    def total(self):
        """How many failures there are."""
        return sum(self.counts.values())

    def show(self, title):
        """Prints the classes, most frequent first."""
        if self.counts:
            print(f"-- {title}: {self.total()}")
        for name in sorted(self.counts, key=lambda name: (-self.counts[name], name)):
            print(f"{self.counts[name]:5}  {name}")
            for example in self.examples[name]:
                print(
                    "".join(f"         | {line}\n" for line in example[:1500].splitlines()), end=""
                )
