"""Build untyped.py and typed.pyx in several ways, check that all agree, and compare their speed.

usage: python compare.py [--count COUNT] [--rounds ROUNDS] [--folder FOLDER]

Prints a table for each task, and writes chart.svg and chart.html. numpy is needed; Cython takes
part if it is installed, and a C compiler named gcc.
"""

from __future__ import annotations

import argparse
import importlib.machinery
import importlib.util
import math
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np
from chart import Bar, Panel, format_seconds, write_charts

HERE = Path(__file__).resolve().parent
STYLES = ("loop", "comprehension", "generator")
# Liberties of floating-point code that let sums be made in another order: of 8 parts, say.
FASTMATH = "fastmath=reassoc,contract"
# A figure is of as many calls as take this long.
SECONDS_A_FIGURE = 0.001


class Way(NamedTuple):
    """A way to do a task: the code of one of the compilers, or of Python."""

    name: str
    family: str  # python, numpy, cython or zilant
    call: Callable[[], object]


class Built(NamedTuple):
    """The modules that the ways come from; `cython` is None where there is no Cython."""

    plain: ModuleType
    zilant_plain: ModuleType
    zilant_typed: ModuleType
    zilant_fast: ModuleType
    cython: ModuleType | None


# --- Building ------------------------------------------------------------------------------------


def run(command: list[str | Path]) -> None:
    """Show a command, and run it; SystemExit if it fails."""
    words = [str(word) for word in command]
    print("$ " + " ".join([Path(words[0]).name, *words[1:]]), flush=True)
    if subprocess.run(words, check=False).returncode != 0:
        raise SystemExit(1)


