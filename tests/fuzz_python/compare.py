"""Compares random functions, compiled, with what CPython makes of them.

    python compare.py [--seed N] [--modules N] [--functions N] [--seconds N]
                      [--python PROGRAM] [--compiler PROGRAM] [--keep FOLDER] [--newest]

Modules of random functions (generate.py) are compiled; each function is called in the interpreter
and in the compiled module, in a process of its own for each module. Results, exceptions with
causes, contexts and traceback lines, the order of all effects and the number of objects left over
must be equal. Prints each difference with the function's text, and a line of figures; the exit
status says whether there was none. The same seed gives the same functions. `--python` is the one
that runs this, unless said otherwise, since sources are tried with compile() first. `--newest` adds
the syntax that Python has gained since 3.10, as far as the Python has it.
"""

import json
import os
import pathlib
import subprocess
import sys
import warnings

LIMIT = 300  # seconds for all functions of a module
# What Python 3.15 says once it has specialised the multiplication of a sequence, and before.
SPECIALISED = "Python int too large to convert to C ssize_t"
UNSPECIALISED = "cannot fit 'int' into an index-sized integer"
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import generate  # noqa: E402
from fuzzing import LeftOut, make_parser, run_modules  # noqa: E402


def observe(python, folder, name, ending):
    """What each function of a module does: name -> observation; and how the process ended."""
    command = [python, "-B", str(HERE / "observe.py"), str(folder), name, ending]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}  # sets in the same order
    try:
        run = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=LIMIT, env=environment
        )
    except subprocess.TimeoutExpired as raised:
        if ending == ".py":
            raise LeftOut from raised
        return {}, f"the end: not in {LIMIT} seconds"
    observations, current = {}, None
    for line in run.stdout.splitlines():
        value = json.loads(line.replace(SPECIALISED, UNSPECIALISED))
        if isinstance(value, str):
            current = value
        else:
            observations[current] = value
            current = None
    ending = (
        ""
        if run.returncode == 0
        else f"{current or 'the end'}: status {run.returncode}\n{run.stderr[-2000:]}"
    )
    return observations, ending


def compile_module(options, seed, path, folder):
    """The compiler's complaint, or an empty text. One module of ten is optimised."""
    command = [
        options.compiler,
        "build",
        str(path),
        "-o",
        f"{folder}/",
        "--python",
        options.python,
    ]
    if not options.newest:
        command.append("--strict")
    if seed % 10:
        command.append("-O0")
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    return (
        ""
        if run.returncode == 0
        else f"status {run.returncode}\n{run.stdout[-1500:]}{run.stderr[-1500:]}"
    )


def text_of_function(source, name):
    """The lines of a function at module level."""
    lines = source.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"def {name}("))
    end = start + 1
    while end < len(lines) and (not lines[end] or lines[end].startswith((" ", ")"))):
        end += 1
    return "\n".join(f"{i + 1:5} {lines[i]}" for i in range(start, end)).rstrip()


def first_difference(expected, found):
    """The first part of two observations that differs, as text."""
    for call, (left, right) in enumerate(zip(expected, found)):
        if left == right:
            continue
        for key in sorted(set(left) | set(right)):
            a, b = left.get(key), right.get(key)
            if a == b:
                continue
            if key == "log":
                at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
                a, b = a[max(0, at - 3) : at + 3], b[max(0, at - 3) : at + 3]
            yield f"call {call + 1}, {key}:\n  CPython  {a}\n  compiled {b}"


def compare_module(options, seed, folder):
    """Differences of one module: a list of texts."""
    minor = sys.version_info.minor if options.newest else generate.OLDEST
    source = generate.generate_module(seed, options.functions, minor)
    name = f"fuzzed_{seed}"
    plain, built = folder / "plain", folder / "built"
    plain.mkdir()
    built.mkdir()
    path = plain / f"{name}.py"
    path.write_text(source)
    complaint = compile_module(options, seed, path, built)
    if complaint:
        return [f"seed {seed}: not compiled: {complaint}"]
    expected, plain_end = observe(options.python, plain, name, ".py")
    found, built_end = observe(options.python, built, name, ".so")
    if plain_end:
        return [f"seed {seed}: CPython ended at {plain_end}"]
    differences = []
    for function, observation in expected.items():
        if function not in found:
            break
        # CPython itself leaves objects behind where the arguments of a call are wrong.
        found[function][-1]["left"] = max(found[function][-1]["left"], observation[-1]["left"])
        if observation != found[function]:
            told = "\n".join(first_difference(observation, found[function]))
            differences.append(
                f"seed {seed}, {function}:\n{text_of_function(source, function)}\n{told}"
            )
    if built_end:
        crashed = built_end.split(":")[0]
        text = (
            text_of_function(source, crashed)
            if crashed.startswith("t") and crashed in source
            else ""
        )
        differences.append(f"seed {seed}: the compiled module ended at {built_end}\n{text}")
    return differences


def main():
    parser = make_parser(__doc__.splitlines()[0], functions=50)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--newest", action="store_true")
    warnings.simplefilter("ignore")
    return run_modules(parser.parse_args(), "fuzz-python", compare_module)


if __name__ == "__main__":
    sys.exit(main())
