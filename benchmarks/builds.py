"""Builds what is compared, for one Python, and measures a build.

A tool's modules lie in a folder of its name, where cases.py looks for them.
"""

from __future__ import annotations

import math
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from results import Goal, Result
from toolchains import (
    ROOT,
    Target,
    build_c,
    build_with_cython,
    build_with_pythran,
    build_with_zilant,
    stripped_size,
)

MATH_UTILS = ROOT / "examples" / "math_utils" / "math_utils.pyx"
PLAIN = ROOT / "examples" / "mechanisms" / "plain.py"
BENCHMARKS = ROOT / "benchmarks"
FAST_MATH = {"fastmath": "reassoc,contract"}
UNCHECKED = {"boundscheck": "False", "wraparound": "False", "cdivision": "True"}
# Sources of Python that the interpreter runs too.
INTERPRETED = (PLAIN, BENCHMARKS / "floats.py", BENCHMARKS / "names.py")
ARRAYS = BENCHMARKS / "arrays.pyx"
ARRAY_LOOPS = BENCHMARKS / "arrays_loops.py"
COMPILED = (MATH_UTILS, BENCHMARKS / "kernels.pyx", BENCHMARKS / "view_calls.pyx", ARRAYS)
C_LEVEL = BENCHMARKS / "c_level.pyx"
PARALLEL = BENCHMARKS / "parallel.pyx"
OPENMP = ("-O3", "-march=native", "-fopenmp")


def build_modules(folder: Path, target: Target) -> list[str]:
    """Build all modules for `target`; return what Cython or gcc could not build, and why."""
    for source in (*INTERPRETED, *COMPILED, C_LEVEL, PARALLEL, BENCHMARKS / "floats_typed.pyx"):
        build_with_zilant(source, folder / "zilant", target=target)
    build_with_zilant(MATH_UTILS, folder / "fast", target=target, directives=FAST_MATH)
    build_with_zilant(ARRAYS, folder / "fast", target=target, directives={"fastmath": "all"})
    build_c(BENCHMARKS / "sum_squares.c", folder, "-ffast-math")
    build_c(BENCHMARKS / "c_level.c", folder)
    for compiler in ("clang", "gcc"):
        build_c(BENCHMARKS / "arrays.c", folder / compiler, compiler=compiler)
    failures = build_with_pythran(ARRAY_LOOPS, folder / "pythran", target)
    wanted = [(source, "cython", None) for source in (*INTERPRETED, *COMPILED, C_LEVEL, PARALLEL)]
    wanted += [(source, "unchecked", UNCHECKED) for source in (*COMPILED, PARALLEL)]
    for source, name, directives in wanted:
        arguments = OPENMP if source == PARALLEL else OPENMP[:-1]
        try:
            build_with_cython(
                source, folder / name, target=target, directives=directives, arguments=arguments
            )
        except subprocess.CalledProcessError as error:
            reason = error.stderr.decode(errors="replace").strip().splitlines() or ["?"]
            failures.append(f"{source.name} ({name}): {reason[-1]}")
    return failures


def build_cases(folder: Path) -> Iterator[Result]:
    """How long a build takes, and how large the module is."""
    times: dict[str, float] = {}
    paths: dict[str, Path] = {}
    builders = {
        "Cython": lambda: build_with_cython(
            MATH_UTILS, folder / "build-cython", arguments=("-O2",)
        ),
        "Zilant": lambda: build_with_zilant(MATH_UTILS, folder / "build-zilant", arguments=()),
    }
    for rounds, (name, build) in zip((2, 7), builders.items()):
        for _ in range(rounds):
            start = time.perf_counter()
            paths[name] = build()
            times[name] = min(times.get(name, math.inf), time.perf_counter() - start)
    goals = [
        Goal("sooner than Cython + gcc -O2", times["Cython"] / times["Zilant"], 10.0),
        Goal("share of 250 ms", 0.25 / times["Zilant"], 1.0),
    ]
    yield Result("build math_utils", times, goals)
    sizes = {name: float(stripped_size(path, folder)) for name, path in paths.items()}
    goal = Goal("smaller than Cython's", sizes["Cython"] / sizes["Zilant"], 4.0)
    yield Result("size, stripped", sizes, [goal], "bytes")
