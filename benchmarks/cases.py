"""What is compared, and what each comparison must reach."""

from __future__ import annotations

import ctypes
import fractions
import functools
import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy
from harness import best_times
from toolchains import (
    build_c,
    build_with_cython,
    build_with_zilant,
    load,
    stripped_size,
)

ROOT = Path(__file__).resolve().parent.parent
MATH_UTILS = ROOT / "examples" / "math_utils" / "math_utils.pyx"
PLAIN = ROOT / "examples" / "mechanisms" / "plain.py"
KERNELS = ROOT / "benchmarks" / "kernels.pyx"
FLOATS = ROOT / "benchmarks" / "floats.py"
FLOATS_TYPED = ROOT / "benchmarks" / "floats_typed.pyx"
FAST_MATH = {"fastmath": "reassoc,contract"}
UNCHECKED = {"boundscheck": "False", "wraparound": "False"}


@dataclass
class Goal:
    """One ratio that a result must reach: `ratio` at least `least`."""

    text: str
    ratio: float
    least: float

    @property
    def met(self) -> bool:
        """Whether the ratio, to two digits behind the point, reaches the goal."""
        return round(self.ratio, 2) >= self.least


@dataclass
class Result:
    """A row of the table: what each toolchain took, in seconds or bytes."""

    name: str
    figures: dict[str, float]
    goals: list[Goal] = field(default_factory=list)
    unit: str = "seconds"


def sum_squares_python(values):
    """Sum squares: the function of math_utils, run by the interpreter."""
    total = 0
    for value in values:
        total += value * value
    return total


