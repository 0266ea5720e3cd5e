"""Compare Zilant with CPython, Cython, mypyc and PyPy on unannotated programs of Python.

usage: python benchmarks/programs.py [--python PROGRAM...|all] [--only REGEX] [--repeat N]
           [--limits | --mypyc PROGRAM... --pypy PROGRAM] [--markdown]

The programs are those of benchmarks/programs: the same source runs everywhere. Zilant builds with
its default options, and once more with the profile of a run of a tenth of the size, Cython with
gcc -O3 -march=native, mypyc as it comes. Each implementation has a
process of its own for a program; they take turns, and of 15 rounds the shortest counts. Times are
the processor's, so that a busy machine matters less. PyPy's first run is the shortest of three
processes' first calls. All results must be equal: an implementation that gives another one, or
none, is named and left out of that program's row.

The table is sorted by how many times faster than CPython Zilant is. The share of other libraries is
what functions of C and of the library take on CPython, by cProfile, without what that adds to each
call. With several Pythons there is a table for each, and one of the ratios at the end. The exit
status is 1 if Zilant fails on a program, whatever the figures are.

--limits compares with what CPython's objects allow, instead of with the other compilers: the
programs that benchmarks/limits has in C, with the same objects, built with gcc -O3 -march=native.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from harness import ROUNDS
from modules import geometric_mean
from results import Goal, Result
from run import print_ratios
from toolchains import (
    HOST,
    Target,
    build_by_hand,
    build_with_cython,
    build_with_mypyc,
    build_with_zilant,
    find_all_targets,
    find_target,
)

BENCHMARKS = Path(__file__).resolve().parent
WORKER = BENCHMARKS / "program_worker.py"
PROGRAMS = sorted((BENCHMARKS / "programs").glob("*.py"))
LIMITS = BENCHMARKS / "limits"
# Those whose time goes to arithmetic, mostly on floats.
NUMERIC = frozenset(
    {"chaos", "fannkuch", "float_points", "k_means", "nbody", "raytrace", "spectral_norm"}
)
FIRST_RUNS = 3
LOWEST = 0.97  # of CPython, for each program
OVER_PYTHON_PROFILED = 5.0  # with a profile; the other goals are without
OVER_PYPY, OVER_CYTHON, OVER_MYPYC = 1.0, 2.5, 2.0  # geometric means
OVER_PYTHON = 3.0
OVER_LATER_PYTHON = {(3, 12): 2.4, (3, 13): 2.4, (3, 14): 2.0, (3, 15): 1.7}  # 3.15: with its JIT
PYPY_FIRST, PYPY_WARM, JIT = "PyPy first", "PyPy warm", "CPython JIT"
PROFILED = "with profile"
TRAINING_SCALE = 0.1  # of the run that the profile is of
BY_HAND = "C by hand"
OTHERS = (PROFILED, BY_HAND, "Cython", "mypyc", JIT, PYPY_FIRST, PYPY_WARM)


class WrongRunError(Exception):
    """A run that gives no result, or another one than CPython."""


# --- Builds ---------------------------------------------------------------------------------------
def cache_folder() -> Path:
    """Return where modules of Cython and mypyc are kept between runs."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(home) / "zilant" / "programs"


@functools.cache
def version_of(*command: str) -> str:
    """Return what a program says of its version."""
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    return run.stdout + run.stderr


def build_cached(build: Callable[..., Path], source: Path, target: Target, version: str) -> Path:
    """Build once for each source, target and version of the compiler; return the module."""
    toolchains = (BENCHMARKS / "toolchains.py").read_text(encoding="utf-8")
    parts = (version, toolchains, str(target), source.read_text(encoding="utf-8"))
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
    kept = cache_folder() / key / (source.stem + target.suffix)
    if not kept.exists():
        with tempfile.TemporaryDirectory(prefix="zilant-programs-") as folder:
            built = build(source, Path(folder), target=target)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(built, kept)
    return kept


