"""What is compared, and what each comparison must reach.

Runs on the Python that modules were built for, which needs nothing but its own library:

    python benchmarks/cases.py FOLDER FAMILY...

prints a line of JSON for each result (results.py) of the named families of cases. FOLDER holds what
builds.py built.
"""

from __future__ import annotations

import array
import ctypes
import fractions
import functools
import importlib
import importlib.util
import math
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from array_cases import array_cases
from harness import best_times
from modules import Modules, bind, geometric_mean, random_doubles, square, vs
from results import Goal, Result


def sum_squares_python(values):
    """Sum squares: the function of math_utils, run by the interpreter."""
    total = 0
    for value in values:
        total += value * value
    return total


# --- Views ----------------------------------------------------------------------------------------
def view_cases(modules: Modules) -> Iterator[Result]:
    """Case (c): the sum over a memoryview, checked, against unchecked Cython and C."""
    library = ctypes.CDLL(str(modules.folder / "sum_squares.so"))
    library.sum_squares.restype = ctypes.c_double
    library.sum_squares.argtypes = [ctypes.c_void_p, ctypes.c_long]
    for count, over_python in ((100_000, 200.0), (1_000_000, 150.0)):
        values = random_doubles(count, 1)
        address, listed = values.buffer_info()[0], values.tolist()
        fast = modules.of_tool("fast", "math_utils").sum_squares_view
        functions = modules.functions(
            "math_utils", "sum_squares_view", "Cython unchecked", "Zilant"
        )
        times = best_times(
            {
                "CPython": functools.partial(sum_squares_python, listed),
                **bind(functions, values),
                "Zilant fastmath": functools.partial(fast, values),
                "C": functools.partial(library.sum_squares, address, count),
            }
        )
        fastest = times["Zilant fastmath"]
        goals = [
            *vs(times, "Cython unchecked", 1.0, "checked, vs unchecked Cython"),
            Goal("fastmath, vs CPython", times["CPython"] / fastest, over_python),
            Goal("fastmath, vs C -ffast-math", times["C"] / fastest, round(1 / 1.2, 2)),
        ]
        yield Result(f"sum over double[:], {count:,}", times, goals)


def grid_cases(modules: Modules) -> Iterator[Result]:
    """Case (e): the smoothing kernel over a 2-D memoryview."""
    source = square(random_doubles(400 * 400, 3))
    functions = modules.functions("math_utils", "smooth")
    targets = {tool: square(array.array("d", bytes(8 * 400 * 400))) for tool in functions}
    times = best_times(
        {
            tool: functools.partial(function, source, targets[tool])
            for tool, function in functions.items()
        }
    )
    check_equal("smooth", {tool: target.tobytes() for tool, target in targets.items()})
    yield Result("smooth 400 x 400", times)


def kernel_cases(modules: Modules) -> Iterator[Result]:
    """Loops over views with checks, against Cython's without; results must be equal."""
    left, right = random_doubles(10_000, 4), random_doubles(10_000, 5)
    choose = random.Random(6)
    places = array.array("l", (choose.randrange(10_000) for _ in range(10_000)))
    matrices = square(random_doubles(120 * 120, 7)), square(random_doubles(120 * 120, 8))
    inputs = {
        "add": (left, right),
        "reverse": (left,),
        "running_sum": (left,),
        "gather": (left, places),
        "multiply": matrices,
    }
    for name, arguments in inputs.items():
        functions = modules.functions("kernels", name)
        size = memoryview(arguments[0]).nbytes
        targets = {tool: array.array("d", bytes(size)) for tool in functions}
        shaped = square if name == "multiply" else memoryview
        calls = {
            tool: functools.partial(function, *arguments, shaped(targets[tool]))
            for tool, function in functions.items()
        }
        times = best_times(calls)
        # gcc contracts products and sums, so its last bits may differ
        for target in targets.values():
            if not all(map(math.isclose, target, targets["Zilant"])):
                raise AssertionError(f"{name} differs")
        goals = vs(times, "Cython unchecked", 1.0, "checked, vs unchecked Cython")
        yield Result(f"{name}, {size // 8:,} doubles", times, goals)


