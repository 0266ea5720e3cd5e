"""Where the .pxd files of modules are found, and what of them a name means.

Each test lays out a small tree of packages, builds a module of it and looks at a value of that.
"""

import importlib.util
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
    assert (
        value_of(zilant, tmp_path, "p._local", *options, source="p/local.py") == "(1.5, 'double')"
    )


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


# --- What is declared twice ----------------------------------------------------------------------

# The .pxd file, the source, and what is said to differ; None: they agree.
PAIRS = [
    ("cdef int g(int x)", "cdef int g(int y) noexcept: return y", None),
    ("cdef int g(int x) noexcept", "cdef int g(int x): return x", "told by other means"),
    ("cdef int g(int x) except -1", "cdef int g(int x) except? -1: return x", "other means"),
    ("cdef int g(int x) except? -1", "cdef int g(int x) except -1: return x", None),
    ("cdef int g(int x) except *", "cdef int g(int x): return x", None),
    ("cdef int g(int x)", "cdef int g(int x) except *: return x", None),
    (
        "cdef int g(int x) except -2",
        "cdef int g(int x) except -1: return x",
        "'int (int) except -2'",
    ),
    ("cdef void g(int x)", "cdef void g(int x) noexcept: pass", None),
    ("cdef int g(int x) nogil", "cdef int g(int x): return x", "nogil there and not here"),
    ("cdef int g(int x)", "cdef int g(int x) nogil: return x", "nogil here and not there"),
    ("cdef int g(const char *p)", "cdef int g(char *p): return p[0]", None),
    ("cdef int g(int x)", "cdef int g(const int x): return x", None),
    ("cdef int g(int *x)", "cdef int g(int x[]): return x[0]", None),
    ("ctypedef int T\ncdef T g(T x)", "cdef int g(int x): return x", None),
    ("cdef unsigned int g()", "cdef unsigned g(): return 1", None),
    (
        "from libc.stdint cimport int8_t\ncdef class A:\n    cdef int8_t g(self, int8_t x)",
        'cdef extern from *:\n    ctypedef signed char other "signed char"\n'
        "cdef class A:\n    cdef int8_t g(self, other x): return x\n"
        "cdef class B(A):\n    cdef other g(self, int8_t x): return x",
        None,
    ),
    (
        "cdef int g(int x)",
        "cdef int g(long x): return 1",
        "argument 1 is 'int' there and 'long' here",
    ),
    ("cdef int g(int x)", "cdef long g(int x): return 1", "the result is 'int' there"),
    ("cdef int g(int x)", "cdef int g(): return 1", "1 arguments there and 0 here"),
    ("cdef int g(int x, ...)", "cdef int g(int x): return 1", "1 arguments and '...' there"),
    ("cdef g(int x=*)", "cdef g(int x=3): return x", None),
    ("cdef g(int x)", "cdef g(int x=3): return x", "0 arguments are optional there and 1 here"),
    ("cdef g(int x=*)", "cdef g(int x): return x", "1 arguments are optional there and 0 here"),
    ("cdef g(int x)", "cpdef g(int x): return x", None),
    ("cpdef g(int x)", "cdef g(int x): return x", "it is cpdef there and cdef here"),
    ("cpdef g(int x)", "def g(x): return x", None),
    ("cdef inline int g()", "cdef int g(): return 1", None),
    ("cdef int x", "cdef int x = 3", None),
    ("cdef int x\ncdef int x", "x = 3", None),
    ("cdef int x", "cdef long x = 3", "it is 'int' there and 'long' here"),
    ("ctypedef int T", "ctypedef long T", "it is 'int' there and 'long' here"),
    ("cdef class A:\n    cdef int x", "class A: pass", None),
    ("cdef class A:\n    cdef int x", "cdef class A:\n    cdef int y", "declared there without it"),
    ("cdef class A: pass", "cdef class A:\n    cdef g(self): pass", "declared there without it"),
    (
        "cdef class A:\n    cdef g(self)",
        "cdef class A:\n    cpdef g(self): pass",
        "it is cdef there",
    ),
    ("cdef class A: pass", "cdef class A(list): pass", "another base there"),
    (
        "cdef class A:\n    cdef g(self)\ncdef class B(A): pass",
        "cdef class A:\n    cdef g(self): pass\ncdef class B(A):\n    cdef g(self): pass",
        None,
    ),
    (
        "cdef class A:\n    cdef int g(self)",
        "cdef class A:\n    cdef int g(self) noexcept: return 1",
        "told by other means",
    ),
    ("cdef double g(x)", "cdef double g(x) except *: return x", None),
    ("cdef int g(x) except? -2", "cdef int g(x) except *: return x", "told by other means"),
]