class Modules:
    """The compiled modules, built once in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.zilant = load(build_with_zilant(MATH_UTILS, folder / "zilant"))
        fast = build_with_zilant(MATH_UTILS, folder / "fast", directives=FAST_MATH)
        self.zilant_fast = load(fast)
        self.cython = load(build_with_cython(MATH_UTILS, folder / "cython"))
        unchecked = build_with_cython(MATH_UTILS, folder / "unchecked", directives=UNCHECKED)
        self.cython_unchecked = load(unchecked)
        self.plain_zilant = load(build_with_zilant(PLAIN, folder / "zilant"))
        self.plain_cython = load(build_with_cython(PLAIN, folder / "cython"))
        self.plain_python = load(PLAIN)
        self.floats = {
            "CPython": load(FLOATS),
            "Cython": load(build_with_cython(FLOATS, folder / "cython")),
            "Zilant": load(build_with_zilant(FLOATS, folder / "zilant")),
            "Zilant, cdef double": load(build_with_zilant(FLOATS_TYPED, folder / "zilant")),
        }
        self.kernels = {
            "Cython": load(build_with_cython(KERNELS, folder / "cython")),
            "Cython unchecked": load(
                build_with_cython(KERNELS, folder / "unchecked", directives=UNCHECKED)
            ),
            "Zilant": load(build_with_zilant(KERNELS, folder / "zilant")),
        }
        c_library = build_c(ROOT / "benchmarks" / "sum_squares.c", folder)
        c_library.sum_squares.restype = ctypes.c_double
        c_library.sum_squares.argtypes = [ctypes.c_void_p, ctypes.c_long]
        self.c_library = c_library


def view_cases(modules: Modules) -> Iterator[Result]:
    """Case (c): the sum over a memoryview, checked, against unchecked Cython and C."""
    for count, over_python in ((100_000, 200.0), (1_000_000, 150.0)):
        values = numpy.random.default_rng(1).random(count)
        address, listed = values.ctypes.data, values.tolist()
        times = best_times(
            {
                "CPython": lambda listed=listed: sum_squares_python(listed),
                "Cython unchecked": lambda v=values: modules.cython_unchecked.sum_squares_view(v),
                "Zilant": lambda v=values: modules.zilant.sum_squares_view(v),
                "Zilant fastmath": lambda v=values: modules.zilant_fast.sum_squares_view(v),
                "C": lambda a=address, n=count: modules.c_library.sum_squares(a, n),
            }
        )
        fast = times["Zilant fastmath"]
        goals = [
            Goal("checked, vs unchecked Cython", times["Cython unchecked"] / times["Zilant"], 1.0),
            Goal("fastmath, vs CPython", times["CPython"] / fast, over_python),
            Goal("fastmath, vs C -ffast-math", times["C"] / fast, round(1 / 1.2, 2)),
        ]
        yield Result(f"sum over double[:], {count:,}", times, goals)


def number_inputs() -> dict[str, list]:
    """Return lists of numbers of all kinds for the untyped sum."""
    choose = random.Random(2)
    small = [choose.randrange(-1000, 1000) for _ in range(100_000)]
    return {
        "small ints": small,
        "big ints": [choose.randrange(2**70) for _ in range(20_000)],
        "overflowing ints": [choose.randrange(2**40) for _ in range(50_000)],
        "bools": [value > 0 for value in small],
        "floats": [value / 7 for value in small],
        "mixed": [value if value % 3 else value / 8 for value in small],
        "fractions": [fractions.Fraction(value, 7) for value in small[:2_000]],
    }


def number_cases(modules: Modules) -> Iterator[Result]:
    """Case (a): the untyped sum; exact for every kind of number."""
    for name, values in number_inputs().items():
        expected = sum_squares_python(values)
        result = modules.zilant.sum_squares(values)
        if result != expected or type(result) is not type(expected):
            raise AssertionError(f"sum_squares of {name}: {result!r} instead of {expected!r}")
        times = best_times(_over(modules, "sum_squares", sum_squares_python, values))
        least = 8.0 if name == "small ints" else 0.95
        ratio = times["CPython"] / times["Zilant"]
        yield Result(f"untyped sum, {name}", times, [Goal("vs CPython", ratio, least)])
    listed = [value / 3 for value in range(100_000)]
    times = best_times(_over(modules, "sum_squares_list", sum_squares_python, listed))
    yield Result("sum over list, C doubles", times)


def _over(modules: Modules, name: str, python: Callable, *arguments) -> dict[str, Callable]:
    return {
        "CPython": lambda: python(*arguments),
        "Cython": lambda: getattr(modules.cython, name)(*arguments),
        "Zilant": lambda: getattr(modules.zilant, name)(*arguments),
    }


def plain_cases(modules: Modules) -> Iterator[Result]:
    """Plain Python: a recursive function and a class."""
    for name, argument, least in (("fibonacci", 22, 2.0), ("walk", 20_000, 1.0)):
        python, cython, zilant = (
            getattr(module, name)
            for module in (modules.plain_python, modules.plain_cython, modules.plain_zilant)
        )
        if zilant(argument) != python(argument):
            raise AssertionError(f"{name}({argument}) differs")
        times = best_times(
            {
                "CPython": lambda f=python, a=argument: f(a),
                "Cython": lambda f=cython, a=argument: f(a),
                "Zilant": lambda f=zilant, a=argument: f(a),
            }
        )
        ratio = times["CPython"] / times["Zilant"]
        yield Result(f"plain {name}({argument})", times, [Goal("vs CPython", ratio, least)])


def float_cases(modules: Modules) -> Iterator[Result]:
    """Plain loops over floats, against the same loops with C types."""
    inputs = {"relax": (20_000,), "decay": (20_000,), "escape": (20_000,)}
    inputs["escape_from"] = (0.225, 20_000)
    for name, arguments in inputs.items():
        calls = {
            tool: functools.partial(getattr(module, name), *arguments)
            for tool, module in modules.floats.items()
        }
        # gcc contracts what Cython takes for C doubles, so its last bits may differ
        ours = {call() for tool, call in calls.items() if tool != "Cython"}
        if len(ours) != 1 or not math.isclose(calls["Cython"](), ours.pop()):
            raise AssertionError(f"{name} differs")
        times = best_times(calls)
        goals = [Goal("vs CPython", times["CPython"] / times["Zilant"], 1.0)]
        # a parameter of escape_from is a float only when it runs
        if name != "escape_from":
            ratio = times["Zilant, cdef double"] / times["Zilant"]
            goals.append(Goal("vs cdef double", ratio, round(1 / 1.15, 2)))
        yield Result(f"floats, {name}", times, goals)


def grid_case(modules: Modules) -> Result:
    """Case (e): the smoothing kernel over a 2-D memoryview."""
    source = numpy.random.default_rng(3).random((400, 400))
    ours, theirs = numpy.zeros_like(source), numpy.zeros_like(source)
    times = best_times(
        {
            "Cython": lambda: modules.cython.smooth(source, theirs),
            "Cython unchecked": lambda: modules.cython_unchecked.smooth(source, theirs),
            "Zilant": lambda: modules.zilant.smooth(source, ours),
        }
    )
    if not math.isclose(ours.sum(), theirs.sum()):
        raise AssertionError("smooth differs")
    return Result("smooth 400 x 400", times)


def kernel_cases(modules: Modules) -> Iterator[Result]:
    """Loops over views with checks, against Cython's without; results must be equal."""
    numbers = numpy.random.default_rng(4)
    left, right = numbers.random(10_000), numbers.random(10_000)
    places = numbers.integers(0, 10_000, 10_000)
    square, other = numbers.random((120, 120)), numbers.random((120, 120))
    inputs = {
        "add": (left, right),
        "reverse": (left,),
        "running_sum": (left,),
        "gather": (left, places),
        "multiply": (square, other),
    }
    for name, arguments in inputs.items():
        targets = {tool: numpy.zeros_like(arguments[0]) for tool in modules.kernels}
        calls = {
            tool: functools.partial(getattr(module, name), *arguments, targets[tool])
            for tool, module in modules.kernels.items()
        }
        times = best_times(calls)
        if not numpy.allclose(targets["Zilant"], targets["Cython"]):
            raise AssertionError(f"{name} differs")
        ratio = times["Cython unchecked"] / times["Zilant"]
        goal = Goal("checked, vs unchecked Cython", ratio, 1.0)
        yield Result(f"{name}, {arguments[0].size:,} doubles", times, [goal])


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


def all_results(folder: Path) -> Iterator[Result]:
    """Build everything in `folder` and yield each result as it is measured."""
    modules = Modules(folder)
    yield from view_cases(modules)
    yield from number_cases(modules)
    yield from plain_cases(modules)
    yield from float_cases(modules)
    yield grid_case(modules)
    yield from kernel_cases(modules)
    yield from build_cases(folder)
