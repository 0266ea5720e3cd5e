"""Which Pythons there are: the range stands in support/python_versions.h, and what else names it
says the same; scripts/find-pythons and scripts/setup-pythons do what they promise."""

import os
import re
import subprocess
import sys

import pytest
from pythons import ROOT, find_pythons, supported_minors
from test_includes import tracked

OLDEST, NEWEST = supported_minors()
RANGE = re.compile(r"C?Pythons? 3\.(\d+) to 3\.(\d+)")


def test_pages_name_the_supported_range():
    """Pages that name a range of Pythons from the oldest on mean all that are supported."""
    named = {}
    for page in tracked("*.md"):
        ranges = RANGE.findall((ROOT / page).read_text())
        named[str(page)] = {(int(oldest), int(newest)) for oldest, newest in ranges}
    assert {(OLDEST, NEWEST)} == set().union(*(named.values()))
    assert all(named[f"docs/errors/{code}.md"] for code in ("E0012", "E0013"))
    assert named["README.md"] and named["docs/user-guide.md"]


def test_metadata_names_the_supported_range():
    metadata = (ROOT / "pyproject.toml").read_text()
    minors = re.findall(r'"Programming Language :: Python :: 3\.(\d+)"', metadata)
    assert list(map(int, minors)) == list(range(OLDEST, NEWEST + 1))
    assert f'requires-python = ">=3.{OLDEST}"' in metadata


def test_messages_name_the_supported_range(zilant, tmp_path):
    source = tmp_path / "module.py"
    source.write_text("")
    command = [zilant, "build", str(source), "-o", str(tmp_path / "module.so")]
    environment = {"PATH": str(tmp_path), "HOME": str(tmp_path)}
    result = subprocess.run(command, env=environment, check=False, text=True, capture_output=True)
    if result.returncode == 0:
        pytest.skip("there is a Python beside the compiler")
    assert f"CPython 3.{OLDEST} to 3.{NEWEST}" in result.stderr


# --- The versions of the runtime -----------------------------------------------------------------

VERSION = re.compile(r"\b(ZI_SINCE|ZI_BEFORE|PY_VERSION_HEX|Py_GIL_DISABLED|Py_REF_DEBUG)\b")


def test_the_runtime_asks_for_features():
    """What differs between versions has a name in runtime/features.h, and no file asks for more."""
    files = [path for path in tracked("runtime/*.c", "runtime/*.h") if path.name != "features.h"]
    assert len(files) > 30
    assert not [str(path) for path in files if VERSION.search((ROOT / path).read_text())]


def test_every_feature_is_asked_for():
    names = re.findall(
        r"^#define (ZI_\w+)", (ROOT / "runtime/features.h").read_text(), re.MULTILINE
    )
    texts = [(ROOT / path).read_text() for path in tracked("runtime/*.c", "runtime/*.h")]
    asked = set(re.findall(r"\bZI_\w+", re.sub(r"^#define \w+", "", "\n".join(texts), flags=re.M)))
    assert not set(names) - asked - {"ZILANT_RUNTIME_FEATURES_H"}


# --- A module and another Python -----------------------------------------------------------------

PYTHONS = [python for python in find_pythons() if python.include != "-"]
PAIRS = [(one, two) for one, two in zip(PYTHONS, PYTHONS[1:]) if one.minor != two.minor]
REFUSAL = re.compile(
    r"ImportError: (module 'renamed' was compiled for CPython 3\.\d+ and cannot be imported by 3"
    r"|.*undefined symbol)"
)


@pytest.mark.parametrize(
    ("built_for", "imported_by"),
    [*PAIRS, *[(two, one) for one, two in PAIRS]],
    ids=lambda python: python.tag,
)
def test_a_module_for_another_python_is_refused(built_for, imported_by, tmp_path, zilant):
    """Renamed, it is found by every Python; what would crash must be an ImportError."""
    source = tmp_path / "renamed.py"
    source.write_text("def f(x):\n    return [x.y for y in x]\nvalue = f(()) + [len('abc')]\n")
    module = tmp_path / "out" / "renamed.so"
    module.parent.mkdir()
    command = [zilant, "build", source, "-o", module, "--python", built_for.program]
    subprocess.run(command, check=True)
    command = [imported_by.program, "-c", "import renamed"]
    result = subprocess.run(command, cwd=module.parent, check=False, text=True, capture_output=True)
    assert result.returncode == 1, result.stderr
    assert REFUSAL.search(result.stderr), result.stderr