def parallel_cases(modules: Modules) -> Iterator[Result]:
    """Loops in one thread and in two, with checks, against Cython's without."""
    left, right = random_doubles(1_000_000, 11), random_doubles(1_000_000, 12)
    counts = memoryview(array.array("i", bytes(4 * 300 * 300))).cast("B").cast("i", (300, 300))
    inputs = {"julia": (counts,), "dot": (left, right), "shift": (left, right)}
    for name, arguments in inputs.items():
        functions = modules.functions("parallel", name)
        for threads in (1, 2):
            calls = bind(functions, *arguments, threads)
            # the order in which threads add up is theirs
            values = [call() for call in calls.values()]
            if not all(math.isclose(value, values[0]) for value in values):
                raise AssertionError(f"{name} differs")
            times = best_times(calls)
            goals = vs(times, "Cython unchecked", 0.95, "checked, vs unchecked Cython")
            text = f"parallel {name}, {threads} {'threads' if threads > 1 else 'thread'}"
            yield Result(text, times, goals)


# --- Python without types -------------------------------------------------------------------------
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


def check_equal(name: str, values: dict[str, object]) -> None:
    """Raise unless all tools gave the same value of the same type."""
    if len({(type(value), value) for value in values.values()}) != 1:
        raise AssertionError(f"{name} differs: {values}")


def number_cases(modules: Modules) -> Iterator[Result]:
    """Case (a): the untyped sum; exact for every kind of number."""
    compiled = modules.functions("math_utils", "sum_squares", "Cython", "Zilant")
    functions = {"CPython": sum_squares_python, **compiled}
    for name, values in number_inputs().items():
        calls = bind(functions, values)
        check_equal(f"sum_squares of {name}", {tool: call() for tool, call in calls.items()})
        times = best_times(calls)
        goals = vs(times, "CPython", 8.0 if name == "small ints" else 0.95)
        yield Result(f"untyped sum, {name}", times, goals)
    functions.update(modules.functions("math_utils", "sum_squares_list", "Cython", "Zilant"))
    times = best_times(bind(functions, [value / 3 for value in range(100_000)]))
    yield Result("sum over list, C doubles", times)


def plain_cases(modules: Modules) -> Iterator[Result]:
    """Plain Python: a recursive function and a class."""
    for name, argument, least in (("fibonacci", 22, 2.0), ("walk", 20_000, 1.0)):
        calls = bind(modules.plain_functions("plain", name), argument)
        check_equal(name, {tool: call() for tool, call in calls.items()})
        times = best_times(calls)
        yield Result(f"plain {name}({argument})", times, vs(times, "CPython", least))


def name_cases(modules: Modules) -> Iterator[Result]:
    """Names and attributes of each kind."""
    source = modules.interpreted("names")
    for name, function in vars(source).items():
        if callable(function) and not isinstance(function, type):
            calls = bind(modules.plain_functions("names", name), 20_000)
            check_equal(name, {tool: call() for tool, call in calls.items()})
            times = best_times(calls)
            text = f"names, {name.replace('_', ' ')}"
            yield Result(text, times, vs(times, "CPython", 1.0))


def float_cases(modules: Modules) -> Iterator[Result]:
    """Plain loops over floats, against the same loops with C types."""
    inputs = {"relax": (20_000,), "decay": (20_000,), "escape": (20_000,)}
    inputs["escape_from"] = (0.225, 20_000)
    for name, arguments in inputs.items():
        functions = modules.plain_functions("floats", name)
        typed = modules.of_tool("zilant", "floats_typed")
        calls = bind({**functions, "Zilant, cdef double": getattr(typed, name)}, *arguments)
        values = {tool: call() for tool, call in calls.items()}
        # gcc contracts what Cython takes for C doubles, so its last bits may differ
        from_cython = values.pop("Cython", values["Zilant"])
        check_equal(name, values)
        if not math.isclose(from_cython, values["Zilant"]):
            raise AssertionError(f"{name} differs")
        times = best_times(calls)
        goals = vs(times, "CPython", 1.0)
        # a parameter of escape_from is a float only when it runs
        if name != "escape_from":
            goals += vs(times, "Zilant, cdef double", round(1 / 1.15, 2), "vs cdef double")
        yield Result(f"floats, {name}", times, goals)


# --- C types, cdef classes and C functions --------------------------------------------------------
def c_level_inputs() -> dict[str, tuple]:
    """Return the arguments of each function of c_level.pyx."""
    choose = random.Random(9)
    texts = ["".join(choose.choices("abcd \n", k=size)) for size in (400, 500, 100_000)]
    return {
        "fibonacci": (24,),
        "primes": (500,),
        "xorshift": (200_000,),
        "power_double": (100_000,),
        "power_int": (200_000,),
        "quicksort": (20_000,),
        "qsort_callback": (20_000,),
        "edit_distance": (texts[0], texts[1]),
        "hash_bytes": (choose.randbytes(200_000),),
        "count_words": (texts[2],),
        "n_body": (5_000,),
        "tree_build": (12,),
        "tree_walk": (20,),
        "virtual_calls": (200_000,),
        "cpdef_methods": (200_000,),
        "cpdef_functions": (2_000,),
        "cpdef_from_python": (20_000,),
    }


