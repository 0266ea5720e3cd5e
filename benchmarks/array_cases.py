"""Kernels over arrays: Zilant with all checks beside Cython without and with them, and beside C.

The kernels are those of arrays.pyx and arrays.c. Each is timed with a working set in the cache, and
where that makes a difference with one out of it. Every tool gets arrays of its own. Where Python
has numpy, its own expression is timed too (array_expressions.py); where it has Numba or Pythran,
what they make of arrays_loops.py.
"""

from __future__ import annotations

import array
import ctypes
import functools
import importlib
import importlib.util
import itertools
import math
import os
import random
from collections.abc import Callable, Iterator

from harness import best_times
from modules import Modules, geometric_mean, random_doubles, vs
from results import Goal, Result

KIB = 1024
COMPILERS = ("clang", "gcc")  # folders of arrays.so
UNCHECKED = "Cython unchecked"
PEERS = ("numpy", "Numba", "Pythran")
# What numpy leaves to BLAS, and to a sort by vectors: no loops. What it adds up in an order of its
# own, as only fastmath may.
LIBRARIES = {"matmul", "matmul_strided", "quicksort"}
OUT_OF_ORDER = {"total", "dot"}
# The means.
TEXTS = {
    "unchecked": "vs unchecked Cython",
    "checked": "vs checked Cython",
    "fastmath": "fastmath, vs unchecked Cython",
    "C": "vs the better C",
    **{tool: f"vs {tool}" for tool in PEERS},
}
LEAST = {"unchecked": 1.08, "checked": 1.7, "fastmath": 2.0, "C": 0.97}
LEAST |= {"numpy": 2.0, "Numba": 1.0, "Pythran": 1.0}
# What reduces or calls functions of libm, and so gains from the liberties of fastmath.
WITH_LIBERTIES = {
    *("total", "dot", "normalise", "matmul", "convolve", "pairwise", "spmv", "growing_mean"),
    *("short_rows", "arc_distance", "black_scholes"),
}


def zeros(code: str, *lengths: int) -> memoryview:
    """Return an array of zeros, of one or two dimensions."""
    items = array.array(code, bytes(array.array(code).itemsize * math.prod(lengths)))
    return (
        memoryview(items) if len(lengths) == 1 else memoryview(items).cast("B").cast(code, lengths)
    )


def doubles(count: int, seed: int) -> memoryview:
    """Return doubles from 0 to 1."""
    return memoryview(random_doubles(count, seed))


def matrix(rows: int, columns: int, seed: int) -> memoryview:
    """Return a matrix of doubles from 0 to 1."""
    return doubles(rows * columns, seed).cast("B").cast("d", (rows, columns))


def places(count: int, below: int) -> memoryview:
    """Return random subscripts."""
    choose = random.Random(6)
    return memoryview(array.array("l", (choose.randrange(below) for _ in range(count))))


def sparse(rows: int, columns: int, each: int) -> tuple[memoryview, ...]:
    """Return a matrix in CSR form: data, columns, starts."""
    choose = random.Random(8)
    starts, chosen = array.array("i", [0]), array.array("i")
    for _ in range(rows):
        chosen.extend(sorted(choose.sample(range(columns), choose.randrange(2 * each))))
        starts.append(len(chosen))
    return doubles(len(chosen), 9), memoryview(chosen), memoryview(starts)


