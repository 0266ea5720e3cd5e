"""Makes each allocation of a compiled program fail in turn, and says what does not end well.

    python failing_allocations.py [--step STEP] [--jobs JOBS] FOLDER [NAME...]

FOLDER has programs: modules whose `run(scale)` returns what can be compared. Each is compiled, and
run once for each allocation of Python's that it makes, which fails: alone, and together with all
that follow. What has to come of it is a MemoryError, or, where whoever asked for the memory does
without it, the right result. What is left behind must not grow. A crash, another exception or
result, and a leak are printed with the allocation's number, and make the exit status 1. With a step
of 10 every tenth allocation fails.

CPython's own functions leak where some of their allocations fail. So where something is left, the
source is run interpreted as well, and what that leaves on the same line, or on one of those where
runs with the same number fail by turns, is not held against us.
"""

import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

from pythons import find_compiler

SCALE = 0.001
LIMIT = 3600  # seconds for a program
SHOWN = 20

# Runs in a process of its own, from one allocation on; writes a line before each and one for what
# came of it.
CHILD = """
import _testcapi, array, faulthandler, gc, importlib, json, sys, warnings

module = importlib.import_module(sys.argv[1])
ROUNDS, HANG, FAR, MOST = 300, 120, 500, 10**6
scale, first, step = float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
to_the_end = sys.argv[5:] == ["to_the_end"]
warnings.simplefilter("ignore")
sys.unraisablehook = lambda _: None

def write(**values):
    print(json.dumps(values), flush=True)

def line_of(error):
    '''The innermost line of the program that an error names.'''
    line, entry = 0, error.__traceback__
    while entry is not None:
        path = entry.tb_frame.f_code.co_filename
        if path.rpartition("/")[2].partition(".")[0] == module.__name__:
            line = entry.tb_lineno
        entry = entry.tb_next
    return line

def is_of_memory(error):
    '''Is it a MemoryError, or caused by one?'''
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__
    return error is not None

def run(start, stop):
    '''What the program gives with no memory from one allocation to another, and on which line it
    fails.'''
    line = 0
    _testcapi.set_nomemory(start, stop)
    try:
        result = module.run(scale)
    except BaseException as error:
        _testcapi.remove_mem_hooks()
        line = line_of(error)
        came = "" if is_of_memory(error) else f"{type(error).__name__}: {error}"
    else:
        _testcapi.remove_mem_hooks()
        came = "fine" if repr(result) == expected else "another result"
    return came, line

def count_allocations():
    '''How many there are: the least number that is not reached.'''
    high = 1
    while run(high, 0)[0] != "fine":
        high *= 2
    low = high // 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if run(middle, 0)[0] == "fine" else (middle + 1, high)
    return high

blocks = array.array("q", bytes(8 * ROUNDS))  # which holds numbers and no objects
lines = array.array("q", bytes(8 * ROUNDS))

def growth(start, stop):
    '''How many blocks each of many runs leaves, at least, and on which lines the later ones fail:
    what lists of free objects hold may shift the allocations from run to run. (Such a list grows
    for a while.)'''
    least = 0
    for i in range(ROUNDS):
        lines[i] = run(start, stop)[1]
        gc.collect()
        blocks[i] = sys.getallocatedblocks()
        if i > 0:
            grown = blocks[i] - blocks[i - 1]
            least = grown if i == 1 else min(least, grown)
            if least <= 0:
                return 0, []
    return least, sorted(set(lines[ROUNDS // 2:]))

expected = repr(module.run(scale))
for _ in range(3):
    assert repr(module.run(scale)) == expected
gc.collect()
gc.freeze()
total = count_allocations() if to_the_end else MOST
write(total=total)
untouched = 0
for number in range(first, total, step):
    for stop in (number + 1, 0)[: 1 + to_the_end]:
        faulthandler.dump_traceback_later(HANG, exit=True)
        write(number=number, stop=stop)
        came, line = run(number, stop)
        grown, places = growth(number, stop) if stop else (0, [])
        if came not in ("", "fine") or grown > 0:
            write(number=number, stop=stop, came=came, grown=grown, lines=places or [line])
    untouched = untouched + 1 if came == "fine" else 0
    if untouched > FAR and not to_the_end:
        break
write(done=True)
"""


def run_child(folder, name, first, step, *options):
    """Runs the program from an allocation on; gives what it wrote, and what else it said."""
    command = [sys.executable, "-X", "faulthandler", "-c", CHILD, name, str(SCALE), str(first)]
    done = subprocess.run(
        [*command, str(step), *options],
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=LIMIT,
    )
    return [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"], done.stderr


def make_fail(folder, name, step, *options):
    """Makes allocations fail; gives how many there are, and the lines that tell what did not end
    well."""
    first, total, bad = 1, 0, []
    while True:
        lines, errors = run_child(folder, name, first, step, *options)
        if not lines or "total" not in lines[0]:
            return total, [*bad, {"number": 0, "stop": 0, "came": f"no start\n{errors[-2000:]}"}]
        total = lines[0]["total"]
        bad += [line for line in lines if "came" in line]
        if "done" in lines[-1]:
            return total, bad
        last = {"number": 0, "stop": 0, **lines[-1]}
        bad.append({**last, "came": f"a crash\n{errors[-2000:]}"})
        first = last["number"] + step


def leaking_lines(source):
    """The lines of a program that leave something behind in the interpreter, which may loop where
    no memory is left."""
    _, bad = make_fail(source.parent, source.stem, 1)
    return {number for line in bad if line.get("grown") for number in line["lines"]}


def describe(line):
    """Says what came of an allocation that failed."""
    which = f"{line['number']}{'' if line['stop'] else ' and all after it'}"
    left = f", {line['grown']} blocks left" if line.get("grown") else ""
    lines = ", ".join(map(str, line.get("lines", [0])))
    return f"allocation {which}, line {lines}: {line['came'] or 'MemoryError'}{left}"


def only_leaks(line):
    """Says whether something is left behind, and else all is well."""
    return line.get("grown", 0) > 0 and line["came"] in ("", "fine")


def try_source(source, folder, step):
    """Compiles a program into a folder of its own, and makes its allocations fail."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [find_compiler(), "build", str(source), "-o", f"{folder}/", "--strict"]
    subprocess.run([*command, "--python", sys.executable], check=True)
    total, bad = make_fail(folder, source.stem, step, "to_the_end")
    if source.suffix == ".py" and any(map(only_leaks, bad)):
        known = leaking_lines(source)
        bad = [line for line in bad if not (only_leaks(line) and known & set(line["lines"]))]
    return total, [describe(line) for line in bad]


def main():
    """Tries the programs named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("programs", nargs="*", metavar="NAME")
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="programs at the same time")
    arguments = parser.parse_args()
    names = arguments.programs or sorted(path.stem for path in arguments.folder.glob("*.py*"))
    sources = [next(arguments.folder.glob(f"{name}.py*")) for name in names]
    count = 0
    pool = concurrent.futures.ThreadPoolExecutor(arguments.jobs)
    with tempfile.TemporaryDirectory() as place, pool:
        folders = [pathlib.Path(place) / name for name in names]
        steps = [arguments.step] * len(names)
        for name, (total, bad) in zip(names, pool.map(try_source, sources, folders, steps)):
            count += len(bad)
            print(f"{name:16} {total:7} allocations {len(bad):5} end badly", flush=True)
            print("".join(f"  {text}\n" for text in bad[:SHOWN]), end="", flush=True)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