def c_call(library: ctypes.CDLL, name: str, arguments: tuple, result: object) -> Callable | None:
    """Return the call of the function in C; text goes as bytes, with the sizes after it."""
    if not hasattr(library, name):
        return None
    function = getattr(library, name)
    function.restype = ctypes.c_double if isinstance(result, float) else ctypes.c_long
    values = [value.encode() if isinstance(value, str) else value for value in arguments]
    values += [ctypes.c_long(len(value)) for value in values if isinstance(value, bytes)]
    return functools.partial(function, *values)


def c_level_cases(modules: Modules) -> Iterator[Result]:
    """Programs of C types and cdef classes, beside Cython's and the same in C; then the mean."""
    library = ctypes.CDLL(str(modules.folder / "c_level.so"))
    ratios = []
    for name, arguments in c_level_inputs().items():
        functions = modules.functions("c_level", name, "Cython", "Zilant")
        python = getattr(modules.interpreted("c_level"), name, None)
        calls = bind({"CPython": python, **functions} if python else functions, *arguments)
        result = calls["Zilant"]()
        in_c = c_call(library, name, arguments, result)
        calls.update({"C": in_c} if in_c else {})
        # gcc and clang contract products and sums, so their last bits may differ
        for tool, call in calls.items():
            if not math.isclose(call(), result, rel_tol=1e-6):
                raise AssertionError(f"{name} differs: {tool}")
        times = best_times(calls)
        goals = vs(times, "Cython", 0.95) + vs(times, "C", round(1 / 1.2, 2))
        ratios += [times["Cython"] / times["Zilant"]] if "Cython" in times else []
        yield Result(f"C level, {name.replace('_', ' ')}", times, goals)
    if ratios:
        goal = Goal("vs Cython in the geometric mean", geometric_mean(ratios), 1.1)
        yield Result("C level, all", {}, [goal])


def view_call_cases(modules: Modules) -> Iterator[Result]:
    """What a view costs beside its items, against Cython."""
    doubles = array.array("d", bytes(8 * 10))
    table = memoryview(array.array("l", range(400))).cast("B").cast("l", (50, 8))
    for name, count in (("one", 1), ("three", 3)):
        calls = bind(modules.functions("view_calls", name, "Cython", "Zilant"), *[doubles] * count)
        times = best_times(calls)
        yield Result(f"views, call with {name}", times, vs(times, "Cython", 1.0))
    if importlib.util.find_spec("numpy"):
        zeros = importlib.import_module("numpy").zeros(10)
        calls = bind(modules.functions("view_calls", "one", "Cython", "Zilant"), zeros)
        times = best_times({"numpy's a[0]": functools.partial(zeros.__getitem__, 0), **calls})
        goals = vs(times, "Cython", 1.0) + vs(times, "numpy's a[0]", round(1 / 3, 2))
        yield Result("views, call with one of numpy", times, goals)
    turns = {"passed": 20, "through_pointer": 200, "to_method": 200, "sliced": 200}
    turns |= {"taken": 2000, "copied": 1000, "transposed": 5000}
    for name, count in turns.items():
        calls = bind(modules.functions("view_calls", name, "Cython", "Zilant"), table, count)
        results = {call() for call in calls.values()}
        if len(results) > 1:
            raise AssertionError(f"{name} differs: {results}")
        times = best_times(calls)
        least = 1.0 if name in {"taken", "copied"} else 2.0
        yield Result(f"views, {name.replace('_', ' ')}", times, vs(times, "Cython", least))


FAMILIES = {
    "view_calls": view_call_cases,
    "views": view_cases,
    "numbers": number_cases,
    "plain": plain_cases,
    "names": name_cases,
    "floats": float_cases,
    "grid": grid_cases,
    "kernels": kernel_cases,
    "parallel": parallel_cases,
    "c_level": c_level_cases,
    "arrays": array_cases,
}


def main() -> None:
    """Run the families of cases that the arguments name."""
    modules = Modules(Path(sys.argv[1]))
    for family in sys.argv[2:]:
        for result in FAMILIES[family](modules):
            print(result.to_line(), flush=True)


if __name__ == "__main__":
    main()