def inputs() -> Iterator[tuple[str, Callable[[], tuple]]]:
    """Yield each kernel's name with what makes new arguments for it."""
    for count in (2_000, 1_000_000):
        yield "total", lambda n=count: (doubles(n, 1),)
        yield "dot", lambda n=count: (doubles(n, 1), doubles(n, 2))
        yield "axpy", lambda n=count: (2.5, doubles(n, 1), doubles(n, 2), zeros("d", n))
        yield "prefix_sum", lambda n=count: (doubles(n, 1), zeros("d", n))
        yield "normalise", lambda n=count: (doubles(n, 1), zeros("d", n))
        yield "gather", lambda n=count: (doubles(n, 1), places(n, n), zeros("d", n))
        yield "histogram", lambda n=count: (doubles(n, 1), zeros("l", 64))
    yield "particles", lambda: (0.01, *(doubles(4_000, seed) for seed in range(6)))
    for side in (64, 200):
        both = functools.partial(matrix, side, side)
        yield "matmul", lambda both=both, n=side: (both(1), both(2), zeros("d", n, n))
        yield "matmul_strided", lambda both=both, n=side: (both(1), both(2), zeros("d", n, n))
    for side in (100, 1_000):
        yield "stencil", lambda n=side: (matrix(n, n, 1), zeros("d", n, n))
        yield "jacobi", lambda n=side: (2, matrix(n, n, 1), matrix(n, n, 2))
    for width in (3, 9):
        yield (
            "convolve",
            lambda n=width: (matrix(200, 200, 1), matrix(n, n, 2), zeros("d", 201 - n, 201 - n)),
        )
    yield "floyd_warshall", lambda: (matrix(120, 120, 1),)
    for width in (3, 16):
        yield "pairwise", lambda n=width: (matrix(200, n, 1), zeros("d", 200, 200))
    yield "arc_distance", lambda: (*(doubles(5_000, seed) for seed in range(4)), zeros("d", 5_000))
    yield (
        "black_scholes",
        lambda: (0.02, 0.3, *(doubles(5_000, seed) for seed in range(3)), zeros("d", 5_000)),
    )
    yield "spmv", lambda: (*sparse(1_000, 1_000, 10), doubles(1_000, 3), zeros("d", 1_000))
    yield "crc16", lambda: (memoryview(random.Random(5).randbytes(20_000)),)
    yield "quicksort", lambda: (doubles(20_000, 1), zeros("d", 20_000))
    yield "mandelbrot", lambda: (100, zeros("i", 100, 100))
    yield "growing_mean", lambda: (doubles(1_000, 1), zeros("d", 1_000))
    for width in (4, 16):
        yield "short_rows", lambda n=width: (matrix(2_000, n, 1), zeros("d", 2_000))


def size_text(arguments: tuple) -> str:
    """Return how large the working set is: '32 KiB'."""
    size = sum(value.nbytes for value in arguments if isinstance(value, memoryview))
    return f"{size / KIB:.0f} KiB" if size < 1024 * KIB else f"{size / KIB / KIB:.0f} MiB"


def c_arguments(arguments: tuple) -> Iterator[object]:
    """Yield what C is given: numbers, and of each view the address and the lengths."""
    for value in arguments:
        if isinstance(value, float):
            yield ctypes.c_double(value)
        elif not isinstance(value, memoryview):
            yield value
        else:
            kept = value.obj
            if isinstance(kept, bytes):
                yield kept
            else:
                yield ctypes.c_void_p(kept.buffer_info()[0])
            yield from map(ctypes.c_long, value.shape)


def c_function(modules: Modules, compiler: str, name: str, result: object) -> Callable | None:
    """Return the kernel in C as a compiler made it."""
    library = ctypes.CDLL(str(modules.folder / compiler / "arrays.so"))
    function = getattr(library, name, None)
    if function is not None:
        function.restype = {float: ctypes.c_double, int: ctypes.c_long}.get(type(result))
    return function


def flat(value: object) -> list:
    """Return the numbers of an array, a number or None as a list."""
    if not isinstance(value, memoryview):
        return [] if value is None else [value]
    return value.cast("B").cast(value.format).tolist()


def check_close(name: str, values: dict[str, tuple]) -> None:
    """Raise unless all tools wrote the same; they may contract products and sums."""
    wanted = list(itertools.chain.from_iterable(map(flat, values["Zilant"])))
    for tool, written in values.items():
        found = itertools.chain.from_iterable(map(flat, written))
        if not all(math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9) for a, b in zip(found, wanted)):
            raise AssertionError(f"{name} differs: {tool}")


