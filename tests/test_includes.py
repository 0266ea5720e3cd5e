"""The shape of the sources.

Includes run one way between the folders, internal headers stay inside theirs, section banners are
one unbroken line, trailing comments are short and files are not long.
"""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# --- Includes ------------------------------------------------------------------------------------

# Folder -> folders whose headers its files may include, apart from its own. A file belongs to the
# deepest folder named here.
MAY_INCLUDE = {
    "support": ["abi"],
    "frontend": ["support"],
    "typer": ["support", "frontend", "abi", "primitives"],
    "codegen": ["support", "codegen/ir"],  # codegen.h
    "codegen/units": ["support", "frontend", "typer"],
    "codegen/ir": ["support", "abi", "primitives"],
    "codegen/analysis": ["support", "abi", "codegen/ir"],
    "codegen/passes": [
        *["support", "abi", "primitives", "codegen", "codegen/ir", "codegen/analysis"],
    ],
    "codegen/plan": ["support", "codegen/ir", "codegen/analysis"],
    "codegen/llvm": [
        *["support", "abi", "primitives"],
        *["codegen", "codegen/ir", "codegen/analysis", "codegen/plan"],
    ],
    "codegen/builder": [
        *["support", "frontend", "typer", "abi", "primitives"],
        *["codegen", "codegen/ir", "codegen/analysis", "codegen/units"],
    ],
    "driver": [
        *["support", "frontend", "typer"],
        *["codegen", "codegen/ir", "codegen/units", "codegen/builder", "codegen/passes"],
    ],
    "runtime": ["abi"],
    "runtime/tools": ["abi", "codegen/ir", "codegen/llvm"],  # programs of the build
    "abi": [],
    "primitives": [],
}


def tracked(*patterns):
    """The files of the repository, without what tools generate."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, text=True, capture_output=True)
    names = [Path(name) for name in listed.stdout.splitlines()]
    return [name for name in names if "grammar/src" not in str(name) and (ROOT / name).exists()]


def folder_of(path):
    """The folder of MAY_INCLUDE that a file belongs to, or None."""
    folders = [str(parent) for parent in Path(path).parents]
    return next((folder for folder in folders if folder in MAY_INCLUDE), None)


def find_includes(path):
    """The headers of this repository that a file includes."""
    text = (ROOT / path).read_text(encoding="utf-8")
    named = re.findall(r'^\s*#\s*include "([^"]+)"', text, re.MULTILINE)
    return [header for header in named if (ROOT / header).is_file()]


def is_allowed(path, header):
    own, other = folder_of(path), folder_of(header)
    if other is None:
        return False
    name = Path(header).name
    if name == "internal.h" or name.endswith("_internal.h"):
        return Path(header).parent in path.parents
    return own == other or other in MAY_INCLUDE[own]


def test_includes_run_one_way():
    broken = {}
    for path in tracked("*.c", "*.h", "*.def"):
        if folder_of(path) is None:
            continue
        headers = {header for header in find_includes(path) if not is_allowed(path, header)}
        if headers:
            broken[str(path)] = headers
    assert not broken, "these files include what their folder may not"


# --- Layout --------------------------------------------------------------------------------------

BANNER = re.compile(r"(//|#) --- \S.* -{3,}")
MARKER = re.compile(r"\s*(//|#) ?-{3,}")
WIDTH = 100
COMMENT_LIMIT = 40
FILE_LIMIT = 800


def lines_of(*patterns):
    """(place, line) of all lines of the files."""
    for path in tracked(*patterns):
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path}:{number}", line


def test_banners_are_one_line():
    faults = [
        place
        for place, line in lines_of("*.c", "*.h", "*.def", "*.py")
        if MARKER.match(line) and not (BANNER.fullmatch(line) and len(line) <= WIDTH)
    ]
    assert not faults


def trailing_comment(line):
    """The comment after code in a line of C, or ""."""
    text = re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])+\'', lambda match: "_" * len(match[0]), line)
    start = text.find("//")
    return line[start:] if start > 0 and text[:start].strip() else ""


def test_trailing_comments_are_short():
    """Longer ones stand above what they explain; the tables in .def files may say more."""
    faults = [
        place
        for place, line in lines_of("*.c", "*.h")
        if len(trailing_comment(line)) > COMMENT_LIMIT
    ]
    assert not faults


def test_files_are_not_long():
    counts = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in tracked("*.c", "*.h", "*.def", "*.py", "*.cmake", "scripts/*")
    }
    assert not {path: count for path, count in counts.items() if count > FILE_LIMIT}


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ('    const char *tag; // "cpython-311"', '// "cpython-311"'),
        ("    call(); // why", "// why"),
        ("// a comment of its own", ""),
        ('    open("http://x");', ""),
        ("    c = '\"'; // quote", "// quote"),
    ],
)
def test_trailing_comments_are_found(line, comment):
    assert trailing_comment(line) == comment
