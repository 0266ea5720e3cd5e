"""Where the .pxd files of modules are found, and what of them a name means.

Each test lays out a small tree of packages, builds a module of it, imports that and looks at a value.
"""

import subprocess
import sys
import textwrap

import pytest
from test_run import run


def lay_out(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))


def compiler(zilant, source, *options):
    command = [zilant, "build", source, "--inplace", "--strict", "-O0", "--python", sys.executable]
    return [*command, *options]


def value_of(zilant, folder, module, *options, source=None, environment=None):
    """Build the module below the folder and return what the function f() of it gives, as text."""
    source = source or module.replace(".", "/") + ".pyx"
    run(compiler(zilant, source, *options), cwd=folder, env=environment)
    code = f"import {module} as m; print(repr(m.f()))"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def messages_of(zilant, folder, source, *options):
    """Return what is said about a source that is refused."""
    command = compiler(zilant, source, *options)
    result = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)
    assert result.returncode == 1, result.stderr
    return result.stderr


SIZES = "cdef enum: SIZE = {}\n"
FROM_SIZES = "from sizes cimport SIZE\ndef f(): return SIZE\n"


# --- The order in which folders are looked through -----------------------------------------------


def test_beside_the_package_first(zilant, tmp_path):
    """Not beside the source: `cimport sizes` is absolute."""
    files = {"p/__init__.py": "", "p/m.pyx": FROM_SIZES, "p/sizes.pxd": SIZES.format(1)}
    lay_out(tmp_path, {**files, "sizes.pxd": SIZES.format(2), "given/sizes.pxd": SIZES.format(3)})
    assert value_of(zilant, tmp_path, "p.m", "-I", "given") == "2"


def test_siblings_first_in_python_2(zilant, tmp_path):
    files = {"p/__init__.py": "", "p/m.pyx": FROM_SIZES, "p/sizes.pxd": SIZES.format(1)}
    lay_out(tmp_path, {**files, "sizes.pxd": SIZES.format(2)})
    assert value_of(zilant, tmp_path, "p.m", "-X", "language_level=2") == "1"


def test_folders_of_the_user_before_those_of_python(zilant, tmp_path, monkeypatch):
    files = {"m.pyx": "from q.sizes cimport SIZE\ndef f(): return SIZE\n"}
    files["installed/q/__init__.py"] = files["given/q/__init__.py"] = ""
    files["installed/q/sizes.pxd"] = SIZES.format(4)
    lay_out(tmp_path, {**files, "given/q/other.pxd": ""})
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "installed"))
    assert value_of(zilant, tmp_path, "m", "-I", "given") == "4"
    lay_out(tmp_path, {"given/q/sizes.pxd": SIZES.format(5)})
    assert value_of(zilant, tmp_path, "m", "-I", "given") == "5"


def test_what_a_path_file_adds_later(zilant, tmp_path):
    """A virtual environment in which a package is installed as a link, after a first build."""
    run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "env")])
    python = str(tmp_path / "env" / "bin" / "python")
    lay_out(tmp_path, {"m.pyx": FROM_SIZES, "elsewhere/sizes.pxd": SIZES.format(6)})
    assert "E0304" in messages_of(zilant, tmp_path, "m.pyx", "--python", python)
    packages = next((tmp_path / "env").glob("lib/python3*/site-packages"))
    (packages / "link.pth").write_text(str(tmp_path / "elsewhere"))
    run(compiler(zilant, "m.pyx", "--python", python), cwd=tmp_path)


def test_an_installed_module_is_not_the_one_that_is_built(zilant, tmp_path, monkeypatch):
    files = {"installed/m.pxd": "cdef int promised()\n", "m.pyx": "def f(): return 1\n"}
    lay_out(tmp_path, files)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "installed"))
    assert value_of(zilant, tmp_path, "m") == "1"


