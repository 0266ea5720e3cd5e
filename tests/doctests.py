"""Runs the examples of a module, imported from a folder.

    python tests/doctests.py FOLDER MODULE ENDING

Where CPython itself changed what it prints, an expected line says for which versions it holds:

    >>> {[]}
    Traceback (most recent call last):
    TypeError: unhashable type: 'list'  # until 3.13
    TypeError: cannot use 'list' as a set element (unhashable type: 'list')  # from 3.14

`# from 3.11 until 3.13` says both.

The module has to come from a file with the ending, and has to have examples. Works on any CPython.
"""

import doctest
import importlib
import re
import sys

INTERPRET = re.compile(r"^# interpret: (.+)$", re.MULTILINE)
OLDEST = re.compile(r"^# python: 3\.(\d+)$", re.MULTILINE)
MARK = re.compile(r"\s+#(?: from 3\.(?P<first>\d+))?(?: until 3\.(?P<last>\d+))?$")


# --- What a module's file says of itself ----------------------------------------------------------


def interpreted_names(path):
    """Which of its definitions are to run interpreted: those of a line `# interpret: f Class.g`."""
    names = INTERPRET.search(path.read_text(encoding="utf-8"))
    return names[1].split() if names else []


def build_options(path):
    """Nothing of it falls back to the interpreter, but for what it names itself."""
    names = interpreted_names(path)
    return [f"--interpret={name}" for name in names] or ["--strict"]


def oldest_minor(path):
    """15 of the `# python: 3.15` of what older Pythons do not read; 0: all read it."""
    oldest = OLDEST.search(path.read_text(encoding="utf-8"))
    return int(oldest[1]) if oldest else 0


# --- Its examples --------------------------------------------------------------------------------


def select_line(line):
    """The line without its mark; None: it is of another version."""
    mark = MARK.search(line)
    if not mark or not mark["first"] and not mark["last"]:
        return line
    first, last = int(mark["first"] or 0), int(mark["last"] or sys.version_info[1])
    return line[: mark.start()] if first <= sys.version_info[1] <= last else None


class VersionParser(doctest.DocTestParser):
    """Leaves out lines that are of another version."""

    def parse(self, string, name="<string>"):
        lines = map(select_line, string.split("\n"))
        return super().parse("\n".join(line for line in lines if line is not None), name)


def find_tests(module):
    """The examples of the module's docstrings, for this version, each docstring once.

    What doctest finds by itself is in the module's `__test__` again.
    """
    found = doctest.DocTestFinder(parser=VersionParser(), exclude_empty=True).find(module)
    seen = {test.docstring for test in found if ".__test__." not in test.name}
    return [test for test in found if ".__test__." not in test.name or test.docstring not in seen]


def run_examples(module):
    """Runs them, prints what does not hold, and gives (failed, attempted)."""
    runner = doctest.DocTestRunner()
    for test in find_tests(module):
        runner.run(test)
    runner.summarize()
    return runner.failures, runner.tries


def main():
    folder, name, ending = sys.argv[1:]
    sys.path[0] = folder
    module = importlib.import_module(name)
    assert module.__file__.endswith(ending), module.__file__
    failed, attempted = run_examples(module)
    assert attempted > 0, "no examples were found"
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