def build_others(source: Path, target: Target, mypyc: list[Target]) -> dict[str, Path]:
    """Return what Cython, and mypyc if there is one for the target, make of a program."""
    cython = version_of(sys.executable, "-m", "cython", "--version")
    builds = {"Cython": (build_with_cython, cython + version_of("gcc", "--version"))}
    for host in mypyc:
        if host.suffix == target.suffix:
            build = functools.partial(build_with_mypyc, mypyc=host)
            builds["mypyc"] = (build, version_of(host.program, "-m", "mypy", "--version"))
    modules = {}
    for name, (build, version) in builds.items():
        try:
            modules[name] = build_cached(build, source, target, version)
        except subprocess.CalledProcessError as error:
            lines = (error.stdout + error.stderr).decode(errors="replace").strip().splitlines()
            print(f"{source.stem}: {name} does not build it: {lines[-1]}", file=sys.stderr)
    return modules


# --- Measurements ---------------------------------------------------------------------------------
class Worker:
    """A process that has one program loaded, as one implementation has it."""

    def __init__(self, python: str, module: Path, **variables: str) -> None:
        self.command = [python, "-B", str(WORKER), str(module)]
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **variables},
        )
        self.best = float("inf")

    def ask(self, line: str) -> dict[str, object]:
        """Return the answer to a line."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise WrongRunError(f"ends with {self.process.wait()}: {' '.join(self.command)}")
        return json.loads(answer)

    def run(self) -> str:
        """Run once, keep the best time; return the result as text."""
        answer = self.ask("run")
        self.best = min(self.best, answer["seconds"])
        return answer["result"]

    def close(self) -> None:
        """End the process."""
        self.process.stdin.close()
        self.process.wait()


def has_jit(target: Target) -> bool:
    """Whether the target's interpreter has a JIT that can be turned on."""
    probe = "import sys; sys.exit(not sys._jit.is_available())"
    command = [target.program, "-c", probe]
    return not subprocess.run(command, check=False, capture_output=True).returncode


def run_checked(worker: Worker, expected: str) -> None:
    """Run once, and raise unless the result is CPython's."""
    found = worker.run()
    if found != expected:
        raise WrongRunError(f"gives {found[:200]}, CPython {expected[:200]}")


def measure_first_run(pypy: str, source: Path, expected: str) -> float:
    """Return PyPy's best time of a first call."""
    best = float("inf")
    for _ in range(FIRST_RUNS):
        worker = Worker(pypy, source)
        run_checked(worker, expected)
        worker.close()
        best = min(best, worker.best)
    return best


def run_round(program: str, workers: dict[str, Worker], expected: str) -> None:
    """Run each implementation once; close those that are wrong, and take them out."""
    for name, worker in list(workers.items()):
        try:
            run_checked(worker, expected)
        except WrongRunError as error:
            print(f"{program}: {name} {error}", file=sys.stderr, flush=True)
            workers.pop(name).close()


@dataclasses.dataclass
class Measured:
    """What one program took, and the part of CPython's time that is of other libraries."""

    result: Result
    share: float


def measure(source: Path, modules: dict[str, Path], target: Target, options) -> Measured:
    """Time a program on all implementations in turn."""
    workers = {"CPython": Worker(target.program, source, PYTHON_JIT="0")}
    if has_jit(target):
        workers[JIT] = Worker(target.program, source, PYTHON_JIT="1")
    for name, module in modules.items():
        workers[name] = Worker(target.program, module)
    if options.pypy:
        workers[PYPY_WARM] = Worker(options.pypy, source)
    expected = workers["CPython"].run()
    for _ in range(options.repeat):
        run_round(source.stem, workers, expected)
    figures = {name: worker.best for name, worker in workers.items()}
    share = workers["CPython"].ask("share")["share"]
    for worker in workers.values():
        worker.close()
    if PYPY_WARM in figures:
        figures[PYPY_FIRST] = measure_first_run(options.pypy, source, expected)
    return Measured(Result(source.stem, figures), share)


