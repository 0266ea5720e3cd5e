"""Gate: the doctest modules of tests/run hold on every Python of the machine that modules can be
made for; where it has a JIT, with it too; on a debug build, without leaving references behind.

    python tests/gates/gate_pythons.py [--python PROGRAM]... [MODULE...]

Each module is built for each Python and its examples run there. Modules that need numpy are left
out where it is not installed. Prints what fails and a line of figures a Python; the exit status
says whether all held.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
sys.path.insert(0, str(TESTS))
from doctests import build_options, oldest_minor  # noqa: E402
from pythons import find_compiler, find_pythons  # noqa: E402

RUN = TESTS / "run"
RUNNER = TESTS / "doctests.py"
COUNTER = TESTS / "count_references.py"
HAS_JIT = "import sys; sys.exit(not sys._jit.is_available())"
HAS_NUMPY = "import numpy"
# What a Python's own library does not know of functions that are not its own, or what it cannot
# read, or does wrong itself.
DIFFERENT = {
    (9, "annotations_in_match"): "match statements are of Python 3.10",
    (9, "function_attributes"): "inspect.isgeneratorfunction takes Python's own functions alone",
    (9, "generator_protocol"): "inspect.isgeneratorfunction takes Python's own functions alone",
    **{
        (minor, module): "it cannot compile `__class__` in comprehensions of class bodies"
        for minor in (12, 13)
        for module in ("class_cells", "class_in_comprehensions")
    },
    (10, "annotations_in_match"): "it makes no __annotations__ for what match statements hold",
}


def run(command, **variables):
    """Gives (status, what it printed)."""
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=600,
        env={**os.environ, **variables},
    )
    return done.returncode, done.stdout


def succeeds(program, code):
    """Says whether the Python runs the code without an error."""
    return run([program, "-c", code])[0] == 0


# --- One module ----------------------------------------------------------------------------------


def build_module(program, path, folder):
    """Builds a module; gives (status, output)."""
    command = [find_compiler(), "build", str(path), "-o", f"{folder}/", "--python", program]
    return run([*command, "--verify", *build_options(path)])


def count_left(program, folder, name):
    """What each round of the examples leaves: ({figure: number}, output); None: they failed."""
    status, output = run([program, str(COUNTER), str(folder), name])
    lines = [line for line in output.splitlines() if line.startswith("{")]
    return (json.loads(lines[-1]) if status == 0 and lines else None), output


def check_references(program, path, folder):
    """Holds what a module leaves against what the plain interpreter leaves of a `.py` file."""
    left, output = count_left(program, folder, path.stem)
    if left is None:
        return 1, output
    if "numpy" in path.read_text(encoding="utf-8"):
        left["total"] = 0  # numpy is no debug build: what it counts is not in the total
    if not any(left.values()):
        return 0, output
    allowed = count_left(program, RUN, path.stem)[0] if path.suffix == ".py" else None
    allowed = allowed or dict.fromkeys(left, 0)
    return int(any(left[name] > allowed[name] for name in left)), f"{left}, {allowed}\n{output}"


def run_examples(program, folder, path, ending, **variables):
    """Runs the examples of a module that comes from such a file; gives (status, output)."""
    command = [program, "-X", "faulthandler", str(RUNNER), str(folder), path.stem, ending]
    return run(command, **variables)


def runs_plainly(python, path):
    """Says whether the interpreter can run the file itself. A debug build is not asked: it has the
    answers of the other, and assertions of its own that do not hold (generator.throw)."""
    if path.suffix != ".py" or python.is_debug:
        return False
    needs_cython = "import cython" in path.read_text(encoding="utf-8")
    return not needs_cython or succeeds(python.program, "import cython")


def run_module(python, path, folder, has_jit):
    """Builds a module and runs its examples, those of a `.py` file first by the plain interpreter,
    which proves that they say what it does; gives (status, output)."""
    program = python.program
    status, output = 0, ""
    if runs_plainly(python, path):
        status, output = run_examples(program, RUN, path, ".py")
        output = "by the plain interpreter:\n" + output
    if status == 0:
        status, output = build_module(program, path, folder)
    if status == 0:
        status, output = run_examples(program, folder, path, ".so", PYTHON_JIT="0")
    if status == 0 and has_jit:
        status, output = run_examples(program, folder, path, ".so", PYTHON_JIT="1")
        output = "with the JIT:\n" + output
    if status == 0 and python.is_debug:
        status, output = check_references(python.program, path, folder)
    return status, output


# --- One Python ----------------------------------------------------------------------------------


def is_left_out(python, path, has_numpy):
    """Says whether the module cannot hold on this Python."""
    needs_numpy = "numpy" in path.read_text(encoding="utf-8")
    is_newer = python.minor < oldest_minor(path)
    return (python.minor, path.stem) in DIFFERENT or (needs_numpy and not has_numpy) or is_newer


def try_python(python, paths):
    """Runs all modules on one Python; says whether they held."""
    counts = {"held": 0, "left out": 0, "failed": 0}
    has_jit = succeeds(python.program, HAS_JIT)
    has_numpy = succeeds(python.program, HAS_NUMPY)
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            if is_left_out(python, path, has_numpy):
                counts["left out"] += 1
                continue
            status, output = run_module(python, path, folder, has_jit)
            counts["failed" if status else "held"] += 1
            if status:
                print(f"-- {path.name} on {python.program}: {status}\n{output[-3000:]}", flush=True)
    figures = ", ".join(f"{count} {name}" for name, count in counts.items())
    ways = " and its JIT" * has_jit + ", references balanced" * python.is_debug
    print(f"{python.tag}, {python.version}{ways}, {python.program}: {figures}", flush=True)
    return counts["failed"] == 0


def main():
    """Runs the modules named, or all, on the Pythons named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", action="append", default=[], metavar="PROGRAM")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    arguments = parser.parse_args()
    paths = sorted([*RUN.glob("*.py"), *RUN.glob("*.pyx")])
    wanted = [path for path in paths if path.stem in arguments.modules or not arguments.modules]
    pythons = find_pythons(*arguments.python, sys.executable)
    if arguments.python:
        pythons = [python for python in pythons if python.program in arguments.python]
    held = [try_python(python, wanted) for python in pythons if python.include != "-"]
    print(f"gate-pythons: {len(wanted)} modules on {len(held)} Pythons, all held: {all(held)}")
    return not all(held)


if __name__ == "__main__":
    sys.exit(main())
