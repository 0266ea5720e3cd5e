"""Gate: modules of the standard library, compiled and put in place of the originals, pass the tests
of CPython that the originals pass, on every Python of the machine that has its test suite.

    python tests/gates/gate_library.py [--python PROGRAM]... [--keep FOLDER] [MODULE...]

The compiled module lies in a folder that comes first on sys.path; a package is copied there and the
modules in it are compiled beside their sources, with --strict: nothing of them runs interpreted.
CPython's own tests of the module run once with the original and once with that. What passes with
the original has to pass compiled. Prints a line a module and Python, and what failed; the exit
status says whether all held. `library_modules.py` has the modules, and the tests that no compiled
module can pass.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from library_modules import EXCUSED, MODULES  # noqa: E402
from pythons import find_compiler, find_pythons  # noqa: E402

RUNNER = HERE / "library_tests.py"
AT_A_TIME = 2
SHOWN_LINES = 6
BUILD_LIMIT, TEST_LIMIT = 300, 2100
DESCRIBE = "import sysconfig, test.test_json; print(sysconfig.get_path('stdlib'))"


class Outcome(NamedTuple):
    """What a module gave on a Python."""

    name: str
    tag: str
    passed: int  # tests that pass with the original
    failures: dict  # what passes with the original alone: what it gave, by the test's name
    excused: int  # such tests that the table allows
    note: str  # why there is nothing to compare; "": there is


# --- The compiled module --------------------------------------------------------------------------


def source_of(library, name):
    """Where the source of a module is, or None."""
    path = library.joinpath(*name.split("."))
    candidates = [path / "__init__.py", path.with_suffix(".py")]
    return next((each for each in candidates if each.is_file()), None)


def list_files(library, module):
    """The modules to compile: {dotted name: source}."""
    names = list(module.files or (module.name,))
    source = source_of(library, module.name)
    if not module.files and source is not None and source.name == "__init__.py":
        inside = sorted(path.stem for path in source.parent.glob("*.py"))
        names += [f"{module.name}.{stem}" for stem in inside if not stem.startswith("__")]
    sources = {name: source_of(library, name) for name in names if name not in module.left_out}
    return {name: source for name, source in sources.items() if source is not None}


def lay_out(library, name, folder):
    """Copies the package that a module is in, without compiled Python code."""
    package = name.partition(".")[0]
    if (library / package).is_dir() and not (folder / package).exists():
        leave_out = shutil.ignore_patterns("__pycache__", "idle_test")
        shutil.copytree(library / package, folder / package, ignore=leave_out)


def build_file(python, name, source, folder):
    """Compiles a module into the folder, all of it, or raises."""
    inside = name.split(".")[: None if source.name == "__init__.py" else -1]
    target = folder.joinpath(*inside)
    target.mkdir(parents=True, exist_ok=True)
    command = [find_compiler(), "build", str(source), "-o", f"{target}/", "--module-name", name]
    command += ["--python", python.program, "--strict"]
    done = run(command, folder, BUILD_LIMIT)
    if done is None or done.returncode != 0:
        raise RuntimeError(f"{name} does not build: {done.stdout[-2000:] if done else 'a hang'}")


# --- Its tests ------------------------------------------------------------------------------------


def run(command, folder, limit, **variables):
    """Runs a program in a folder; None: it took too long."""
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            timeout=limit,
            cwd=folder,
            env={**os.environ, **variables},
        )
    except subprocess.TimeoutExpired:
        return None


def read_statuses(path):
    """How each test ended: {test: (status, text)}; what did not end is a crash."""
    statuses = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        entry = json.loads(line)
        before = statuses.get(entry["test"], ("crash", ""))
        if before[0] != "failed":
            statuses[entry["test"]] = (entry.get("status", "crash"), entry.get("text", ""))
    return statuses


def run_tests(python, tests, module, folder, variables):
    """Runs tests with a module that has to come from a folder; gives how each ended, and what was
    printed."""
    with tempfile.TemporaryDirectory() as place:
        report = pathlib.Path(place) / "report"
        command = [python.program, "-X", "frozen_modules=off", "-W", "ignore", str(RUNNER)]
        command += [str(report), module, str(folder), *tests]
        done = run(command, place, TEST_LIMIT, **variables)
        return read_statuses(report), done.stdout if done else "a hang"


def is_excused(test):
    """Says whether no compiled module can pass the test."""
    return any(test.endswith(name) for name in EXCUSED)


def try_module(python, library, module, folder):
    """Compiles a module and runs its tests with the original and with that."""
    tests = module.tests or (f"test_{module.name}",)
    outcome = Outcome(module.name, python.tag, 0, {}, 0, "")
    files = list_files(library, module)
    try:
        for name in files:
            lay_out(library, name, folder)
            build_file(python, name, files[name], folder)
    except RuntimeError as error:
        return outcome._replace(note=str(error))
    name = next(iter(files))
    before, _ = run_tests(python, tests, name, library, {})
    after, output = run_tests(python, tests, name, folder, {"PYTHONPATH": str(folder)})
    passed = [test for test, (status, _) in before.items() if status == "ok"]
    lost = {test: after.get(test, ("missing", "")) for test in passed}
    lost = {test: how for test, how in lost.items() if how[0] != "ok"}
    failures = {test: how for test, how in lost.items() if not is_excused(test)}
    crashed = not after or any(status == "crash" for status, _ in after.values())
    note = "no test passes with the original" * (not passed)
    return outcome._replace(
        passed=len(passed),
        failures=failures,
        excused=len(lost) - len(failures),
        note=note or output[-3000:] * crashed,
    )


# --- All of them ----------------------------------------------------------------------------------


def show(outcome, listed):
    """Prints the line of a module, and what failed."""
    failed = len(outcome.failures)
    verdict = "holds" if holds(outcome) else "FAILS"
    print(
        f"{outcome.tag:13} {outcome.name:14} {outcome.passed:6} pass {failed:5} fail"
        f" {outcome.excused:4} excused  {verdict}",
        flush=True,
    )
    for test, (status, text) in list(outcome.failures.items())[:listed]:
        last = "\n    ".join(text.strip().splitlines()[-SHOWN_LINES:])
        print(f"  {status}: {test}\n    {last}")
    if outcome.note:
        print(outcome.note)


def holds(outcome):
    """Says whether the compiled module passes all that it should."""
    return not outcome.failures and not outcome.note


def try_python(python, modules, keep, listed):
    """Tries modules on one Python, a few at a time; gives their outcomes, none if it has no test
    suite."""
    described = subprocess.run(
        [python.program, "-c", DESCRIBE], capture_output=True, text=True, check=False
    )
    if described.returncode != 0 or python.include == "-":
        return []
    library = pathlib.Path(described.stdout.strip())
    outcomes = []
    with tempfile.TemporaryDirectory() as temporary:
        place = pathlib.Path(keep or temporary) / python.tag
        with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
            jobs = [
                pool.submit(try_module, python, library, module, place / module.name)
                for module in modules
            ]
            for job in jobs:
                outcomes.append(job.result())
                show(outcomes[-1], listed)
    return outcomes


def main():
    """Tries the modules named, or all, on the Pythons named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", action="append", default=[], metavar="PROGRAM")
    parser.add_argument("--keep", metavar="FOLDER", help="leave the compiled modules there")
    parser.add_argument("--list", type=int, default=10, help="how many failures a module to print")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    arguments = parser.parse_args()
    os.nice(10)
    modules = [each for each in MODULES if not arguments.modules or each.name in arguments.modules]
    pythons = find_pythons(*arguments.python, sys.executable)
    if arguments.python:
        pythons = [python for python in pythons if python.program in arguments.python]
    outcomes = []
    for python in pythons:
        outcomes += try_python(python, modules, arguments.keep, arguments.list)
    held = sum(map(holds, outcomes))
    print(
        f"gate-library: {held} of {len(outcomes)} held on {len({each.tag for each in outcomes})}"
        f" Pythons, {sum(each.passed for each in outcomes)} tests,"
        f" {sum(len(each.failures) for each in outcomes)} failed,"
        f" {sum(each.excused for each in outcomes)} excused"
    )
    return not outcomes or held < len(outcomes)


if __name__ == "__main__":
    sys.exit(main())