def build_with_profile(source: Path, folder: Path, target: Target) -> Path:
    """Build a program by what a smaller run of it has counted; return the module's path."""
    counts = folder / f"{source.stem}.counts"
    instrumented = build_with_zilant(
        source, folder / "instrumented", target=target, arguments=(f"--instrument={counts}",)
    )
    command = [target.program, WORKER, instrumented, str(TRAINING_SCALE)]
    subprocess.run(command, check=True, capture_output=True, text=True, input="run\n")
    return build_with_zilant(
        source, folder / "profiled", target=target, arguments=(f"--profile={counts}",)
    )


def limit_of(source: Path) -> Path:
    """Return where the C version of a program is, or would be."""
    return LIMITS / f"{source.stem}.c"


def build_all(source: Path, folder: Path, target: Target, options) -> dict[str, Path]:
    """Return the modules that are compared for a program."""
    ours = {"Zilant": build_with_zilant(source, folder, target=target, arguments=())}
    if options.limits:
        return {**ours, BY_HAND: build_by_hand(limit_of(source), folder / "limits", target=target)}
    ours[PROFILED] = build_with_profile(source, folder, target)
    return {**build_others(source, target, options.mypyc), **ours}


def measure_all(target: Target, folder: Path, options) -> Iterator[Measured]:
    """Build and measure each chosen program; those that Zilant fails on are only named."""
    for source in options.programs:
        modules = build_all(source, folder, target, options)
        measured = measure(source, modules, target, options)
        ratio = measured.result.over_python
        print(f"{source.stem}: {show(ratio)}", file=sys.stderr, flush=True)
        if ratio is not None:
            yield measured


# --- Tables ---------------------------------------------------------------------------------------
def over_python(result: Result, name: str) -> float | None:
    """Return how many times faster than CPython an implementation is."""
    return result.figures["CPython"] / result.figures[name] if name in result.figures else None


def mean_over_python(results: list[Result], name: str) -> float | None:
    """Return the geometric mean of an implementation over the programs that it has."""
    ratios = [ratio for result in results if (ratio := over_python(result, name)) is not None]
    return geometric_mean(ratios) if ratios else None


def show(ratio: float | None) -> str:
    """Format a ratio; a dash for none."""
    return "-" if ratio is None else f"{ratio:.2f}"


def print_rows(heads: list[str], rows: list[list[str]], *, markdown: bool) -> None:
    """Print a table, the first column to the left."""
    if markdown:
        lines = [heads, ["---"] * len(heads), *rows]
        print(*(f"| {' | '.join(line)} |" for line in lines), sep="\n")
        return
    widths = [max(map(len, column)) for column in zip(heads, *rows)]
    for first, *rest in [heads, *rows]:
        cells = (f"{cell:>{width}}" for cell, width in zip(rest, widths[1:]))
        print(f"{first:<{widths[0]}}  {'  '.join(cells)}")


def print_table(measured: list[Measured], *, markdown: bool) -> None:
    """Print the times of CPython and Zilant, and all ratios to CPython, slowest first."""
    results = [each.result for each in measured]
    names = ["Zilant", *(name for name in OTHERS if any(name in r.figures for r in results))]
    heads = ["times faster than CPython", *names, "CPython ms", "Zilant ms", "other libraries"]
    rows = []
    for each in sorted(measured, key=lambda each: each.result.over_python):
        figures = each.result.figures
        rows.append(
            [
                each.result.name + (" (numeric)" if each.result.name in NUMERIC else ""),
                *(show(over_python(each.result, name)) for name in names),
                *(f"{figures[name] * 1000:.0f}" for name in ("CPython", "Zilant")),
                f"{each.share:.0%}",
            ]
        )
    others = [result for result in results if result.name not in NUMERIC]
    for title, chosen in (("all", results), ("without the numeric", others)):
        if chosen:
            means = [show(mean_over_python(chosen, name)) for name in names]
            rows.append([f"geometric mean, {title}", *means, "", "", ""])
    print_rows(heads, rows, markdown=markdown)


