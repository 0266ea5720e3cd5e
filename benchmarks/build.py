"""Compare builds of ordinary code with Cython + gcc -O2: time, size, instructions a statement.

usage: python benchmarks/build.py [--only NAME ...] [--without-cython]

Beside each, what the import of the module costs: of ours, of Cython's, and of the .pyc file.

Then how the time up to LLVM, and to the module, grows with a function of 100,000 operations and
with a module of 5,000 functions; the memory that 10,000 lines take; what an edit costs, and what a
second processor brings (rebuild.py). Every other build starts with empty folders and default
options, on one thread, the module's own link step included; of three the shortest counts. Times are
the processor's (user and system), so that a busy machine matters less. Sizes are of stripped
modules. A goal is a ratio, as in run.py; the exit status is 0 whatever the figures say.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import geometric_mean

from load import compile_to_bytecode, measure_import
from ordinary import (
    NAMES,
    count_statements,
    large_function,
    many_c_functions,
    many_functions,
    write_sources,
)
from rebuild import print_rebuild
from results import Goal
from toolchains import build_with_cython, build_with_zilant, stripped_size
from zilant.compiler import executable

ROUNDS = 3
CHECKS = 5
LEAST_FASTER = 6.0  # on one thread
LEAST_SMALLER = 2.0
MOST_INSTRUCTIONS = 60.0  # a statement
PADDING = {"nop", "nopl", "nopw", "data16", "cs"}
TIMES_LARGER = 4  # of two sources whose times are compared
MOST_GROWTH = 5.0  # times longer, for so many times as much
LINES = 10_000
MOST_MEGABYTES = 200.0  # for so many lines
C_LINES = 5_000  # of C-level code
LEAST_FASTER_C = 10.0
# What builds with -O0 may take at most: so many seconds and this part of Cython's.
QUICK_SECONDS, QUICK_PART = 0.040, 1 / 40


@dataclass
class Build:
    """What one toolchain made of a module."""

    seconds: float
    size: int
    instructions: int
    import_seconds: float
    import_kilobytes: float


def children_seconds() -> float:
    """Return the processor time of all child processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def count_instructions(module: Path) -> int:
    """Return how many machine instructions the module has, padding not counted."""
    listing = subprocess.run(
        ["objdump", "-d", "--no-show-raw-insn", str(module)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    names = (line.split("\t")[1].split() for line in listing.splitlines() if line.startswith(" "))
    return sum(name[0] not in PADDING for name in names if name)


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
        instructions = count_instructions(module)
        size = stripped_size(module, folder)
        return Build(min(seconds), size, instructions, *measure_import(source.stem, module))


def compare(source: Path, *, cython: bool) -> dict[str, float]:
    """Build one module with both; return the figures and ratios of its row."""
    ours = measure(build_with_zilant, source, ())
    quick = measure(build_with_zilant, source, ("-O0",))
    row = {
        "seconds": ours.seconds,
        "seconds -O0": quick.seconds,
        "KB": ours.size / 1024,
        "instructions a statement": ours.instructions / count_statements(source),
        "import ms": ours.import_seconds * 1000,
        "import KB": ours.import_kilobytes,
    }
    with tempfile.TemporaryDirectory(prefix="zilant-bytecode-") as folder:
        bytecode = compile_to_bytecode(source, Path(folder))
        seconds, kilobytes = measure_import(source.stem, bytecode)
    row |= {".pyc import ms": seconds * 1000, ".pyc import KB": kilobytes}
    if cython:
        try:
            theirs = measure(build_with_cython, source, ("-O2",))
        except subprocess.CalledProcessError:
            return row  # there are modules that Cython does not compile
        row |= {
            "Cython seconds": theirs.seconds,
            "Cython KB": theirs.size / 1024,
            "Cython import ms": theirs.import_seconds * 1000,
            "Cython import KB": theirs.import_kilobytes,
            "times sooner": theirs.seconds / ours.seconds,
            "times smaller": theirs.size / ours.size,
            "-O0 of what it may take": quick.seconds
            / (QUICK_SECONDS + theirs.seconds * QUICK_PART),
            "import time of Cython's": ours.import_seconds / theirs.import_seconds,
            "import memory of Cython's": ours.import_kilobytes / theirs.import_kilobytes,
        }
    return row


def measure_seconds(build: Callable[..., Path], source: Path, options: tuple[str, ...]) -> float:
    """Return the shortest processor time of some builds."""
    seconds = []
    for number in range(ROUNDS):
        before = children_seconds()
        build(source, source.parent / f"{source.stem}-{number}", arguments=options)
        seconds.append(children_seconds() - before)
    return min(seconds)


def print_c_level(folder: Path) -> None:
    """Print what a module of C-level code takes, beside Cython and gcc."""
    source = folder / "many_c_functions.pyx"
    source.write_text(many_c_functions(C_LINES), encoding="utf-8")
    ours = measure_seconds(build_with_zilant, source, ("-j1",))
    quick = measure_seconds(build_with_zilant, source, ("-O0", "-j1"))
    theirs = measure_seconds(build_with_cython, source, ("-O2",))
    goals = [
        Goal("sooner than Cython + gcc -O2", theirs / ours, LEAST_FASTER_C),
        Goal(
            "of what -O0 takes is what it may", (QUICK_SECONDS + theirs * QUICK_PART) / quick, 1.0
        ),
    ]
    title = f"C level, {C_LINES} lines"
    print(f"{title}: Cython {theirs:.3g} s, Zilant {ours:.3g} s, -O0 {quick:.3g} s")
    for goal in goals:
        print(f"   {goal}", flush=True)


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
    largest = {
        "instructions a statement": MOST_INSTRUCTIONS,
        "-O0 of what it may take": 1.0,
        "import time of Cython's": 1.0,
        "import memory of Cython's": 1.0,
    }
    for title, limit in largest.items():
        figures = [row[title] for row in rows if title in row]
        if figures:
            most = max(figures)
            verdict = "met" if round(most, 2) <= limit else "MISSED"
            print(f"{title}: at most {most:.3g} (goal {limit:g}: {verdict})")


def measure_one_check(source: Path) -> float:
    """Return the processor time up to the IR that LLVM gets."""
    before = children_seconds()
    subprocess.run([executable(), "check", str(source)], check=True, capture_output=True)
    return children_seconds() - before


def measure_check(source: Path) -> tuple[float, int]:
    """Return the processor time up to the IR that LLVM gets, and how many operations that is.

    The time is the best of some: it is short, and depends on how much of the processor's cache
    others leave.
    """
    seconds = min(measure_one_check(source) for _ in range(CHECKS))
    dump = subprocess.run(
        [executable(), "dump", "ir:cleanup", str(source)], check=True, capture_output=True
    ).stdout
    return seconds, dump.count(b"\n    ")


MEASURED_BUILD = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, capture_output=True)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
"""


def measure_whole_build(source: Path) -> tuple[float, float]:
    """Return the processor time of one build, and the most memory of one process in MB."""
    build = [executable(), "build", "--no-cache", str(source), "-o", f"{source}.so"]
    command = [sys.executable, "-c", MEASURED_BUILD, *build]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = output.split()
    return float(seconds), float(megabytes)


def print_memory(folder: Path) -> None:
    """Print the memory that a build of many lines takes."""
    path = folder / "many_lines.py"
    path.write_text(many_functions(LINES // many_functions(1).count("\n")), encoding="utf-8")
    _, megabytes = measure_whole_build(path)
    verdict = "met" if megabytes <= MOST_MEGABYTES else "MISSED"
    print(f"{LINES} lines: {megabytes:.3g} MB (goal {MOST_MEGABYTES:g}: {verdict})", flush=True)


def print_one_growth(title: str, quarter: float, whole: float) -> None:
    """Print the time of a source beside that of a quarter of it."""
    growth = whole / quarter
    verdict = "met" if growth <= MOST_GROWTH else "MISSED"
    print(
        f"{title}: {whole:.3g} s, {growth:.3g} times as long as a quarter of it"
        f" (goal {MOST_GROWTH:g}: {verdict})",
        flush=True,
    )


def print_growth(folder: Path) -> None:
    """Print how the times grow with one function and with a module of many."""
    sources = {
        "large function": (large_function, 2800),
        "many functions": (many_functions, 5000),
    }
    for name, (write, count) in sources.items():
        numbers = (count // TIMES_LARGER, count)
        paths = [folder / f"growth_{number}.py" for number in numbers]
        for path, number in zip(paths, numbers, strict=True):
            path.write_text(write(number), encoding="utf-8")
        checks = [measure_check(path) for path in paths]
        builds = [measure_whole_build(path) for path in paths]
        title = f"{name}, {checks[1][1]} operations"
        print_one_growth(f"{title} up to LLVM", checks[0][0], checks[1][0])
        print_one_growth(f"{title} built ({builds[1][1]:.3g} MB)", builds[0][0], builds[1][0])


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
        print_memory(Path(folder))
        if not options.without_cython:
            print_c_level(Path(folder))
        print_growth(Path(folder))
        print_rebuild(Path(folder))
    print_goals(rows)


if __name__ == "__main__":
    main()
