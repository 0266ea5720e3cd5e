"""The matrix: small programs that cross kinds of variables with constructs, and what they give.

    python tests/matrix/matrix.py [KIND...]

writes expected.txt, the answers of Cython: a module a kind, compiled with gcc -O0. `make matrix`
runs it; tests/test_matrix.py compares ours with the answers kept there. A cell that Cython itself
refuses, or that crashes there, has no answer.
"""

import json
import re
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pairs  # noqa: F401 -- adds to CONSTRUCTS
from constructs import CONSTRUCTS
from kinds import KINDS

HERE = Path(__file__).resolve().parent
EXPECTED = HERE / "expected.txt"
HEAD = "# cython: language_level=3\n"

# Runs all cells in order and prints a line of JSON for each.
RUN_CELLS = """
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
module = importlib.import_module(sys.argv[2])
for name in sys.argv[3:]:
    print(json.dumps(name), flush=True)
    try:
        answer = repr(getattr(module, "cell_" + name)())
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
    print(json.dumps([name, answer]), flush=True)
"""


@dataclass
class Program:
    """The module of one kind: its cells' texts, and those that a compiler refused."""

    kind: object
    cells: dict = field(default_factory=dict)
    refused: dict = field(default_factory=dict)

    @property
    def name(self):
        return f"matrix_{self.kind.name}"

    def accepted(self):
        return [name for name in self.cells if name not in self.refused]

    def text(self):
        """The source, and for each line the cell it belongs to."""
        lines = (HEAD + self.kind.prelude).splitlines()
        owners = [None] * len(lines)
        for name in self.accepted():
            cell = [*self.cells[name].splitlines(), ""]
            lines += cell
            owners += [name] * len(cell)
        return "\n".join(lines) + "\n", owners


def make_program(kind):
    program = Program(kind)
    for name, make in CONSTRUCTS.items():
        text = make(kind, name)
        if text is not None:
            program.cells[name] = text
    return program


def compile_program(program, folder, compile_file):
    """Compiles with `compile_file(path)`, which gives [(line, message)]; leaves out the cells with
    errors until the rest compiles. Returns whether a module came out."""
    path = folder / f"{program.name}.pyx"
    for _ in range(20):
        text, owners = program.text()
        path.write_text(text)
        messages = compile_file(path)
        if not messages:
            return True
        found = {}
        for line, message in messages:
            owner = owners[line - 1] if 0 < line <= len(owners) else None
            found.setdefault(owner, message)
        if None in found:
            raise RuntimeError(f"{path}: {found[None]}")
        program.refused.update(found)
    raise RuntimeError(f"{path}: no end of errors")


def run_cells(program, folder):
    """What each accepted cell gives: its repr, the exception, or 'crash'."""
    answers = {}
    left = program.accepted()
    while left:
        command = [sys.executable, "-c", RUN_CELLS, str(folder), program.name, *left]
        result = subprocess.run(command, check=False, text=True, capture_output=True, timeout=120)
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        answers.update(line for line in lines if isinstance(line, list))
        if result.returncode == 0:
            break
        started = [line for line in lines if isinstance(line, str)]
        if not started or started[-1] in answers:
            raise RuntimeError(f"{program.name}: {result.stderr}")
        answers[started[-1]] = "crash"
        left = left[left.index(started[-1]) + 1 :]
    return answers


# --- Cython's answers ----------------------------------------------------------------------------


def compile_with_cython(path, *flags):
    c_file = path.with_suffix(".c")
    command = [sys.executable, "-m", "cython", "-3", "--line-directives", path, "-o", c_file]
    result = subprocess.run(command, check=False, text=True, capture_output=True)
    if result.returncode:
        return find_errors(result.stdout + result.stderr, path.name, "")
    module = path.with_name(path.stem + sysconfig.get_config_var("EXT_SUFFIX"))
    include = sysconfig.get_path("include")
    command = ["gcc", "-O0", "-w", "-fwrapv", "-shared", "-fPIC", f"-I{include}", *flags]
    result = subprocess.run(
        [*command, c_file, "-o", module], check=False, text=True, capture_output=True
    )
    return find_errors(result.stderr, path.name, "error: ") if result.returncode else []


def find_errors(text, name, word):
    """[(line, message)] of a compiler's output about this file, without warnings."""
    place = rf"^(?!warning: |performance hint: ).*\b{re.escape(name)}:(\d+):\d+: (?:{word})(.*)"
    found = re.findall(place, text, re.MULTILINE)
    return [(int(line), message) for line, message in found] or [(0, text[-2000:])]


def read_expected():
    """(kind, construct) -> answer."""
    rows = (line.split("\t") for line in EXPECTED.read_text().splitlines())
    return {(kind, name): answer for kind, name, answer in rows}


def write_expected(expected):
    order = {name: position for position, name in enumerate(CONSTRUCTS)}
    kinds = {kind.name: position for position, kind in enumerate(KINDS)}
    rows = sorted(expected.items(), key=lambda row: (kinds[row[0][0]], order[row[0][1]]))
    EXPECTED.write_text("".join(f"{k}\t{name}\t{answer}\n" for (k, name), answer in rows))


def main():
    wanted = sys.argv[1:]
    expected = read_expected() if wanted else {}
    for kind in KINDS:
        if wanted and kind.name not in wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            program = make_program(kind)
            compile_program(program, Path(folder), compile_with_cython)
            answers = run_cells(program, Path(folder))
        expected = {cell: answer for cell, answer in expected.items() if cell[0] != kind.name}
        good = {name: answer for name, answer in answers.items() if answer != "crash"}
        expected.update({(kind.name, name): answer for name, answer in good.items()})
        refused = ", ".join(f"{name} ({text})" for name, text in program.refused.items())
        crashed = ", ".join(name for name in answers if name not in good)
        print(f"{kind.name}: {len(good)} answers; Cython refuses: {refused or 'none'}", flush=True)
        if crashed:
            print(f"    Cython's module crashes: {crashed}", flush=True)
        write_expected(expected)


if __name__ == "__main__":
    main()
