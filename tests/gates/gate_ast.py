"""Gate: the standard library of every CPython is accepted, and our trees are CPython's.

    python tests/gates/gate_ast.py [--sample N] [--jobs N]

Runs compare_ast.py with each CPython on the machine over its own standard library.
"""

import argparse
import pathlib
import subprocess
import sys

from reference import list_references

COMPARE = pathlib.Path(__file__).resolve().parent.parent / "compare_ast.py"


def compare(reference, sample, jobs):
    """Compares one standard library; gives the exit status and what was printed."""
    options = ["--sample", str(sample), "--jobs", str(jobs)]
    command = [reference["program"], str(COMPARE), *options, reference["library"]]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def main():
    """Prints the differences and the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    status = 0
    for reference in list_references():
        failed, output = compare(reference, arguments.sample, arguments.jobs)
        status |= failed
        print(
            f"Python 3.{reference['minor']}, {reference['library']}:\n{output}", end="", flush=True
        )
    print("gate-ast:", "differences" if status else "every tree is equal")
    return status


if __name__ == "__main__":
    sys.exit(main())
