"""Runs the examples of a module several times in one process and looks for what each round leaves.

    python tests/count_references.py FOLDER MODULE

Prints {"memory": 0, "objects": 0, "references": 0, "total": 0}: what every round adds; to standard
error what grows. The examples have to hold first. Works on any CPython, and under AddressSanitizer,
whose allocator counts bytes: together the figures see a leaked object of any type, a reference too
many to one that lives anyway (None before 3.12), and memory of C. A debug build also counts all
references of the process.

A round is an execution of all examples with fresh globals. After each, garbage is collected and
the figures are taken: the sum of the reference counts of all objects that can be reached, the
number of these objects, and the memory in use. What grows in every round leaks; what an
interpreter's caches take in a first round does not come again. Growth that is seen is looked at
once more, in further rounds: a leak is there again, what happened to come late is not.
"""

import array
import ctypes
import gc
import importlib
import io
import json
import os
import sys
import time
import traceback

import doctests

WARM_ROUNDS = 2  # caches fill: attributes, types, specialised bytecode
ROUNDS = 3  # these are compared
SHOWN = 8
FIGURES = ("memory", "objects", "references", "total")


def compile_examples(module):
    """The examples of each docstring as code: [(name, globals, [code, ...])]."""
    tests = []
    for test in doctests.find_tests(module):
        codes = [
            compile(example.source, f"<{test.name}>", "single", dont_inherit=True)
            for example in test.examples
        ]
        if codes:
            tests.append((test.name, test.globs, codes))
    return tests


def look_at(exception):
    """Does what printing it does; `traceback.format_exc` would leave memory in its own caches."""
    str(exception)
    for frame, _ in traceback.walk_tb(exception.__traceback__):
        list(frame.f_code.co_positions()) if hasattr(frame.f_code, "co_positions") else None


def run_round(tests):
    """Runs all examples; what they print and raise is not looked at here."""
    saved = sys.stdout, sys.displayhook
    sys.displayhook = repr
    sys.stdout = io.StringIO()
    try:
        for _, globs, codes in tests:
            scope = dict(globs)
            for code in codes:
                try:
                    exec(code, scope)
                except KeyboardInterrupt:
                    raise
                except BaseException as exception:  # as doctest does
                    look_at(exception)
            scope.clear()
    finally:
        sys.stdout, sys.displayhook = saved


# --- What is there -------------------------------------------------------------------------------


def leaks_elsewhere(thing):
    """numpy.zeros and others of numpy 2 keep a reference to their dtype in every call."""
    return type(thing).__module__ == "numpy.dtypes"


def find_objects():
    """id -> object of all that the collector tracks and what these refer to."""
    seen = {}
    waiting = gc.get_objects()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or leaks_elsewhere(thing):
            continue
        seen[id(thing)] = thing
        waiting.extend(gc.get_referents(thing))
    del waiting
    return seen


def choose_memory_counter():
    """What counts the memory in use: bytes of the sanitizer's allocator, or Python's own blocks."""
    try:
        count = ctypes.CDLL(None).__sanitizer_get_current_allocated_bytes
    except AttributeError:
        return sys.getallocatedblocks
    count.restype = ctypes.c_size_t
    return count


count_memory = choose_memory_counter()
# The cache of types, which holds names of attributes, and from 3.13 on others.
clear_caches = getattr(sys, "_clear_internal_caches", None) or sys._clear_type_cache
# All references of the process, which a debug build counts.
count_total = getattr(sys, "gettotalrefcount", int)


def count_references():
    """The number of objects that can be reached, and the sum of their reference counts."""
    objects = find_objects()
    return len(objects), sum(map(sys.getrefcount, objects.values()))


def wait_for_threads():
    """`Thread.join` returns before the system's thread has ended and its memory is free."""
    for _ in range(1000):
        if len(os.listdir("/proc/self/task")) <= threads_at_start:
            return
        time.sleep(0.001)


threads_at_start = len(os.listdir("/proc/self/task"))


def take_figures():
    """(memory, objects, references, total); before the counting of some uses some of others."""
    wait_for_threads()
    clear_caches()
    gc.collect()
    memory = count_memory()
    total = count_total()
    return (memory, *count_references(), total)


def describe(run):
    """The objects whose reference counts grow in each of two rounds, the most first."""
    rounds = []
    for _ in range(3):
        run()
        gc.collect()
        objects = find_objects()
        # Arrays, because ints and dicts would be among the objects that grow.
        keys = array.array("Q", objects)
        rounds.append((keys, array.array("q", map(sys.getrefcount, objects.values()))))
        del objects
    counts = [dict(zip(keys, values)) for keys, values in rounds]
    growing = []
    for key, thing in find_objects().items():
        values = [count.get(key) for count in counts]
        if None in values:
            continue
        growth = min(values[1] - values[0], values[2] - values[1])
        if growth > 0:
            growing.append((growth, f"{type(thing).__name__} {repr(thing)[:100]}"))
    growing.sort(reverse=True)
    return [f"    {growth} references more to {text}" for growth, text in growing[:SHOWN]]


def measure_growth(run):
    """{figure: what each of some rounds adds at least}."""
    # In an array, because ints in a list would be among the objects that grow.
    figures = array.array("q", [0]) * (len(FIGURES) * ROUNDS)
    for round_number in range(-WARM_ROUNDS, ROUNDS):
        run()
        taken = array.array("q", take_figures())
        if round_number >= 0:
            figures[len(FIGURES) * round_number : len(FIGURES) * (round_number + 1)] = taken
        del taken
    growth = {}
    for position, name in enumerate(FIGURES):
        values = figures[position :: len(FIGURES)]
        growth[name] = max(0, min(after - before for before, after in zip(values, values[1:])))
    return growth


def find_leaks(run):
    """Calls `run` several times; gives what each round adds at least, and lines about it."""
    growth = measure_growth(run)
    if not any(growth.values()):
        return growth, []
    again = measure_growth(run)
    growth = {name: min(growth[name], again[name]) for name in FIGURES}
    return growth, describe(run) if any(growth.values()) else []


def main():
    folder, name = sys.argv[1:]
    sys.path.insert(0, folder)
    module = importlib.import_module(name)
    failed, attempted = doctests.run_examples(module)
    if failed:
        return f"{failed} of {attempted} examples failed"
    tests = compile_examples(module)
    growth, lines = find_leaks(lambda: run_round(tests))
    print(*lines, sep="\n", file=sys.stderr)
    print(json.dumps(growth))
    return 0


if __name__ == "__main__":
    sys.exit(main())
