"""Compare Zilant with Cython (gcc -O3 -march=native), C (clang -O3) and CPython, in one run.

usage: python benchmarks/run.py [--markdown]

Each figure is the best of 15 interleaved rounds. A goal is a ratio: how many times faster (or
smaller, or sooner) Zilant is. The exit status is 0 whatever the figures say.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cases import Result, all_results
from harness import show_seconds


def show_figures(result: Result) -> str:
    """Format the figures of a row: 'CPython 3.2 ms, Zilant 0.1 ms'."""
    parts = []
    for name, figure in result.figures.items():
        text = show_seconds(figure) if result.unit == "seconds" else f"{figure / 1024:.1f} KB"
        parts.append(f"{name} {text}")
    return ", ".join(parts)


def show_goals(result: Result) -> list[str]:
    """Format the goals of a row: '9.1 x vs CPython (goal 8: met)'."""
    lines = []
    for goal in result.goals:
        verdict = "met" if goal.met else "MISSED"
        lines.append(f"{goal.ratio:.3g} x {goal.text} (goal {goal.least:g}: {verdict})")
    return lines


def print_text(results: Iterable[Result]) -> None:
    """Print each result as soon as it is there."""
    for result in results:
        print(f"{result.name:28} {show_figures(result)}")
        for line in show_goals(result):
            print(f"{'':28}   {line}")
        sys.stdout.flush()


def print_markdown(results: Iterable[Result]) -> None:
    """Print the table of the README."""
    print("| | figures | Zilant's ratio |\n|---|---|---|")
    for result in results:
        print(f"| {result.name} | {show_figures(result)} | {'; '.join(show_goals(result))} |")


def main() -> None:
    """Run all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zilant-bench-") as folder:
        results = all_results(Path(folder))
        (print_markdown if options.markdown else print_text)(results)


if __name__ == "__main__":
    main()