# --- scripts/find-pythons ------------------------------------------------------------------------


def write_program(folder, name, line):
    """A Python that answers the script's question with a line."""
    program = folder / name
    program.write_text(f"#!/bin/sh\nprintf '{line}\\n'\n")
    program.chmod(0o755)
    return program


def find_in(tmp_path, made):
    """Tag -> program, of a machine that has only the Pythons in two folders."""
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    command = ["sh", ROOT / "scripts" / "find-pythons"]
    environment["ZILANT_PYTHONS"] = str(made)
    found = subprocess.run(command, env=environment, check=True, text=True, capture_output=True)
    rows = [line.split("\t") for line in found.stdout.splitlines()]
    return {tag: program for tag, _, program, _ in rows}


def make_pythons(folder):
    """What scripts/setup-pythons makes, without its stamp."""
    programs = folder / "root" / "usr" / "bin"
    programs.mkdir(parents=True)
    for name, tag in (("python3.98", "cpython-398"), ("python3.99d", "cpython-399d")):
        write_program(programs, name, rf"{tag}\t/include\t{programs / name}\t3.98.1")
    return programs


def test_what_was_set_up_is_found(tmp_path):
    made = tmp_path / "made"
    programs = make_pythons(made)
    (made / ".complete").write_text("")
    found = find_in(tmp_path, made)
    assert found["cpython-398"] == str(programs / "python3.98")
    assert found["cpython-399d"] == str(programs / "python3.99d")


def test_what_is_half_set_up_is_not_found(tmp_path):
    made = tmp_path / "made"
    make_pythons(made)
    assert "cpython-398" not in find_in(tmp_path, made)


def test_what_is_on_the_path_is_preferred(tmp_path):
    made = tmp_path / "made"
    make_pythons(made)
    (made / ".complete").write_text("")
    other = write_program(
        tmp_path, "python3.98", rf"cpython-398\t/i\t{tmp_path}/python3.98\t3.98.0"
    )
    assert find_in(tmp_path, made)["cpython-398"] == str(other)


def test_the_running_python_is_found():
    programs = [python.program for python in find_pythons(sys.executable)]
    assert os.path.realpath(sys.executable) in map(os.path.realpath, programs)


# --- scripts/setup-pythons -----------------------------------------------------------------------


def run_setup(folder, **variables):
    environment = {**os.environ, "ZILANT_PYTHONS": str(folder), **variables}
    command = ["/bin/sh", ROOT / "scripts" / "setup-pythons"]
    return subprocess.run(command, env=environment, check=False, text=True, capture_output=True)


def make_tools(tmp_path, **programs):
    """A folder with the programs that the script needs, and others by their text."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("dirname", "cat", "cksum", "mkdir", "rm", "tail"):
        (tools / name).symlink_to(f"/usr/bin/{name}")
    for name, text in programs.items():
        write_script(tools / name, text)
    return tools


def write_script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_without_root_setup_says_so(tmp_path):
    tools = make_tools(tmp_path, id="echo 1000")
    result = run_setup(tmp_path / "made", PATH=str(tools))
    assert result.returncode == 1
    assert "setup-pythons: debootstrap needs root" in result.stderr


def test_without_debootstrap_setup_says_so(tmp_path):
    tools = make_tools(tmp_path, id="echo 0", patchelf="exit 0")
    result = run_setup(tmp_path / "made", PATH=str(tools))
    assert result.returncode == 1
    assert result.stderr.endswith("could not install: debootstrap\n")


def test_without_network_setup_says_so_and_leaves_nothing_whole(tmp_path):
    tools = make_tools(
        tmp_path, id="echo 0", patchelf="exit 0", debootstrap="echo E: no network; exit 1"
    )
    made = tmp_path / "made"
    result = run_setup(made, PATH=str(tools))
    if "there is no .venv" in result.stderr:
        pytest.skip("there is no .venv")
    assert result.returncode == 1
    assert "E: no network" in result.stderr
    assert "debootstrap did not finish" in result.stderr
    assert not (made / ".complete").exists()
