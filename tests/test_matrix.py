"""The matrix: kinds of variables crossed with constructs, against Cython's answers.

tests/matrix/kinds.py, constructs.py and pairs.py say what the programs are,
tests/matrix/expected.txt what Cython's modules give; tests/matrix/unsupported.txt lists the cells
that we refuse, each with the code of the diagnostic. A cell that is refused without being listed,
listed without being refused, or gives anything but Cython's answer fails the test. `--update`
rewrites unsupported.txt.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "matrix"))

from kinds import KINDS  # noqa: E402
from matrix import HERE, compile_program, make_program, read_expected, run_cells  # noqa: E402

UNSUPPORTED = HERE / "unsupported.txt"
EXPECTED = read_expected()


def read_unsupported():
    """(kind, construct) -> code."""
    rows = (line.split() for line in UNSUPPORTED.read_text().splitlines() if line[:1] != "#")
    return {(kind, name): code for kind, name, code in rows}


def write_unsupported(kind, refused):
    """Puts this kind's rows in place of those that are there."""
    head = [line for line in UNSUPPORTED.read_text().splitlines() if line[:1] == "#"]
    table = {cell: code for cell, code in read_unsupported().items() if cell[0] != kind}
    table.update({(kind, name): code for name, code in refused.items()})
    rows = [f"{kind} {name} {code}" for (kind, name), code in sorted(table.items())]
    UNSUPPORTED.write_text("\n".join([*head, *rows]) + "\n")


def compile_with(zilant, folder):
    """What compile_program calls: errors of our compiler as (line, code)."""

    def compile_file(path):
        command = [zilant, "build", path, "-O0", "--strict", "--diagnostics=json"]
        command += ["--python", sys.executable, "-o", f"{folder}/"]
        result = subprocess.run(command, check=False, text=True, capture_output=True)
        found = [json.loads(line) for line in result.stderr.splitlines() if line[:1] == "{"]
        errors = [row for row in found if row["severity"] == "error"]
        assert result.returncode in {0, 1} and bool(errors) == bool(result.returncode), (
            result.stderr
        )
        return [(row["line"], row["code"]) for row in errors]

    return compile_file


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_as_cython(kind, zilant, tmp_path, request):
    program = make_program(kind)
    expected = {name: answer for (k, name), answer in EXPECTED.items() if k == kind.name}
    assert expected, "no answers are kept: run `make matrix`"
    # What Cython has no answer to is not compared.
    program.cells = {name: text for name, text in program.cells.items() if name in expected}
    compile_program(program, tmp_path, compile_with(zilant, tmp_path))
    answers = run_cells(program, tmp_path)
    wrong = {name: (answers[name], expected[name]) for name in answers}
    wrong = {name: pair for name, pair in wrong.items() if pair[0] != pair[1]}
    text = "\n".join(f"    {name}: {ours}, Cython: {its}" for name, (ours, its) in wrong.items())
    assert not wrong, f"{kind.name}\n{text}"
    if request.config.getoption("--update"):
        write_unsupported(kind.name, program.refused)
    listed = {name: code for (k, name), code in read_unsupported().items() if k == kind.name}
    assert program.refused == listed
