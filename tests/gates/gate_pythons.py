"""Gate: the doctest modules of tests/run hold on every Python from 3.9 on that is on the machine.

    python tests/gates/gate_pythons.py [MODULE...]

Each module is built for each Python and its examples run there. Modules that need numpy are left
out where it is not installed. Prints what fails and a line of figures; the exit status says whether
all held.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

from reference import list_references

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RUN = ROOT / "tests" / "run"
EXAMPLES = """
import doctest, importlib, sys
sys.path.insert(0, sys.argv[1])
try:
    import numpy
except ImportError:
    if "numpy" in open(sys.argv[3], encoding="utf-8").read():
        sys.exit(77)
sys.exit(1 if doctest.testmod(importlib.import_module(sys.argv[2])).failed else 0)
"""
LEFT_OUT = 77
NEWEST_MINOR = 13  # that has a runtime
# What a Python's own library does not know of functions that are not its own, or it cannot read.
DIFFERENT = {
    (9, "annotations_in_match"): "match statements are of Python 3.10",
    (9, "function_attributes"): "inspect.isgeneratorfunction takes Python's own functions alone",
    (9, "generator_protocol"): "inspect.isgeneratorfunction takes Python's own functions alone",
}


def find_compiler():
    """The compiler to test: ZILANT, or the build's."""
    return os.environ.get("ZILANT") or str(ROOT / "build" / "bin" / "zilant")


def run_module(program, path, folder):
    """Builds a module and runs its examples; gives (status, output)."""
    command = [find_compiler(), "build", str(path), "-o", f"{folder}/", "--python", program]
    command.append("--verify")
    if "# fallback: yes" not in path.read_text(encoding="utf-8"):
        command.append("--strict")
    build = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if build.returncode:
        return build.returncode, build.stderr
    command = [program, "-c", EXAMPLES, str(folder), path.stem, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    return run.returncode, run.stdout + run.stderr


def try_python(reference, paths):
    """Runs all modules on one Python; says whether they held."""
    counts = {"held": 0, "left out": 0, "failed": 0}
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            if (reference["minor"], path.stem) in DIFFERENT:
                counts["left out"] += 1
                continue
            status, output = run_module(reference["program"], path, folder)
            name = {0: "held", LEFT_OUT: "left out"}.get(status, "failed")
            counts[name] += 1
            if name == "failed":
                print(f"-- {path.name} on {reference['program']}: {status}\n{output[-3000:]}")
    figures = ", ".join(f"{count} {name}" for name, count in counts.items())
    print(f"Python 3.{reference['minor']}, {reference['program']}: {figures}", flush=True)
    return counts["failed"] == 0


def main():
    """Runs the modules named, or all."""
    paths = sorted([*RUN.glob("*.py"), *RUN.glob("*.pyx")])
    wanted = [path for path in paths if path.stem in sys.argv[1:] or not sys.argv[1:]]
    references = [found for found in list_references() if found["minor"] <= NEWEST_MINOR]
    held = [try_python(reference, wanted) for reference in references]
    print(f"gate-pythons: {len(wanted)} modules on {len(held)} Pythons, all held: {all(held)}")
    return not all(held)


if __name__ == "__main__":
    sys.exit(main())
