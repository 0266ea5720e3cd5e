"""CPython as the reference: which there are, what one says of a source, classes of errors."""

import json
import os
import pathlib
import re
import subprocess
import sys
import warnings

HERE = pathlib.Path(__file__).resolve().parent
OLDEST_COMPARED = 13
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


def newest_references():
    """The CPythons from 3.13 on that have their tests, one a minor version, or the newest of all.

    Of older ones we take what newer ones have, so their verdicts are others.
    """
    references = list_references()
    newest = {
        reference["minor"]: reference
        for reference in references
        if reference["has_tests"] and reference["minor"] >= OLDEST_COMPARED
    }
    return list(newest.values()) or references[-1:]


def run_with_each(program, main):
    """Runs this script with that CPython, else with each of the newest; gives the exit status.

    `main` is the script's work, done by the CPython to compare with.
    """
    if "GATE_REFERENCE" in os.environ:
        return int(main())
    programs = [program] if program else [each["program"] for each in newest_references()]
    status = 0
    for each in programs:
        environment = dict(os.environ, GATE_REFERENCE=each)
        status |= subprocess.run([each, *sys.argv], env=environment, check=False).returncode
    return status


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