# --- Forms of files ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "size"),
    [
        ({"a.b.sizes.pxd": SIZES.format(1), "a/b/sizes.pxd": SIZES.format(2)}, "1"),
        ({"a/b/sizes/__init__.pxd": SIZES.format(3)}, "3"),
        ({"a/b/sizes.cython-30.pxd": SIZES.format(4), "a/b/sizes.pxd": SIZES.format(5)}, "4"),
        ({"a/b/sizes.cython-99.pxd": SIZES.format(6), "a/b/sizes.pxd": SIZES.format(7)}, "7"),
        # a package with an __init__ file goes before one that has none
        (
            {
                "a/b/sizes.pxd": SIZES.format(8),
                "given/a/__init__.py": "",
                "given/a/b/sizes.pxd": SIZES.format(9),
            },
            "9",
        ),
    ],
)
def test_forms(files, size, zilant, tmp_path):
    lay_out(tmp_path, {**files, "m.pyx": "from a.b.sizes cimport SIZE\ndef f(): return SIZE\n"})
    assert value_of(zilant, tmp_path, "m", "-I", "given") == size


def test_a_package_without_declarations(zilant, tmp_path):
    source = "cimport a.b\nfrom a cimport b as c\ndef f(): return a.b.SIZE + c.SIZE\n"
    files = {"a/__init__.py": "", "a/b.pxd": SIZES.format(8), "m.pyx": source}
    lay_out(tmp_path, files)
    assert value_of(zilant, tmp_path, "m") == "16"


def test_one_file_is_one_module(zilant, tmp_path):
    """Types of a file are the same by whatever names it is reached."""
    lay_out(
        tmp_path,
        {
            "p/__init__.py": "",
            "p/__init__.pxd": "from .types cimport Pair\nfrom . cimport types as kinds\n",
            "p/types.pxd": "cdef struct Pair:\n    int a, b\nctypedef Pair *Pairs\n",
            "p/m.pyx": """
                from .types cimport Pair, Pairs
                from p.types cimport Pair as Same
                from types cimport Pair as Other
                cimport p
                def f():
                    cdef Pair one
                    one.a, one.b = 1, 2
                    cdef Same *two = &one
                    cdef p.Pair *three = two
                    cdef p.kinds.Pairs four = three
                    cdef Other *five = four
                    return five.b
                """,
        },
    )
    assert value_of(zilant, tmp_path, "p.m", "-I", "p") == "2"


# --- The module's own file -----------------------------------------------------------------------

PURE = """
    import cython
    def g(x): return x / 2
    def f(): return g(3), cython.typeof(g(3))
    """


def test_it_belongs_to_the_name_of_the_module(zilant, tmp_path):
    files = {"p/__init__.py": "", "p/local.py": PURE, "p/local.pxd": "cdef int g(x) except -1\n"}
    lay_out(tmp_path, {**files, "p/_local.pxd": "cpdef double g(double x)\n"})
    options = ("--module-name", "p._local")
    assert value_of(zilant, tmp_path, "p._local", *options, source="p/local.py") == "(1.5, 'double')"


def test_that_of_a_package(zilant, tmp_path):
    files = {"p/__init__.pyx": "from .q cimport SIZE\ndef f(): return g() + SIZE\n"}
    files["p/__init__.pyx"] += "cdef int g():\n    return 1\n"
    files.update({"p/__init__.pxd": "cdef int g()\n", "p/q.pxd": SIZES.format(8)})
    lay_out(tmp_path, files)
    run(compiler(zilant, "p/__init__.pyx"), cwd=tmp_path)
    assert value_of(zilant, tmp_path, "p", source="p/__init__.pyx") == "9"


# --- Directives ----------------------------------------------------------------------------------


def test_a_header_speaks_for_its_own_file(zilant, tmp_path):
    quotient = "cdef inline int quotient{}(int a, int b) noexcept:\n    return a // b\n"
    source = "# cython: cdivision=True\nfrom one cimport quotient1\nfrom two cimport quotient2\n"
    source += quotient.format(0) + "def f(): return quotient0(-7, 2), quotient1(-7, 2), "
    files = {"one.pxd": quotient.format(1), "m.pyx": source + "quotient2(-7, 2)\n"}
    lay_out(tmp_path, {**files, "two.pxd": "# cython: cdivision=True\n" + quotient.format(2)})
    assert value_of(zilant, tmp_path, "m") == "(-3, -4, -3)"
