"""Compares random typed code, compiled by Zilant, with what Cython makes of it.

    python compare.py [--seed N] [--modules N] [--functions N] [--seconds N]
                      [--compiler PROGRAM] [--keep FOLDER] [--no-reduce]
                      [--views | --loops [--cython] [--sanitized]]

Modules of random functions (generate.py) are compiled by Zilant, at -O0 and -O3, and by Cython and
gcc. Each function is called with values at the edges of its parameters' types; what the calls give,
exceptions with their texts, what becomes of the arguments and what could not be raised must be
equal. A difference is reduced (tree.py) and printed with both answers. The same seed gives the same
functions. With --views they are kernels over memoryviews (views.py), whose answers are numpy's too
(model.py). With --loops they are loops over memoryviews (loops.py), whose answers are those of the
same text interpreted (loops_model.py): that takes no C compiler, so that many are compared in
little time; Cython's answers are compared with it too with --cython.
"""

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

LIMIT = 300  # seconds for all functions of a module
# Names in texts that Cython takes from its C code.
SAME_NAMES = [(r"unsigned PY_LONG_LONG", "unsigned long long"), (r"enum __pyx_t_\w+?_(\w+)", r"\1")]
REFUSED = "refused: "
CYTHON = "Cython"
PROCESSORS = ["x86-64", "x86-64-v3", "native"]
BATCH = 60  # smaller versions of a function that are tried at once
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "matrix")]
import generate  # noqa: E402
import known  # noqa: E402
import loops  # noqa: E402
import sanitizer  # noqa: E402
import views  # noqa: E402
from fuzzing import make_parser, run_modules  # noqa: E402
from matrix import compile_program, compile_with_cython, find_errors  # noqa: E402
from tree import find_edits  # noqa: E402


@dataclass
class Module:
    """Functions that are compiled together: name -> text, and the texts of the calls' arguments."""

    name: str
    head: str
    cells: dict = field(default_factory=dict)
    calls: dict = field(default_factory=dict)
    refused: dict = field(default_factory=dict)

    def add(self, name, function):
        self.cells[name] = function.text(name)
        self.calls[name] = list(function.calls)

    def accepted(self):
        return [name for name in self.cells if name not in self.refused]

    def text(self):
        """The source, and for each line the function it belongs to."""
        lines = self.head.splitlines()
        owners = [None] * len(lines)
        for name in self.accepted():
            cell = ["", "", *self.cells[name].splitlines()]
            lines += cell
            owners += [name] * len(cell)
        return "\n".join(lines) + "\n", owners


def compile_c(path):
    """By Cython, with complex numbers as two numbers, which keep the sign of their zeros."""
    return compile_with_cython(path, "-DCYTHON_CCOMPLEX=0", "-DNDEBUG")


def compile_with_zilant(options, level):
    """Gives what compiles a file and returns [(line, message)]; the level is options as text."""

    def compile_file(path):
        command = [options.compiler, "build", str(path), "-o", f"{path.parent}/", "--strict"]
        command += ["--no-cache", "--python", sys.executable, *level.split()]
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
        if run.returncode:
            return find_errors(run.stdout + run.stderr, path.name, r"error\[E\d+\]: ")
        return []

    return compile_file


def observe(module, folder, environment=None):
    """What each accepted function gives; 'crash' where the process ended or did not end."""
    (folder / "calls.json").write_text(json.dumps(module.calls))
    found, left = {}, module.accepted()
    while left:
        command = [sys.executable, "-B", str(HERE / "observe.py"), str(folder), module.name, *left]
        try:
            run = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=False,
                timeout=LIMIT,
                env=environment,
            )
            output, status = run.stdout, run.returncode
        except subprocess.TimeoutExpired as raised:
            output, status = (raised.stdout or b"").decode(), "no end"
        current = None
        for line in output.splitlines():
            for pattern, text in SAME_NAMES:
                line = re.sub(pattern, text, line)  # noqa: PLW2901
            value = json.loads(line)
            if isinstance(value, str):
                current = value
            else:
                found[current], current = value, None
        if status == 0:
            break
        if current is None:
            raise RuntimeError(f"{folder}: status {status}: {run.stderr[-2000:]}")
        found[current] = [["crash", f"{status} {run.stderr[:2000]}".rstrip(), []]]
        left = left[left.index(current) + 1 :]
    return found


