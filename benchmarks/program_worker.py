"""Runs one of benchmarks/programs for programs.py, which asks for what it wants line by line.

usage: PYTHON benchmarks/program_worker.py PATH [SCALE]

PATH is the source or a compiled module. The line `run` calls the program's run(SCALE) once, the
scale being 1 if none is given, and answers with the seconds and the result; `share` answers with
the part of a run that goes to other libraries. Each answer is a line of JSON. Runs on every Python
that is compared, PyPy too.
"""

from __future__ import annotations

import cProfile
import gc
import json
import resource
import sys
import time
from pathlib import Path

from modules import load

CALLS = 100_000
MOST_MEMORY = 4 << 30  # bytes: a program that loops for ever ends there, the machine does not
SUM = "<built-in method builtins.sum>"  # as cProfile calls it
PROFILES = 3  # the shortest counts


def run_once(program, scale: float) -> dict[str, object]:
    """Time one run of that size (1: the whole), from the state after a collection."""
    gc.collect()
    start = time.process_time()
    result = program.run(scale)
    return {"seconds": time.process_time() - start, "result": repr(result)}


def loop() -> None:
    """Do nothing in a loop."""
    for _ in range(CALLS):
        pass


def call_functions() -> None:
    """Call a function of C that does nearly nothing."""
    for number in range(CALLS):
        abs(number)


def call_methods() -> None:
    """Call a method of C that does nearly nothing."""
    for _ in range(CALLS):
        "".isalpha()


def sum_list() -> None:
    """Call a function of C that takes items out of a list."""
    sum([1] * CALLS)


def sum_generator() -> None:
    """Call a function of C that resumes a generator for each item."""
    sum(1 for _ in range(CALLS))


def time_wall(function) -> float:
    """Return the shortest of some calls, in seconds of the clock as cProfile has them."""
    best = float("inf")
    for _ in range(PROFILES):
        start = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - start)
    return best


def profile(function) -> list:
    """Return cProfile's entries of one call."""
    profiler = cProfile.Profile()
    profiler.runcall(function)
    return profiler.getstats()


def shortest_own_time(function, matches) -> float:
    """Return the shortest own time, of some profiles, of what a function calls and that matches."""
    return min(
        entry.inlinetime for _ in range(PROFILES) for entry in profile(function) if matches(entry)
    )


class Added:
    """What the profiler adds to the own time of a function of C, in seconds."""

    def __init__(self) -> None:
        self.function = self.measure_call(call_functions)
        self.method = self.measure_call(call_methods)
        summed = shortest_own_time(sum_generator, lambda entry: entry.code == SUM)
        self.resumption = max(0.0, summed - time_wall(sum_list)) / CALLS

    def measure_call(self, calls) -> float:
        """Return what it adds for each call of C that a function makes."""
        plain = time_wall(calls) - time_wall(loop)
        profiled = shortest_own_time(calls, lambda entry: entry.callcount == CALLS)
        return max(0.0, profiled - plain) / CALLS

    def to(self, entry) -> float:
        """Return what it adds to all calls of an entry, and what functions of Python they call."""
        is_method = str(entry.code).startswith("<method ")
        called = sum(sub.callcount for sub in entry.calls or () if hasattr(sub.code, "co_code"))
        calls = entry.callcount * (self.method if is_method else self.function)
        return calls + called * self.resumption


def share_of_libraries(program) -> float:
    """Return the part of a run that goes to functions that are not the program's own.

    These are functions and methods of C (of builtin types too) and of the library. The time of the
    own functions that they call is not theirs, and what the profiler adds is taken off.
    """
    added = Added()
    shortest = float("inf")
    for _ in range(PROFILES):
        gc.collect()
        others = [
            entry
            for entry in profile(program.run)
            if getattr(entry.code, "co_filename", None) != program.__file__
        ]
        shortest = min(shortest, sum(max(0.0, each.inlinetime - added.to(each)) for each in others))
    return shortest / time_wall(program.run)


def main() -> None:
    """Answer until the input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    program = load(Path(sys.argv[1]))
    scale = float(sys.argv[2]) if len(sys.argv) > 2 else 1
    for line in sys.stdin:
        if line.strip() == "share":
            answer = {"share": share_of_libraries(program)}
        else:
            answer = run_once(program, scale)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
