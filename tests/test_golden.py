"""Golden tests: what `zilant dump STAGE` prints for a file is what stands beside it.

tests/golden/STAGE/NAME.pyx (or .py, .pxd) is a case of the stage; NAME.expected holds the output.
A line `# options: --python-version 3.15` gives the compiler's options. A stage that is a pass, such
as ir:refcount, has the folder ir/refcount. What cases cimport is in folders named `cimported`.
`pytest --update` rewrites what is expected.
"""

import re
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent / "golden"
CASES = sorted(
    path
    for path in FOLDER.rglob("*")
    if path.suffix in {".pyx", ".py", ".pxd"} and path.parent.name != "cimported"
)
OPTIONS = re.compile(r"^# options: (.*)$", re.MULTILINE)


def stage_of(case):
    """Return the stage that a case belongs to, from its folder."""
    return ":".join(case.parent.relative_to(FOLDER).parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.relative_to(FOLDER)))
def test_dump(case, zilant, request):
    options = OPTIONS.search(case.read_text(encoding="utf-8"))
    result = subprocess.run(
        [zilant, "dump", *(options[1].split() if options else []), stage_of(case), case.name],
        cwd=case.parent,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 0, result.stderr.decode()
    output = result.stdout.decode()
    expected = case.with_suffix(".expected")
    if request.config.getoption("--update"):
        expected.write_text(output)
    assert expected.exists(), "no expected output: check what is printed, then run with --update"
    assert output == expected.read_text()


def test_no_expectation_without_a_case():
    sources = {case.with_suffix("") for case in CASES}
    assert {path.with_suffix("") for path in FOLDER.rglob("*.expected")} <= sources
