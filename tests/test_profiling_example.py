"""examples/profiling: the commands of its README are run, and say what stands there of functions,
lines and counts. Times and how often something was sampled differ from run to run.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "profiling"

# What has to be the same, by how the last command of a block begins.
FACTS = {
    "python -c": r"^ +(\d+) .*clusters\.pyx:(\d+)\((.+)\)",
    "python -m pyinstrument": r"\d (main|cluster|nearest|distance)  (\S+:\d+)",
    "python -m kernprof": r"^ +(\d+) +(\d+) +[\d.]+ .*",
    "python memory.py": r"^ +(\d+) +[\d.]+ MiB +-?[\d.]+ MiB +(\d+) ",
    "python allocations.py": r"(clusters\.pyx:\d+): (\d{4}) ",
    "python objects.py": r"^(.+)$",
    "py-spy record": r"(cluster|nearest) \(clusters\.pyx:(35|55)\)",
    "perf report": r"clusters\.(distance|nearest)$",
}
MODULES = {
    "python -m pyinstrument": "pyinstrument",
    "python -m kernprof": "line_profiler",
    "python memory.py": "memory_profiler",
    "python objects.py": "objgraph",
}

if sys.version_info[:2] == (3, 12):
    pytest.skip("sys.monitoring has no interface for C there", allow_module_level=True)


def read_blocks():
    """The commands of each block with what stands below them."""
    for block in re.findall(
        r"^```\n(\$ .*?)^```", (EXAMPLE / "README.md").read_text(), re.M | re.S
    ):
        commands = re.findall(r"^\$ (.*)$", block, re.M)
        yield pytest.param(commands, block, id=kind_of(commands))


def kind_of(commands):
    return next(kind for kind in FACTS if commands[-1].startswith(kind))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The example, built in a copy."""
    place = tmp_path_factory.mktemp("example") / "profiling"
    shutil.copytree(EXAMPLE, place)
    run(place, "python setup.py -q build_ext --inplace")
    return place


def run(folder, command):
    """Run a command of the shell with this Python in the place of the one on PATH."""
    programs = Path(sys.executable).parent
    tools = [str(Path(path) / "bin") for path in sys.path if (Path(path) / "bin/py-spy").exists()]
    path = os.pathsep.join([str(programs), *tools, os.environ["PATH"]])
    modules = os.pathsep.join([str(ROOT / "python"), *filter(None, sys.path)])
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": modules},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    ).stdout


def skip_unless_there(kind, folder):
    """Of other processes, and of the machine, not everybody may know."""
    if kind in MODULES:
        pytest.importorskip(MODULES[kind])
    tries = {
        "py-spy record": "py-spy record -d 1 -f raw -o try.txt -- python -c pass",
        "perf report": "perf record -q -o try.data true",
    }
    try:
        run(folder, tries.get(kind, "true"))
    except subprocess.CalledProcessError as error:
        pytest.skip(f"{kind}: {error.stderr.strip()}")


@pytest.mark.parametrize(("commands", "block"), list(read_blocks()))
def test_the_readme_says_what_happens(commands, block, folder):
    kind = kind_of(commands)
    skip_unless_there(kind, folder)
    facts = re.compile(FACTS[kind], re.M)
    output = "".join(run(folder, command) for command in commands)
    expected = set(facts.findall(re.sub(r"^\$ .*\n", "", block, flags=re.M)))
    assert expected, "the README says nothing"
    assert set(facts.findall(output)) == expected, output


def test_the_readme_tells_all_tools():
    assert {kind_of(commands.values[0]) for commands in read_blocks()} == set(FACTS)