def find_refused(module, names, folder, compile_file):
    """Name -> message of those that let the compiler fail without telling a line: by halves."""
    part = Module(module.name, module.head, {name: module.cells[name] for name in names})
    try:
        compile_program(part, folder, compile_file)
    except RuntimeError as raised:
        if len(names) == 1:
            return {names[0]: str(raised).partition(": ")[2]}
        middle = len(names) // 2
        halves = (names[:middle], names[middle:])
        parts = [find_refused(module, half, folder, compile_file) for half in halves]
        return {**parts[0], **parts[1]}
    return part.refused


def build_and_observe(module, folder, compile_file, environment=None):
    """What each function that was not refused before gives; that it is refused, if it is."""
    before = set(module.refused)
    folder.mkdir()
    names = module.accepted()
    module.refused.update(find_refused(module, names, folder, compile_file))
    if len(module.accepted()) < len(names):
        compile_program(module, folder, compile_file)
    found = observe(module, folder, environment) if module.accepted() else {}
    for name, message in module.refused.items():
        if name not in before:
            found[name] = [[f"{REFUSED}{message}", "", []]]
    return found


def differences_of(module, expected, found):
    """(function, call's arguments, Cython's answer, ours) of the first call that differs."""
    for name, told in expected.items():
        if name not in found or told == found[name] or told[0][0].startswith(REFUSED):
            continue
        for number, (left, right) in enumerate(zip(told, found[name])):
            if left != right and not any(text in left[0] for text in known.REFUSALS):
                yield name, module.calls[name][number], left, right
                break


# --- Making it smaller ---------------------------------------------------------------------------


def found_by(options, level, module, folder):
    """What the functions give at a level, which is Cython for the comparison of loops with it."""
    if level == CYTHON:
        found = build_and_observe(module, folder, compile_c)
        return {name: told for name, told in found.items() if not told[0][0].startswith(REFUSED)}
    environment = sanitizer.environment() if options.sanitized else None
    return build_and_observe(module, folder, compile_with_zilant(options, level), environment)


def expected_of(options, module, folder):
    """What the functions have to give."""
    if options.loops:
        return interpreted(module)
    return build_and_observe(module, folder, compile_c)


def differing(options, level, head, candidates):
    """Which of the candidates, (text, calls), differ still: number -> answers."""
    module = Module("reduced", head)
    for number, (text, calls) in enumerate(candidates):
        module.cells[f"c{number}"] = text
        module.calls[f"c{number}"] = calls
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            expected = expected_of(options, module, folder / "expected")
            found = found_by(options, level, module, folder / "found")
        except (RuntimeError, subprocess.TimeoutExpired):
            return {}
    return {int(name[1:]): told for name, *told in differences_of(module, expected, found)}


def smaller_version(options, level, head, function, told):
    """Applies the best edit after which the function differs still; gives the answers, or None.
    What compiled does not become something that is refused, nor the other way round."""
    seen, left = set(), []
    size = len(function.text("c"))
    for edit in find_edits(function):
        edit.apply()
        text, calls = function.text("{}"), list(function.calls)
        edit.undo()
        key = (text, tuple(calls))
        if calls and key not in seen and (len(text) < size + 1):
            seen.add(key)
            left.append((edit, text, calls))
    while left:
        batch, left = left[:BATCH], left[BATCH:]
        candidates = [
            (text.replace("{}", f"c{i}", 1), calls) for i, (_, text, calls) in enumerate(batch)
        ]
        is_refused = told[2][0].startswith(REFUSED)
        found = {
            number: answers
            for number, answers in differing(options, level, head, candidates).items()
            if answers[2][0].startswith(REFUSED) == is_refused
        }
        if found:
            best = min(found, key=lambda i: len(batch[i][1]) + 9 * len(batch[i][2]))
            batch[best][0].apply()
            return found[best]
    return None


