"""Compare Zilant with Cython (gcc -O3 -march=native), C (clang -O3) and CPython, in one run.

usage: python benchmarks/run.py [--markdown] [--python PROGRAM...|all] [--cases FAMILY...]

Each figure is the best of 15 interleaved rounds. A goal is a ratio: how many times faster (or
smaller, or sooner) Zilant is. With several Pythons there is a table for each, with ratios to that
same Python, and at the end one of the ratios to CPython: a row that is lower than on the first
Python by more than a fifth is marked, and says how long Zilant's own code takes beside there (up to
1.00: it is the interpreter that is faster). The exit status is 0 whatever the figures say.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from builds import build_cases, build_modules
from cases import FAMILIES
from results import Result, read_line
from toolchains import HOST, Target, find_all_targets, find_target

CASES = Path(__file__).resolve().parent / "cases.py"
BUILD = "build"  # the family that is not about a target
LOWEST_SHARE = 0.8  # of the ratio on the first Python
OLDEST = (3, 10)  # the examples have `match`


def print_text(results: Iterable[Result]) -> list[Result]:
    """Print each result as soon as it is there; return all."""
    printed = []
    for result in results:
        print(f"{result.name:28} {result.figures_text}")
        for goal in result.goals:
            print(f"{'':28}   {goal}")
        sys.stdout.flush()
        printed.append(result)
    return printed


def print_markdown(results: Iterable[Result]) -> list[Result]:
    """Print the table of the README."""
    print("| | figures | Zilant's ratio |\n|---|---|---|")
    printed = list(results)
    for result in printed:
        print(f"| {result.name} | {result.figures_text} | {'; '.join(map(str, result.goals))} |")
    return printed


def run_cases(target: Target, folder: Path, families: list[str]) -> Iterator[Result]:
    """Build everything for `target` in `folder` and yield each result as it is measured."""
    for failure in build_modules(folder, target):
        print(f"Cython: not built: {failure}", file=sys.stderr)
    measured = [family for family in families if family != BUILD]
    if measured:
        command = [target.program, str(CASES), str(folder), *measured]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            yield from map(read_line, process.stdout)
        if process.returncode:
            raise SystemExit(f"{target.program}: the cases failed: {process.returncode}")
    if BUILD in families and target == HOST:
        yield from build_cases(folder)


def show_ratio(result: Result | None, first: Result | None) -> str:
    """Return how many times faster than CPython it is; a low ratio with Zilant's own time."""
    if result is None:
        return "-"
    text = f"{result.over_python:.3g}"
    if first is None or result.over_python >= LOWEST_SHARE * first.over_python:
        return text
    own = result.figures["Zilant"] / first.figures["Zilant"]
    return f"{text} (low; {own:.2f} of the time)"


def print_ratios(targets: list[Target], tables: list[list[Result]]) -> None:
    """Print how many times faster than each CPython each case is."""
    rows: dict[str, list[Result | None]] = {}
    for place, table in enumerate(tables):
        for result in table:
            if result.over_python is not None:
                rows.setdefault(result.name, [None] * len(tables))[place] = result
    print("\n| times faster than CPython |", *(f"{target.version} |" for target in targets))
    print("|---|" + "---|" * len(targets))
    for name, results in rows.items():
        texts = (show_ratio(result, results[0]) for result in results)
        print(f"| {name} | {' | '.join(texts)} |")


def main() -> None:
    """Run the comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    parser.add_argument(
        "--python",
        nargs="+",
        metavar="PROGRAM",
        help="compare on these Pythons; all: on each since 3.10",
    )
    parser.add_argument(
        "--cases", nargs="+", choices=[*FAMILIES, BUILD], default=[*FAMILIES, BUILD]
    )
    options = parser.parse_args()
    if options.python == ["all"]:
        targets = [target for target in find_all_targets() if target.minor >= OLDEST]
    else:
        targets = [find_target(program) for program in options.python or [sys.executable]]
    tables = []
    for target in targets:
        if len(targets) > 1:
            print(f"\n## Python {target.version}: {target.program}\n", flush=True)
        with tempfile.TemporaryDirectory(prefix="zilant-bench-") as folder:
            results = run_cases(target, Path(folder), options.cases)
            tables.append((print_markdown if options.markdown else print_text)(results))
    if len(targets) > 1:
        print_ratios(targets, tables)


if __name__ == "__main__":
    main()