def mean_goal(
    results: list[Result], name: str, least: float, text: str, *, ours: str = "Zilant"
) -> Iterator[Goal]:
    """Yield the goal of being faster than an implementation in the mean of what it builds."""
    common = [result for result in results if name in result.figures]
    if common:
        ratios = [result.figures[name] / result.figures[ours] for result in common]
        yield Goal(text, geometric_mean(ratios), least)


def print_goals(results: list[Result], target: Target) -> None:
    """Print what is to be reached, and the programs that are slower than CPython's."""
    over_python = OVER_LATER_PYTHON.get(target.minor, OVER_PYTHON)
    python = JIT if any(JIT in result.figures for result in results) else "CPython"
    goals = [
        *mean_goal(results, python, over_python, f"{python} in the mean"),
        *mean_goal(
            results,
            "CPython",
            OVER_PYTHON_PROFILED,
            "CPython in the mean, with a profile",
            ours=PROFILED,
        ),
        *mean_goal(results, PYPY_FIRST, OVER_PYPY, "PyPy's first run in the mean"),
        *mean_goal(results, "Cython", OVER_CYTHON, "Cython in the mean"),
        *mean_goal(results, "mypyc", OVER_MYPYC, "mypyc in the mean, on what it builds"),
    ]
    print()
    for goal in goals:
        print(goal)
    slow = [result.name for result in results if result.over_python < LOWEST]
    print(f"below {LOWEST} of CPython: {', '.join(slow) or 'none'}", flush=True)


def compare(target: Target, options) -> list[Result]:
    """Measure and print everything for one Python."""
    with tempfile.TemporaryDirectory(prefix="zilant-programs-") as folder:
        measured = list(measure_all(target, Path(folder), options))
    print_table(measured, markdown=options.markdown)
    results = [each.result for each in measured]
    if not options.limits:
        print_goals(results, target)
    return results


def parse_arguments() -> argparse.Namespace:
    """Return the options, with the programs and Pythons found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--python", nargs="+", metavar="PROGRAM", help="compare on these Pythons; all: on each"
    )
    parser.add_argument("--only", default="", metavar="REGEX", help="programs of these names")
    parser.add_argument("--repeat", type=int, default=ROUNDS, metavar="N", help="rounds (15)")
    parser.add_argument(
        "--mypyc", nargs="+", default=[], metavar="PROGRAM", help="Pythons that have mypy"
    )
    parser.add_argument("--pypy", default="pypy3", metavar="PROGRAM", help="a PyPy (pypy3)")
    parser.add_argument(
        "--limits", action="store_true", help="compare with C by hand that has the same objects"
    )
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    options = parser.parse_args()
    options.programs = [path for path in PROGRAMS if re.search(options.only, path.stem)]
    if options.limits:
        options.programs = [path for path in options.programs if limit_of(path).exists()]
    if not options.programs:
        parser.error(f"no program has a name like {options.only}")
    options.mypyc = [find_target(program) for program in options.mypyc]
    options.pypy = None if options.limits else shutil.which(options.pypy)
    if not options.pypy and not options.limits:
        print("There is no PyPy here (Debian's package is pypy3): it is left out.")
    if options.python == ["all"]:
        options.targets = find_all_targets()
    else:
        options.targets = [find_target(program) for program in options.python or [HOST.program]]
    return options


def main() -> None:
    """Run the comparison on each Python."""
    options = parse_arguments()
    tables = []
    for target in options.targets:
        print(f"\n## Python {target.version}: {target.program}\n", flush=True)
        tables.append(compare(target, options))
    if len(tables) > 1:
        print_ratios(options.targets, tables)
    sys.exit(any(len(table) < len(options.programs) for table in tables))


if __name__ == "__main__":
    main()
