"""Runs one of benchmarks/programs for programs.py, which asks for what it wants line by line.

usage: PYTHON benchmarks/program_worker.py PATH

PATH is the source or a compiled module. The line `run` calls the program's run() once and answers
with the seconds and the result; `share` answers with the seconds of one run that go to other
libraries. Each answer is a line of JSON. Runs on every Python that is compared, PyPy too.
"""

from __future__ import annotations

import cProfile
import gc
import json
import sys
import time
from pathlib import Path

from modules import load

CALLS = 100_000


def run_once(program) -> dict[str, object]:
    """Time one run, from the state after a collection."""
    gc.collect()
    start = time.perf_counter()
    result = program.run()
    return {"seconds": time.perf_counter() - start, "result": repr(result)}


def call_often() -> None:
    """Call a function of C that does nearly nothing."""
    for number in range(CALLS):
        abs(number)


def profile(function) -> list:
    """Return cProfile's entries of one call."""
    profiler = cProfile.Profile()
    profiler.runcall(function)
    return profiler.getstats()


def seconds_of_profiler() -> float:
    """Return what the profiler adds to the time of each call."""
    start = time.perf_counter()
    call_often()
    plain = time.perf_counter() - start
    seconds = next(entry.inlinetime for entry in profile(call_often) if entry.callcount == CALLS)
    return max(0.0, seconds - plain) / CALLS


def seconds_in_libraries(program) -> float:
    """Return the seconds of one run in functions that are not the program's own.

    These are functions and methods of C (of builtin types too) and of the library. The time of the
    own functions that they call is not theirs, and what the profiler adds is taken off.
    """
    gc.collect()
    added = seconds_of_profiler()
    own_file = program.__file__
    total = 0.0
    for entry in profile(program.run):
        if getattr(entry.code, "co_filename", None) != own_file:
            total += max(0.0, entry.inlinetime - entry.callcount * added)
    return total


def main() -> None:
    """Answer until the input ends."""
    program = load(Path(sys.argv[1]))
    for line in sys.stdin:
        if line.strip() == "share":
            answer = {"seconds": seconds_in_libraries(program)}
        else:
            answer = run_once(program)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
