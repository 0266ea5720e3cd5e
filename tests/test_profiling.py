"""Profilers and tracers, as people start them, on modules with `profile` and `linetrace`."""

import json
import pstats
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "python"

SOURCE = """\
cimport cython
include "included.pxi"

cdef double square(double x):
    return x * x

def total(int n):
    cdef double result = 0
    for i in range(n):
        result += square(i)
    return result

def unused(flag):
    if flag:  # pragma: no cover
        flag = 1
        return flag
    return 2

def allocate(count):
    texts = ["a" * 1000 for i in range(count)]
    more = bytearray(10 ** 6)
    return texts, more

@cython.profile(False)
@cython.linetrace(False)
def hidden():
    return total(1)
"""

INCLUDED = """\
def included(value):
    if value:
        return value
    return 1 / value
"""


def run(folder, *command, text=None):
    """Run a program of Python's in the folder, which has to succeed, and give its output."""
    result = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=folder,
        env={"PYTHONPATH": ":".join([str(PACKAGE), *filter(None, sys.path)]), "HOME": str(folder)},
        capture_output=True,
        input=text,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture
def build(zilant, tmp_path):
    """Return a function that builds the module in a folder, with options, and gives the folder."""

    def build_module(*options, source=SOURCE):
        (tmp_path / "sums.pyx").write_text(source)
        (tmp_path / "included.pxi").write_text(INCLUDED)
        command = [zilant, "build", "-i", "sums.pyx", "--python", sys.executable, *options]
        subprocess.run(command, cwd=tmp_path, check=True, timeout=120)
        return tmp_path

    return build_module


def module_bytes(folder):
    (module,) = folder.glob("*.so")
    return module.read_bytes()


# --- Off ------------------------------------------------------------------------------------------
def test_off_is_the_same_code(build):
    plain = module_bytes(build())
    assert module_bytes(build("-Xprofile=False", "-Xlinetrace=False", "-DCYTHON_TRACE=1")) == plain
    assert module_bytes(build("-Xprofile=True", "-DCYTHON_PROFILE=0")) == plain
    profiled = module_bytes(build("-Xprofile=True"))
    assert profiled != plain
    assert module_bytes(build("-Xlinetrace=True")) not in (plain, profiled)


# --- cProfile -------------------------------------------------------------------------------------
needs_profiling_functions = pytest.mark.skipif(
    sys.version_info[:2] == (3, 12), reason="sys.monitoring has no interface for C there"
)


def profile(folder):
    code = "import cProfile, sums; cProfile.run('sums.total(10); sums.hidden()', 'stats')"
    run(folder, "-c", code)
    stats = pstats.Stats(str(folder / "stats")).stats
    own = {key: value for key, value in stats.items() if key[0].endswith(".pyx")}
    return {(Path(file).name, line, name): value[1] for (file, line, name), value in own.items()}


@needs_profiling_functions
def test_cprofile_counts_calls(build):
    assert profile(build("-Xprofile=True")) == {
        ("sums.pyx", 4, "square"): 11,
        ("sums.pyx", 7, "total"): 2,
    }


@needs_profiling_functions
def test_cprofile_names_callers(build):
    folder = build("-Xprofile=True")
    profile(folder)
    stats = pstats.Stats(str(folder / "stats"))
    (callers,) = (value[4] for key, value in stats.stats.items() if key[2] == "square")
    assert [key[2] for key in callers] == ["total"]


# --- Lines ----------------------------------------------------------------------------------------
TRACE = """
import os, sys, sums
def tell(frame, event, argument):
    if frame.f_code.co_filename.endswith((".pyx", ".pxi")):
        name = os.path.basename(frame.f_code.co_filename)
        print(event, name, frame.f_code.co_name, frame.f_lineno)
    return tell
sys.settrace(tell)
sums.included(1); sums.total(0)
"""


def trace(folder):
    return run(folder, "-c", TRACE).splitlines()


def test_a_call_has_one_frame(build):
    """Also where it shows one to what looks at frames, in recursion and while nobody looks."""
    source = """
import sys

def names(count):
    if count:
        return names(count - 1)
    frame = sys._getframe()
    found = []
    while frame:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found
"""
    folder = build("-Xlinetrace=True", "-Xshow_frames=True", source=source)
    code = "import sys, sums; print(sums.names(1)); sys.settrace(lambda *event: None); "
    output = run(folder, "-c", code + "print(sums.names(1))")
    assert output == 2 * "['names', 'names', '<module>']\n"


def test_included_functions_name_their_file(build):
    assert trace(build("-Xlinetrace=True")) == [
        "call included.pxi included 1",
        "line included.pxi included 2",
        "line included.pxi included 3",
        "return included.pxi included 3",
        "call sums.pyx total 7",
        "line sums.pyx total 8",
        "line sums.pyx total 9",
        "line sums.pyx total 11",
        "return sums.pyx total 11",
    ]