def load(path: Path) -> ModuleType:
    """Import a file under its own name, though it is not the only one of that name."""
    spec = importlib.util.spec_from_file_location(path.name.split(".")[0], path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def source_path(name: str) -> Path:
    """Return where a source is, from here."""
    return Path(os.path.relpath(HERE / name))


def build_with_zilant(folder: Path, names: list[str], *options: str) -> list[ModuleType]:
    """Compile sources of this folder for the processor of this machine; return the modules."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = [source_path(name) for name in names]
    command = [sys.executable, "-m", "zilant", "build", "--cpu=native", "--python", sys.executable]
    run([*command, *options, "-o", folder, *sources])
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    return [load(folder / f"{source.stem}{suffix}") for source in sources]


def build_with_cython(folder: Path) -> ModuleType | None:
    """Compile typed.pyx by Cython and gcc; None if one of them is not there."""
    if importlib.util.find_spec("Cython") is None or shutil.which("gcc") is None:
        print("(without Cython: it needs Cython itself, and gcc)")
        return None
    folder.mkdir(parents=True, exist_ok=True)
    c_file = folder / "typed.c"
    module = folder / f"typed{sysconfig.get_config_var('EXT_SUFFIX')}"
    run([sys.executable, "-m", "cython", "-3", "-o", c_file, source_path("typed.pyx")])
    include = f"-I{sysconfig.get_path('include')}"
    run(["gcc", "-O3", "-march=native", "-shared", "-fPIC", include, "-o", module, c_file])
    return load(module)


def build(folder: Path) -> Built:
    """Build everything below a folder."""
    plain, typed = build_with_zilant(folder / "zilant", ["untyped.py", "typed.pyx"])
    (fast,) = build_with_zilant(folder / "fastmath", ["typed.pyx"], "-X", FASTMATH)
    return Built(
        load(HERE / "untyped.py"), plain, typed, fast, build_with_cython(folder / "cython")
    )


# --- The ways ------------------------------------------------------------------------------------


def ways_to_sum(built: Built, numbers: list[float], array: np.ndarray) -> list[Way]:
    """Return all ways to add up squares."""
    return in_order(
        built,
        lambda module, style: getattr(module, f"sum_squares_{style}")(numbers),
        lambda: np.sum(array * array),
        lambda module: module.sum_squares(array),
    )


def ways_to_normalise(built: Built, numbers: list[float], array: np.ndarray) -> list[Way]:
    """Return all ways to normalise; each makes a new list or array."""

    def call_typed(module: ModuleType) -> np.ndarray:
        result = np.empty_like(array)
        module.normalise(array, result)
        return result

    return in_order(
        built,
        lambda module, style: getattr(module, f"normalise_{style}")(numbers),
        lambda: (array - array.mean()) / array.std(),
        call_typed,
    )


def in_order(
    built: Built,
    call_plain: Callable[[ModuleType, str], object],
    call_numpy: Callable[[], object],
    call_typed: Callable[[ModuleType], object],
) -> list[Way]:
    """Return the ways in the order in which they are shown."""

    def of_plain(name: str, family: str, module: ModuleType) -> list[Way]:
        return [
            Way(f"{name}, {style}", family, lambda style=style: call_plain(module, style))
            for style in STYLES
        ]

    def of_typed(name: str, family: str, module: ModuleType) -> Way:
        return Way(name, family, lambda: call_typed(module))

    ways = of_plain("Python", "python", built.plain)
    ways += of_plain("Zilant, same source", "zilant", built.zilant_plain)
    ways.append(Way("numpy", "numpy", call_numpy))
    if built.cython is not None:
        ways.append(of_typed("Cython, typed", "cython", built.cython))
    ways.append(of_typed("Zilant, typed", "zilant", built.zilant_typed))
    ways.append(of_typed("Zilant, typed, fastmath", "zilant", built.zilant_fast))
    return ways


# --- Checking and measuring ----------------------------------------------------------------------


def check(task: str, ways: list[Way]) -> None:
    """Stop with SystemExit if two ways disagree by more than sums in another order may."""
    expected = ways[0].call()
    for way in ways[1:]:
        if not np.allclose(way.call(), expected, rtol=1e-9, atol=1e-9):
            raise SystemExit(f"{task}: {way.name} gives something else than {ways[0].name}")


def time_call(call: Callable[[], object], count: int) -> float:
    """Return how many seconds one of `count` calls takes."""
    started = time.perf_counter()
    for _ in range(count):
        call()
    return (time.perf_counter() - started) / count


def measure(ways: list[Way], rounds: int) -> list[float]:
    """Return the best time of each way; they take turns, so that noise is noise for all."""
    counts = [math.ceil(SECONDS_A_FIGURE / max(time_call(way.call, 1), 1e-9)) for way in ways]
    counts = [min(count, 1000) for count in counts]
    best = [math.inf] * len(ways)
    for _ in range(rounds):
        for i, way in enumerate(ways):
            best[i] = min(best[i], time_call(way.call, counts[i]))
    return best


def print_table(panel: Panel) -> None:
    """Print the times of a task, and how many times as fast each is as the first."""
    print(f"\n{panel.title:36}      time    speed")
    for bar in panel.bars:
        print(f"{bar.name:36}{format_seconds(bar.seconds):>10} {panel.speed_of(bar):>8}")


def main() -> int:
    """Build, check, measure, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20_000, help="how many numbers")
    parser.add_argument("--rounds", type=int, default=50, help="how many turns each way takes")
    parser.add_argument("--folder", type=Path, default=Path(), help="where the charts are written")
    arguments = parser.parse_args()
    built = build(arguments.folder / "build" / "compare")
    array = np.random.default_rng(1).normal(10.0, 3.0, arguments.count)
    numbers = array.tolist()
    panels = []
    for task, find_ways in (
        ("Sum of squares", ways_to_sum),
        ("Normalisation", ways_to_normalise),
    ):
        ways = find_ways(built, numbers, array)
        check(task, ways)
        seconds = measure(ways, arguments.rounds)
        bars = [Bar(way.name, way.family, time) for way, time in zip(ways, seconds, strict=True)]
        panels.append(Panel(f"{task} of {arguments.count:,} numbers", bars))
        print_table(panels[-1])
    print()
    for path in write_charts(panels, arguments.folder):
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
