"""Compare builds of ordinary code with Cython + gcc -O2: time, size, instructions a statement.

usage: python benchmarks/build.py [--only NAME ...] [--without-cython]

Then how the time up to LLVM grows with a function of 100,000 operations and with a module of 5,000
functions; then what an edit costs, and what a second processor brings (rebuild.py). Every other
build starts with empty folders and default options, on one thread, the module's
own link step included; of three the shortest counts. Times are the processor's (user and system),
so that a busy machine matters less. Sizes are of stripped modules. A goal is a ratio, as in run.py;
the exit status is 0 whatever the figures say.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import geometric_mean

from ordinary import NAMES, count_statements, large_function, many_functions, write_sources
from rebuild import print_rebuild
from toolchains import build_with_cython, build_with_zilant, stripped_size
from zilant.compiler import executable

ROUNDS = 3
LEAST_FASTER = 6.0  # on one thread
LEAST_SMALLER = 2.0
MOST_INSTRUCTIONS = 60.0  # a statement
TIMES_LARGER = 4  # of two sources whose times are compared
MOST_GROWTH = 5.0  # times longer, for so many times as much


@dataclass
class Build:
    """What one toolchain made of a module."""

    seconds: float
    size: int
    instructions: int


def children_seconds() -> float:
    """Return the processor time of all child processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def count_instructions(module: Path) -> int:
    """Return how many machine instructions the module has."""
    listing = subprocess.run(
        ["objdump", "-d", "--no-show-raw-insn", str(module)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return sum(line.startswith(" ") for line in listing.splitlines())


def measure(build: Callable[..., Path], source: Path, options: tuple[str, ...]) -> Build:
    """Build `source` in new folders with a builder of toolchains.py and its options."""
    seconds = []
    with tempfile.TemporaryDirectory(prefix="zilant-build-") as name:
        folder = Path(name)
        for number in range(ROUNDS):
            # what the compiler keeps from build to build: what it asked Python
            os.environ["XDG_CACHE_HOME"] = str(folder / f"cache-{number}")
            before = children_seconds()
            module = build(source, folder / str(number), arguments=options)
            seconds.append(children_seconds() - before)
        return Build(min(seconds), stripped_size(module, folder), count_instructions(module))


def compare(source: Path, *, cython: bool) -> dict[str, float]:
    """Build one module with both; return the figures and ratios of its row."""
    ours = measure(build_with_zilant, source, ())
    quick = measure(build_with_zilant, source, ("-O0",))
    row = {
        "seconds": ours.seconds,
        "seconds -O0": quick.seconds,
        "KB": ours.size / 1024,
        "instructions a statement": ours.instructions / count_statements(source),
    }
    if cython:
        try:
            theirs = measure(build_with_cython, source, ("-O2",))
        except subprocess.CalledProcessError:
            return row  # there are modules that Cython does not compile
        row |= {
            "Cython seconds": theirs.seconds,
            "Cython KB": theirs.size / 1024,
            "times sooner": theirs.seconds / ours.seconds,
            "times smaller": theirs.size / ours.size,
        }
    return row


def print_row(name: str, row: dict[str, float]) -> None:
    """Print one module's figures."""
    figures = [f"{title} {value:.3g}" for title, value in row.items()]
    print(f"{name:12} {', '.join(figures)}", flush=True)


def print_goals(rows: list[dict[str, float]]) -> None:
    """Print the means over all modules beside what they must reach."""
    for title, least in (("times sooner", LEAST_FASTER), ("times smaller", LEAST_SMALLER)):
        ratios = [row[title] for row in rows if title in row]
        if ratios:
            mean = geometric_mean(ratios)
            verdict = "met" if round(mean, 2) >= least else "MISSED"
            print(f"{title}: {mean:.3g} in the geometric mean (goal {least:g}: {verdict})")
    most = max(row["instructions a statement"] for row in rows)
    verdict = "met" if most <= MOST_INSTRUCTIONS else "MISSED"
    print(f"instructions a statement: at most {most:.3g} (goal {MOST_INSTRUCTIONS:g}: {verdict})")


def measure_check(source: Path) -> tuple[float, int]:
    """Return the processor time up to the IR that LLVM gets, and how many operations that is."""
    before = children_seconds()
    subprocess.run([executable(), "check", str(source)], check=True, capture_output=True)
    seconds = children_seconds() - before
    dump = subprocess.run(
        [executable(), "dump", "ir:cleanup", str(source)], check=True, capture_output=True
    ).stdout
    return seconds, dump.count(b"\n    ")


def print_growth(folder: Path) -> None:
    """Print how the time to LLVM grows with one function and with a module of many."""
    sources = {
        "large function": (large_function, 2800),
        "many functions": (many_functions, 5000),
    }
    for name, (write, count) in sources.items():
        figures = []
        for number in (count // TIMES_LARGER, count):
            path = folder / f"growth_{number}.py"
            path.write_text(write(number), encoding="utf-8")
            figures.append(measure_check(path))
        growth = figures[1][0] / figures[0][0]
        verdict = "met" if growth <= MOST_GROWTH else "MISSED"
        print(
            f"{name}: {figures[1][1]} operations in {figures[1][0]:.3g} s,"
            f" {growth:.3g} times as long as a quarter of it"
            f" (goal {MOST_GROWTH:g}: {verdict})"
        )


def main() -> None:
    """Build all modules and print a row each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--only", nargs="+", choices=NAMES, metavar="NAME", help="these modules alone"
    )
    parser.add_argument("--without-cython", action="store_true", help="our builds alone")
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="zilant-bench-") as folder:
        for name, source in write_sources(Path(folder)).items():
            if options.only and name not in options.only:
                continue
            row = compare(source, cython=not options.without_cython)
            print_row(name, row)
            rows.append(row)
        print_growth(Path(folder))
        print_rebuild(Path(folder))
    print_goals(rows)


if __name__ == "__main__":
    main()