def make_calls(modules: Modules, name: str, make: Callable) -> tuple[dict[str, Callable], str]:
    """Return the call of each tool, of which all gave equal results, and the working set."""
    calls, written = {}, {}
    functions = modules.functions("arrays", name)
    if name in WITH_LIBERTIES:
        functions["Zilant fastmath"] = getattr(modules.of_tool("fast", "arrays"), name)
    for tool, function in functions.items():
        arguments = make()
        calls[tool] = functools.partial(function, *arguments)
        written[tool] = (calls[tool](), *arguments)
    for compiler in COMPILERS:
        function = c_function(modules, compiler, name, written["Zilant"][0])
        if function is not None:
            arguments = make()
            calls[f"C ({compiler})"] = functools.partial(function, *c_arguments(arguments))
            calls[f"C ({compiler})"].kept = arguments
            written[compiler] = (calls[f"C ({compiler})"](), *arguments)
    for tool, function in peers(modules, name).items():
        arguments = make()
        calls[tool] = functools.partial(function, *as_arrays(arguments))
        written[tool] = (calls[tool](), *arguments)
    check_close(name, written)
    return calls, size_text(make())


def peers(modules: Modules, name: str) -> dict[str, Callable]:
    """Return the kernel by numpy, Numba and Pythran, as far as the Python has them."""
    found = {}
    if importlib.util.find_spec("numpy"):
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is imported
        expressions = importlib.import_module("array_expressions")
        found["numpy"] = getattr(expressions, name, None)
    if importlib.util.find_spec("numba"):
        loop = getattr(modules.interpreted("arrays_loops"), name, None)
        found["Numba"] = loop and importlib.import_module("numba").njit(loop)
    pythran = modules.of_tool("pythran", "arrays_loops")
    found["Pythran"] = pythran and getattr(pythran, name, None)
    return {tool: function for tool, function in found.items() if function}


def as_arrays(arguments: tuple) -> Iterator[object]:
    """Yield the arguments with arrays of numpy in the place of views."""
    numpy = importlib.import_module("numpy")
    for value in arguments:
        yield numpy.asarray(value) if isinstance(value, memoryview) else value


def better_c(times: dict[str, float]) -> float | None:
    """Return the better time of the C compilers."""
    return min((times[tool] for tool in times if tool.startswith("C (")), default=None)


def numpy_goals(name: str, times: dict[str, float]) -> list[Goal]:
    """Return the goal of being as fast as numpy's own expression, where that is made of loops."""
    if name in LIBRARIES:
        return []
    if name in OUT_OF_ORDER and "numpy" in times:
        return [Goal("fastmath, vs numpy", times["numpy"] / times["Zilant fastmath"], 1.0)]
    return vs(times, "numpy", 1.0)


def array_cases(modules: Modules) -> Iterator[Result]:
    """Time the kernels, then give the means."""
    ratios: dict[str, list[float]] = {key: [] for key in TEXTS}
    for name, make in inputs():
        calls, size = make_calls(modules, name, make)
        times = best_times(calls)
        zilant, in_c = times["Zilant"], better_c(times)
        ratios["unchecked"].append(times[UNCHECKED] / zilant)
        ratios["checked"].append(times["Cython"] / zilant)
        if name in WITH_LIBERTIES:
            ratios["fastmath"].append(times[UNCHECKED] / times["Zilant fastmath"])
        goals = vs(times, UNCHECKED, 0.92, "checked, vs unchecked Cython")
        if in_c is not None:
            ratios["C"].append(in_c / zilant)
            goals.append(Goal("vs the better C", in_c / zilant, 0.9))
        for tool in PEERS:
            if tool in times:
                ratios[tool].append(times[tool] / zilant)
        goals += numpy_goals(name, times)
        yield Result(f"arrays, {name}, {size}", times, goals)
    means = [
        Goal(f"{TEXTS[key]}, in the geometric mean", geometric_mean(values), LEAST[key])
        for key, values in ratios.items()
        if values
    ]
    yield Result("arrays, all", {}, means)
