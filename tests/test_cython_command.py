"""`zilant cython`: the C files that it writes are modules, whoever compiles them."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig

import pytest

SOURCE = '''
import math

cdef extern from *:
    """
    #include <math.h>
    static const char *texts[] = {"one", "two"};
    static int table[3] = {7, 8, 9};
    static int look(int i) { return table[i]++; }
    """
    const char *texts[2]
    int look(int i)
    double hypot(double x, double y)

cdef class Point:
    cdef public double x
    def __init__(self, x):
        self.x = x
    cpdef double squared(self):
        return self.x * self.x

def numbers(n):
    for i in range(n):
        yield i ** 3

def check():
    assert (look(1), look(1), texts[1], hypot(3.0, 4.0)) == (8, 9, b"two", 5.0)
    assert list(numbers(4)) == [0, 1, 8, 27]
    assert [(lambda k: k + n)(1) for n in range(3)] == [1, 2, 3]
    return Point(1.5).squared() + math.floor(0.5)

def fail():
    raise ValueError("on purpose")
'''
CHECK = """
import m, traceback
assert m.check() == 2.25
try:
    m.fail()
except ValueError as error:
    [_, frame] = traceback.extract_tb(error.__traceback__)
    assert (frame.name, frame.lineno, frame.line) == ("fail", 33, 'raise ValueError("on purpose")')
