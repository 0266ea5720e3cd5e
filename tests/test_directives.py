"""The user guide's table of directives is made from typer/directive.def; --update rewrites it.

The command line, header comments and decorators are told apart in tests/errors and below.
"""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs/user-guide.md"
TABLE = re.compile(r"(<!-- directives: begin.*?-->\n)(.*?)(<!-- directives: end -->)", re.DOTALL)
ENTRY = re.compile(
    r"^DIRECTIVE_(FLAG|PART|WARNING|SETTING|SETTING_PART|IDLE)\((.*?)\)$", re.DOTALL | re.MULTILINE
)
ARGUMENT = re.compile(r'"([^"]*)"|([A-Za-z_]+)')


def read_directives():
    """Return all lines of the table: (name, default, values, what it does)."""
    text = (ROOT / "typer/directive.def").read_text()
    for kind, arguments in ENTRY.findall(text):
        words = [quoted or word for quoted, word in ARGUMENT.findall(arguments)]
        if kind == "FLAG":
            name, default, help_text = words
            yield name, default.capitalize(), "True, False", help_text
        elif kind == "PART":
            _, name, default, help_text = words
            yield name, default.capitalize(), "True, False", help_text
        elif kind == "WARNING":
            _, name, default, help_text = words
            yield name, default.capitalize(), "True, False", f"warns of {help_text}"
        elif kind == "SETTING":
            yield words
        elif kind == "SETTING_PART":
            yield words[1:]
        else:
            name, default, values, effect, why = words
            said = "no effect" if effect == "MISSING" else "nothing to do"
            yield name, default, values, f"*{said}*: {why}"


def make_table():
    rows = ["| directive | default | values | what it does |", "|---|---|---|---|"]
    for name, default, values, help_text in read_directives():
        holds = f"`{default}`" if default else "empty"
        rows.append(f"| `{name}` | {holds} | {values or 'a text'} | {help_text} |")
    return "\n".join(rows) + "\n"


def test_table_of_the_user_guide(request):
    text = GUIDE.read_text()
    expected = TABLE.sub(lambda match: match[1] + make_table() + match[3], text)
    assert TABLE.search(text), "the table has lost its place"
    if request.config.getoption("--update"):
        GUIDE.write_text(expected)
        return
    assert text == expected, "run this test with --update"


def check(zilant, folder, *options):
    (folder / "m.pyx").write_text("x = 1\n")
    return subprocess.run(
        [zilant, "check", *options, "m.pyx"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("option", "status", "expected"),
    [
        ("boundscheck=maybe", 2, "error[E0505]: directive 'boundscheck' cannot be 'maybe'"),
        ("boundscheck=maybe", 2, "= help: the values are: True, False"),
        ("fastmath=quick", 2, "= help: the values are: reassoc, contract,"),
        ("boundchecks=False", 2, "error[E0504]: unknown directive 'boundchecks'"),
        ("boundchecks=False", 2, "= help: did you mean 'boundscheck'?"),
        ("auto_cpdef=True", 0, "warning[W0102]: directive 'auto_cpdef' has no effect as 'True'"),
        ("auto_cpdef=True", 0, "= note: in option '-X auto_cpdef=True'"),
    ],
)
def test_option(zilant, tmp_path, option, status, expected):
    result = check(zilant, tmp_path, "-X", option)
    assert result.returncode == status, result.stderr
    assert expected in result.stderr


def test_defaults_are_silent(zilant, tmp_path):
    """Every directive may be set to what holds anyway."""
    options = [f"-X{name}={default}" for name, default, _, _ in read_directives()]
    result = check(zilant, tmp_path, *options)
    assert (result.returncode, result.stderr) == (0, "")