def reduce(options, level, head, function, told):
    if told[0] in function.calls:
        function.calls[:] = [told[0]]
    while True:
        smaller = smaller_version(options, level, head, function, told)
        if smaller is None:
            return told
        told = smaller


# --- The modules of a run ------------------------------------------------------------------------


def report(options, seed, name, level, function, told):
    arguments, left, right = told
    first = "interpreted" if options.loops else CYTHON
    second = CYTHON if level == CYTHON else "Zilant"
    return (
        f"seed {seed}, {name} {level}:\n{function.text(name)}\n{name}({arguments})\n"
        f"  {first}: {' '.join(map(str, left))}\n  {second}: {' '.join(map(str, right))}"
    )


def interpreted(module):
    """The answers that the texts give when they are interpreted."""
    import loops_model  # noqa: PLC0415 -- as above, in with_numpy

    return {
        name: loops_model.answers(name, module.cells[name], module.calls[name])
        for name in module.accepted()
    }


def without_known(module, expected):
    """The answers to compare Cython's with: without those that it is known to give otherwise."""
    return {
        name: [
            [known.UNKNOWN] if known.is_known_of_loops(module.cells[name], answer[0]) else answer
            for answer in told
        ]
        for name, told in expected.items()
    }


def levels_of(options, seed):
    """The options of the builds that are compared."""
    if not options.loops:
        return ["-O0", "-O3"]
    levels = ["-O0", f"-O3 --cpu={PROCESSORS[seed % len(PROCESSORS)]}"]
    if options.sanitized:
        levels = [f"{level} --sanitize=address" for level in levels]
    return [*levels, CYTHON] if options.cython else levels


def with_numpy(module, expected):
    """The answers that numpy gives, and Cython's where it tells nothing: there something is wrong,
    and the texts are Cython's."""
    import model  # noqa: PLC0415 -- numpy is needed for these modules alone

    found = {}
    for name, told in expected.items():
        if told[0][0].startswith(REFUSED):
            continue
        answers = model.answers(name, module.cells[name], module.calls[name])
        with_steps = [known.UNKNOWN] if known.STEPS.search(module.cells[name]) else None
        found[name] = [
            was if was[0].startswith(known.NOT_TAKEN) else answer or with_steps or was
            for answer, was in zip(answers, told)
        ]
    return found


def compare_module(options, seed, folder):
    """Differences of one module, as texts."""
    maker = views if options.views else loops if options.loops else generate
    head, functions = maker.generate_module(seed, options.functions)
    module = Module(f"fuzzed_{seed}", head)
    for number, function in enumerate(functions):
        module.add(f"t{number}", function)
    expected = expected_of(options, module, folder / "expected")
    for name, message in module.refused.items():
        print(f"seed {seed}, {name}: Cython refuses: {message}", flush=True)
    done = set(module.refused)
    if options.views:
        expected = with_numpy(module, expected)
    for level in levels_of(options, seed):
        if level == CYTHON:
            expected = without_known(module, expected)
        found = found_by(options, level, module, folder / level.split()[0].strip("-"))
        for name, *told in differences_of(module, expected, found):
            if name in done:
                continue
            done.add(name)
            function = functions[int(name[1:])]
            if not options.no_reduce:
                told = reduce(options, level, head, function, told)  # noqa: PLW2901
            yield report(options, seed, name, level, function, told)


def main():
    parser = make_parser(__doc__.splitlines()[0], functions=80)
    parser.add_argument("--no-reduce", action="store_true", help="print functions as they are")
    parser.add_argument("--views", action="store_true", help="kernels over memoryviews")
    parser.add_argument("--loops", action="store_true", help="loops over memoryviews")
    parser.add_argument("--cython", action="store_true", help="compare loops with Cython's too")
    parser.add_argument("--sanitized", action="store_true", help="loops under AddressSanitizer")
    options = parser.parse_args()
    name = "fuzz-views" if options.views else "fuzz-loops" if options.loops else "fuzz-typed"
    return run_modules(options, name, compare_module)


if __name__ == "__main__":
    sys.exit(main())