print(m.__file__)
"""
COMPILERS = [
    "gcc -O2",
    "gcc -g -O0",
    "gcc -O2 -flto",
    "gcc -O2 -ffunction-sections -Wl,--gc-sections",
    "clang-19 -g",
    "g++ -x c++ -g",
]


def run(folder, *command, **options):
    """Run a command that has to succeed; return what it prints."""
    result = subprocess.run(
        command, cwd=folder, check=False, text=True, capture_output=True, **options
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def python(folder, program):
    return run(folder, sys.executable, "-c", program)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "m.pyx").write_text(SOURCE)
    return tmp_path


@pytest.mark.parametrize("compiler", COMPILERS)
def test_any_compiler_makes_the_module(zilant, folder, compiler):
    words = compiler.split()
    if shutil.which(words[0]) is None:
        pytest.skip(f"there is no {words[0]}")
    run(folder, zilant, "cython", "-3", "m.pyx", "--python", sys.executable)
    include = sysconfig.get_path("include")
    run(folder, *words, "-shared", "-fPIC", f"-I{include}", "m.c", "-o", "m.so")
    assert python(folder, CHECK).strip() == str(folder / "m.so")


def test_another_python_is_refused(zilant, folder):
    run(folder, zilant, "cython", "m.pyx", "-o", "out.c", "--python", sys.executable)
    (folder / "Python.h").write_text("#define PY_VERSION_HEX 0x03080000\n")
    command = ["gcc", "-c", "-I.", "out.c"]
    result = subprocess.run(command, cwd=folder, check=False, text=True, capture_output=True)
    assert result.returncode != 0
    assert "this module is compiled for CPython 3." in result.stderr


def test_names_and_depfiles(zilant, folder):
    (folder / "part.pxi").write_text("PART = 1\n")
    (folder / "w.pyx").write_text('include "part.pxi"\n')
    (folder / "out").mkdir()
    run(folder, zilant, "cython", "--python", sys.executable, "-M", "w.pyx")
    assert (folder / "w.c.dep").read_text().split() == ["./w.c:", "\\", "w.pyx", "\\", "./part.pxi"]
    run(folder, zilant, "cython", "--python", sys.executable, "--cplus", "-o", "out", "w.pyx")
    assert (folder / "out" / "w.cpp").exists()
    run(folder.parent, zilant, "cython", "--python", sys.executable, "-w", str(folder), "m.pyx")
    assert (folder / "m.c").exists()


def test_what_the_build_says_of_headers_is_read(zilant, folder):
    (folder / "inc").mkdir()
    (folder / "inc" / "factor.h").write_text("static int f(int v) { return v * FACTOR; }\n")
    (folder / "h.pyx").write_text(
        'cdef extern from "factor.h":\n    int f(int)\ndef g(int v):\n    return f(v)\n'
    )
    flags = f"-Iinc '-DFACTOR=(2 + 5)' -O2 -I{sysconfig.get_path('include')}"
    entries = [
        {"directory": str(folder), "command": "cc -c other.c", "file": "other.c"},
        {"directory": str(folder), "command": f"cc {flags} -c h.c", "file": "./h.c"},
    ]
    (folder / "compile_commands.json").write_text(json.dumps(entries, indent=2))
    run(folder, zilant, "cython", "--python", sys.executable, "h.pyx")
    run(folder, "sh", "-c", f"gcc -shared -fPIC {flags} h.c -o h.so")
    assert python(folder, "import h; print(h.g(3))") == "21\n"


def test_options_are_followed_or_refused(zilant, folder):
    assert run(folder, zilant, "cython", "-V").startswith("Cython version 3.")
    for arguments, message in [
        (["--embed", "m.pyx"], "does not take '--embed': modules are for import"),
        (["--embedded", "m.pyx"], "unknown option '--embedded'"),
        (["-E", "FLAG", "m.pyx"], "option '-E' takes NAME=VALUE, not 'FLAG'"),
        (["-o"], "option '--output-file' needs a value"),
        ([], "the command is `zilant cython [OPTIONS] FILE`"),
    ]:
        command = [zilant, "cython", *arguments]
        result = subprocess.run(command, cwd=folder, check=False, text=True, capture_output=True)
        assert result.returncode == 2
        assert f"error[E0009]: {message}" in result.stderr.replace("`zilant cython` does", "does")
    (folder / "d.pyx").write_text("def f(int a, int b):\n    return a // b\n")
    common = ["--fast-fail", "-Wextra", "--python", sys.executable, "--module-name", "q"]
    run(folder, zilant, "cython", *common, "-X", "cdivision=True,boundscheck=False", "d.pyx")
    include = sysconfig.get_path("include")
    run(folder, "gcc", "-shared", "-fPIC", f"-I{include}", "d.c", "-o", "q.so")
    assert python(folder, "import q; print(q.f(-7, 2))") == "-3\n"


def test_meson_builds_with_it(zilant, folder):
    pytest.importorskip("mesonbuild")
    (folder / "pkg").mkdir()
    (folder / "include").mkdir()
    files = {
        "meson.build": """
            project('demo', 'c', 'cython')
            py = import('python').find_installation(pure: false)
            headers = include_directories('include')
            py.extension_module('parts', 'pkg/parts.pyx')
            py.extension_module('fast', 'pkg/fast.pyx', include_directories: headers,
                                c_args: ['-DFACTOR=3'])
        """,
        "include/factor.h": "static inline int scaled(int v) { return v * FACTOR; }\n",
        "pkg/__init__.py": "",
        "pkg/parts.pxd": "cdef class Point:\n    cdef double x\n",
        "pkg/parts.pyx": "cdef class Point:\n    def __init__(self, x):\n        self.x = x\n"
        "    def get(self):\n        return self.x\n",
        "pkg/fast.pyx": "from .parts cimport Point\n"
        'cdef extern from "factor.h":\n    int scaled(int)\n'
        "def call(int v):\n    return scaled(v)\ncdef class Named(Point):\n    pass\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    meson = [sys.executable, "-m", "mesonbuild.mesonmain"]
    environment = {**os.environ, "CYTHON": f"{zilant} cython --python {sys.executable}"}
    run(folder, *meson, "setup", "build", env=environment)
    run(folder, *meson, "compile", "-C", "build", env=environment)
    for library in (folder / "build").glob("*.so"):
        shutil.copy(library, folder / "pkg")
    check = "from pkg import fast; print(fast.call(5), fast.Named(2).get())"
    assert python(folder, check) == "15 2.0\n"
    assert "ninja: no work to do" in run(folder, "ninja", "-C", "build", env=environment)
    os.utime(folder / "pkg" / "parts.pxd")
    again = run(folder, "ninja", "-C", "build", env=environment)
    assert "parts.pyx" in again and "fast.pyx" in again


def test_values_for_def_and_if(zilant, folder):
    (folder / "shared.pxd").write_text("IF N == 3:\n    cdef inline int g():\n        return N\n")
    (folder / "e.pyx").write_text(
        "cimport shared\n"
        "DEF NEXT = N + 1\n"
        "IF FLAG and TEXT == 'abc':\n"
        "    def f():\n"
        "        return NEXT, REAL, NEGATIVE, NOTHING, QUOTED, shared.g()\n"
    )
    values = ["-E", "FLAG=True, N=3,TEXT=abc", "-EREAL=1.5,NEGATIVE=-2,NOTHING=None,QUOTED=it's"]
    run(folder, zilant, "cython", "--python", sys.executable, *values, "e.pyx")
    include = sysconfig.get_path("include")
    run(folder, "sh", "-c", f"gcc -shared -fPIC -I{include} e.c -o e.so")
    expected = '(4, 1.5, -2.0, None, "it\'s", 3)\n'
    assert python(folder, "import e; print(e.f())") == expected


def test_warnings(zilant, folder):
    (folder / "w.pyx").write_text("def f(flag):\n    if flag:\n        x = 1\n    return x\n")

    def report(*arguments):
        command = [zilant, "cython", "--python", sys.executable, *arguments, "w.pyx"]
        return subprocess.run(command, cwd=folder, check=False, text=True, capture_output=True)

    assert report("-Werror").stderr == ""
    assert "w.pyx:4:12: warning[W0302]" in report("-Wextra").stderr
    strict = report("-Wextra", "-Werror")
    assert strict.returncode == 1
    assert "w.pyx:4:12: error[W0302]" in strict.stderr
    missing = report("--annotate")
    assert missing.returncode == 0
    assert "warning[W0113]: option '--annotate' has no effect: there is no report" in missing.stderr


def test_help_names_all_options(zilant, folder):
    said = run(folder, zilant, "cython", "--help")
    for option in (
        "-E  --compile-time-env VALUE",
        "-a  --annotate  (no effect: ",
        "--warning-errors",
    ):
        assert option in said