def test_included_functions_name_their_file_in_tracebacks(build):
    code = """
        import os, sums, traceback
        try:
            sums.included(0)
        except ZeroDivisionError as error:
            entry = traceback.extract_tb(error.__traceback__)[-1]
            print(os.path.basename(entry.filename), entry.lineno, entry.name, entry.line)
    """
    output = run(build(), "-c", textwrap.dedent(code))
    assert output == "included.pxi 4 included return 1 / value\n"


@pytest.mark.parametrize("macro", ["-DCYTHON_TRACE=0", "-DCYTHON_PROFILE=0"])
def test_macros_limit_lines(build, macro):
    lines = trace(build("-Xlinetrace=True", macro))
    assert len(lines) == (0 if macro == "-DCYTHON_TRACE=0" else 9)


# Of the two only what runs with the GIL is told, unless the macro says otherwise.
WITHOUT_GIL = """\
cdef int twice(int x) noexcept nogil:
    return 2 * x

def total(int n):
    with nogil:
        n = twice(n)
    return n

def included(n):
    return n
"""


@pytest.mark.parametrize(
    ("options", "lines"), [([], [5, 5, 7]), (["-DCYTHON_TRACE_NOGIL=1"], [5, 6, 2, 5, 7])]
)
def test_code_without_the_gil(build, options, lines):
    told = trace(build("-Xlinetrace=True", *options, source=WITHOUT_GIL))
    found = [line.split() for line in told if line.startswith("line")]
    assert [int(line[3]) for line in found if line[2] != "included"] == lines


def test_pdb(build):
    commands = ["break sums.pyx:10", "continue", "p i, n", "where", "up", "p __name__", "continue"]
    folder = build("-Xlinetrace=True")
    (folder / "debug.py").write_text("import pdb, sums\npdb.run('sums.total(1)')\n")
    output = run(folder, "debug.py", text="\n".join(commands) + "\n")
    assert "sums.pyx(10)total()\n-> result += square(i)" in output
    assert "(0, 1)" in output
    assert "<string>(1)<module>()" in output


# --- Tools that the requirements name -------------------------------------------------------------
def test_line_profiler(build):
    pytest.importorskip("line_profiler")
    folder = build("-Xlinetrace=True")
    (folder / "script.py").write_text("import sums\nprofile(sums.total)(10)\n")
    output = run(folder, "-m", "kernprof", "-l", "-v", "script.py")
    hits = {int(line): int(count) for line, count in re.findall(r"^ +(\d+) +(\d+) ", output, re.M)}
    assert hits == {8: 1, 9: 11, 10: 10, 11: 1}


def test_memory_profiler(build):
    pytest.importorskip("memory_profiler")
    code = """
        import sums
        from memory_profiler import LineProfiler, show_results
        profiler = LineProfiler()
        profiler(sums.allocate)(10)
        show_results(profiler)
    """
    output = run(build("-Xlinetrace=True"), "-c", textwrap.dedent(code))
    assert re.search(r"^ +21 .* MiB +1 +more = bytearray", output, re.M), output


def test_tracemalloc(build):
    code = """
        import os, sums, sys, tracemalloc
        sys.settrace(lambda *event: None)
        tracemalloc.start(3)
        kept = sums.allocate(100)
        sys.settrace(None)
        for statistic in tracemalloc.take_snapshot().statistics("lineno")[:2]:
            frame = statistic.traceback[0]
            print(os.path.basename(frame.filename), frame.lineno)
    """
    output = run(build("-Xlinetrace=True"), "-c", textwrap.dedent(code))
    assert output == "sums.pyx 21\nsums.pyx 20\n"


def cover(folder):
    (folder / ".coveragerc").write_text("[run]\ncore = ctrace\nplugins = zilant.coverage\n")
    (folder / "script.py").write_text("import sums\nsums.total(2), sums.included(1)\n")
    run(folder, "-m", "coverage", "run", "script.py")
    run(folder, "-m", "coverage", "json", "-o", "report.json")
    return json.loads((folder / "report.json").read_text())["files"]


def test_coverage(build):
    pytest.importorskip("coverage")
    files = cover(build("-Xlinetrace=True"))
    sums, included = files["sums.pyx"], files["included.pxi"]
    assert set(sums["executed_lines"]) >= {5, 7, 8, 9, 10, 11, 13, 19}
    assert sums["missing_lines"] == [17, 20, 21, 22]
    assert sums["excluded_lines"] == [14, 15, 16]
    assert (included["executed_lines"], included["missing_lines"]) == ([2, 3], [4])


def test_coverage_leaves_untraced_modules_alone(build):
    pytest.importorskip("coverage")
    assert set(cover(build())) == {"script.py"}