@pytest.mark.parametrize(("declarations", "source", "difference"), PAIRS)
def test_declared_twice(declarations, source, difference, zilant, tmp_path):
    lay_out(tmp_path, {"m.pxd": declarations + "\n", "m.pyx": source + "\ndef f(): return 1\n"})
    if difference is None:
        assert value_of(zilant, tmp_path, "m") == "1"
        return
    messages = messages_of(zilant, tmp_path, "m.pyx")
    assert "E0509" in messages
    assert difference in messages
    assert "m.pxd:" in messages


# --- Enums of other modules ----------------------------------------------------------------------

ENUM = {"colors.pxd": "cpdef enum Color:\n    RED = 3\n    BLUE\n"}
ENUM["m.pyx"] = """
    from colors cimport Color, BLUE
    def f():
        cdef Color blue = BLUE
        return blue
    """


def test_members_of_an_imported_enum(zilant, tmp_path):
    colors = "from enum import IntEnum\nColor = IntEnum('Color', {'RED': 3, 'BLUE': 4})\n"
    lay_out(tmp_path, {**ENUM, "colors.py": colors})
    assert value_of(zilant, tmp_path, "m") == "<Color.BLUE: 4>"


def test_an_enum_without_a_module(zilant, tmp_path):
    """Its members are integers, of which Python warns."""
    lay_out(tmp_path, ENUM)
    assert value_of(zilant, tmp_path, "m") == "4"


# --- numpy's C API -------------------------------------------------------------------------------

NEEDS_NUMPY = pytest.mark.skipif(importlib.util.find_spec("numpy") is None, reason="needs numpy")
API = """
    {}
    cdef extern from *:
        \"\"\"
        static int has_api(void) {{ return PyArray_API != NULL; }}
        \"\"\"
        int has_api()
    def f(): return has_api()
    """


@NEEDS_NUMPY
@pytest.mark.parametrize(
    ("statements", "has_api"),
    [
        ("cimport numpy", "1"),
        ("from numpy cimport ndarray", "1"),
        ("cimport numpy\n    numpy.import_array()", "1"),
        ("cimport numpy\n    <void>numpy.import_array", "0"),
        ("cimport numpy\n    def later(): numpy.import_array()", "0"),
    ],
)
def test_numpy_is_imported(statements, has_api, zilant, tmp_path):
    """The call of import_array() that numpy's C API needs is added where it is missing."""
    lay_out(tmp_path, {"m.pyx": API.format(statements)})
    assert value_of(zilant, tmp_path, "m") == has_api


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("cimport numpy", "auto-generated because you didn't call 'numpy.import_array()'"),
        ("cimport numpy; <void>numpy._import_array", "None"),
    ],
)
def test_an_import_of_the_api_that_fails(statement, message, zilant, tmp_path):
    """It is an ImportError, whatever the function raised; nothing else than it is asked for."""
    declarations = """
        cdef extern from *:
            '''
            static int _import_array(void) {
                PyErr_SetString(PyExc_ValueError, "no array");
                return -1;
            }
            '''
            int _import_array() except -1
        """
    caller = """
        def f():
            try:
                import user
            except ImportError as error:
                return str(error), error.__cause__, error.__suppress_context__
            return None
        """
    lay_out(tmp_path, {"numpy.pxd": declarations, "user.pyx": statement + "\n", "m.py": caller})
    run(compiler(zilant, "user.pyx"), cwd=tmp_path)
    given = value_of(zilant, tmp_path, "m", source="m.py")
    assert message in given and given.endswith(", None, True)" if message != "None" else "None")


# --- Pure mode -----------------------------------------------------------------------------------


def test_branches_for_the_interpreter_alone(zilant, tmp_path):
    """What they bind may be declared in the .pxd file."""
    source = """
        import cython
        if not cython.compiled:
            from math import floor as lower
        else:
            only_compiled = 1
        def f(): return lower(2.5), only_compiled
        """
    declaration = 'cdef extern from "math.h":\n    double lower "floor"(double)\n'
    lay_out(tmp_path, {"m.py": source, "m.pxd": declaration})
    assert value_of(zilant, tmp_path, "m", source="m.py") == "(2.0, 1)"


def test_cimports_in_cimport(zilant, tmp_path):
    source = """
        cimport cython.cimports.libc.math as one
        from cython.cimports.libc import math as two
        from cython.cimports.libc cimport math as three
        from cython.cimports.libc.math cimport ceil
        def f(): return one.ceil(1.5) + two.ceil(1.5) + three.ceil(1.5) + ceil(1.5)
        """
    lay_out(tmp_path, {"m.pyx": source})
    assert value_of(zilant, tmp_path, "m") == "8.0"
