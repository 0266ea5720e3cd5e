"""The setuptools hook: which extensions `cythonize` gives, and that setup.py builds them."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from setuptools import Extension
from zilant import CompileError, compile_file
from zilant.build import cythonize

ADD = "def add(a, b):\n    return a + b\n"


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files, named by path, below the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run Python in the folder."""
    package = Path(__file__).resolve().parent.parent / "python"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(package)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        check=False,
        text=True,
        capture_output=True,
    )


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_names_come_from_the_packages_around_a_file(project):
    write(project, {"pkg/__init__.py": "", "pkg/sub/__init__.py": "", "pkg/sub/fast.pyx": ADD})
    extensions = cythonize("pkg/**/*.pyx")
    assert [(e.name, e.sources) for e in extensions] == [("pkg.sub.fast", ["pkg/sub/fast.pyx"])]


def test_patterns_and_exclusions(project):
    write(project, {"one.pyx": ADD, "two.pyx": ADD, "three.py": ADD})
    names = [extension.name for extension in cythonize(["*.pyx", "three.py"], exclude="two.pyx")]
    assert names == ["one", "three"]


def test_an_extension_keeps_its_settings(project):
    write(project, {"one.pyx": ADD, "two.pyx": ADD})
    pattern = Extension("*", ["*.pyx"], include_dirs=["headers"], libraries=["m"])
    extensions = cythonize(pattern)
    assert [e.name for e in extensions] == ["one", "two"]
    assert all(e.include_dirs == ["headers"] and e.libraries == ["m"] for e in extensions)


def test_a_plain_c_extension_passes_through(project):
    plain = Extension("plain", ["plain.c"])
    assert cythonize([plain])[0] is plain


@pytest.mark.parametrize("bad", ["missing*.pyx", "notes.txt"])
def test_what_cannot_be_compiled_is_refused(project, bad):
    with pytest.raises(ValueError, match="notes.txt|missing"):
        cythonize(bad)


def test_setup_py_builds_a_package(project):
    write(
        project,
        {
            "setup.py": """
                from zilant.build import cythonize
                from setuptools import Extension, setup
                setup(name="demo", packages=["pkg"], ext_modules=cythonize([
                    "pkg/plain.py",
                    Extension("pkg.with_c", ["pkg/with_c.pyx", "pkg/twice.c"],
                              include_dirs=["pkg"]),
                ]))
            """,
            "pkg/__init__.py": "",
            "pkg/plain.py": ADD,
            "pkg/twice.h": "int twice(int value);\n",
            "pkg/twice.c": '#include "twice.h"\nint twice(int value) { return 2 * value; }\n',
            "pkg/with_c.pyx": """
                cdef extern from "twice.h":
                    int twice(int value)
                def call(int value):
                    return twice(value)
            """,
        },
    )
    built = python(project, "setup.py", "build_ext", "--inplace")
    assert built.returncode == 0, built.stdout + built.stderr
    check = (
        "from pkg import plain, with_c\n"
        "assert plain.__file__.endswith('.so') and plain.__name__ == 'pkg.plain'\n"
        "assert plain.add(1, 2.5) == 3.5 and with_c.call(21) == 42\n"
    )
    result = python(project, "-c", check)
    assert result.returncode == 0, result.stderr
    again = python(project, "setup.py", "build_ext", "--inplace")
    assert again.returncode == 0
    stamps = [path.stat().st_mtime for path in project.glob("pkg/*.so")]
    python(project, "setup.py", "build_ext", "--inplace")
    assert stamps == [path.stat().st_mtime for path in project.glob("pkg/*.so")]


def test_an_error_in_the_source_fails_the_build(project):
    write(
        project,
        {
            "setup.py": """
                from zilant.build import cythonize
                from setuptools import setup
                setup(name="demo", ext_modules=cythonize("wrong.pyx"))
            """,
            "wrong.pyx": "def f(:\n    return 1\n",
        },
    )
    result = python(project, "setup.py", "build_ext", "--inplace")
    assert result.returncode != 0
    assert "wrong.pyx:1:" in result.stdout + result.stderr
    assert not list(project.glob("*.so"))


def test_compile_file_gives_the_messages(project):
    write(project, {"wrong.pyx": "cdef int x = 'ab'\n"})
    with pytest.raises(CompileError) as caught:
        compile_file("wrong.pyx", "wrong.so")
    assert "wrong.pyx:1:" in caught.value.messages


def test_directives_reach_the_compiler(project):
    write(project, {"floors.pyx": "def floor(int a, int b):\n    return a // b\n"})
    for c_division, expected in ((True, -3), (False, -4)):
        folder = project / str(c_division)
        folder.mkdir()
        compile_file("floors.pyx", folder / "floors.so", directives={"cdivision": c_division})
        result = python(folder, "-c", "import floors; print(floors.floor(-7, 2))")
        assert result.stdout.strip() == str(expected), result.stderr


# --- Arguments of Cython's ------------------------------------------------------------------------


def test_an_unknown_argument_names_the_nearest(project):
    write(project, {"one.pyx": ADD})
    with pytest.raises(TypeError, match="'compiler_directive'; did you mean 'compiler_directives'"):
        cythonize("one.pyx", compiler_directive={})


def test_an_argument_without_effect_warns(project):
    write(project, {"one.pyx": ADD})
    with pytest.warns(UserWarning, match="annotate=True.* no effect"):
        cythonize("one.pyx", annotate=True)
    with pytest.raises(ValueError, match="embed"):
        cythonize("one.pyx", embed=True)
    assert cythonize("one.pyx", annotate=False, emit_linenums=True)


def test_values_for_def_and_if(project):
    source = """
        DEF NEXT = NUMBER + 1
        IF WITH_TEXT:
            value = (NUMBER, NEXT, TEXT, REAL, NOTHING)
        ELSE:
            value = None
    """
    values = '{"NUMBER": -3, "WITH_TEXT": True, "TEXT": "1\'\\n", "REAL": 1.5, "NOTHING": None}'
    setup = f"""
        from setuptools import setup
        from zilant.build import cythonize
        setup(name="demo", ext_modules=cythonize("one.pyx", compile_time_env={values}))
    """
    write(project, {"one.pyx": source, "setup.py": setup})
    built = python(project, "setup.py", "-q", "build_ext", "--inplace")
    assert built.returncode == 0, built.stderr
    said = python(project, "-c", "import one; print(one.value)").stdout
    assert said == '(-3, -2, "1\'\\n", 1.5, None)\n'
    # another value: built anew
    write(project, {"setup.py": setup.replace('"WITH_TEXT": True', '"WITH_TEXT": False')})
    assert python(project, "setup.py", "-q", "build_ext", "--inplace").returncode == 0
    assert python(project, "-c", "import one; print(one.value)").stdout == "None\n"
    with pytest.raises(ValueError, match=r"compile_time_env\['A'\] is no literal"):
        cythonize("one.pyx", compile_time_env={"A": object()})


def test_warnings_are_errors_if_asked(project):
    source = "cdef unsigned int* a, b\n"
    setup = """
        from setuptools import setup
        from zilant.build import cythonize
        setup(name="demo", ext_modules=cythonize("one.pyx", warning_errors=True))
    """
    write(project, {"one.pyx": source, "setup.py": setup})
    built = python(project, "setup.py", "-q", "build_ext", "--inplace")
    assert built.returncode != 0
    assert "one.pyx:1:18: error[W0308]" in built.stderr


def test_distutils_lines_are_merged(project):
    write(
        project,
        {
            "one.pyx": """
                # distutils: libraries = m z
                # distutils: sources = SOURCES
                # distutils: define_macros = A=1 B
                # distutils: include_dirs = ["with blank", other]
                # distutils: name = renamed
                cimport two
            """,
            "two.pxd": "# distutils: libraries = handed\n# distutils: sources = not.c\n",
        },
    )
    [one] = cythonize("one.pyx", aliases={"SOURCES": ["a.c", "b.c"]})
    assert one.name == "renamed"
    assert one.sources == ["one.pyx", "a.c", "b.c"]
    assert one.libraries == ["m", "z", "handed"]
    assert one.define_macros == [("A", "1"), ("B", None)]
    assert one.include_dirs == ["with blank", "other"]


def test_create_extension_and_language(project):
    write(project, {"one.pyx": ADD})

    def create(template, keywords):
        return Extension(keywords["name"] + "_made", keywords["sources"]), {}

    [one] = cythonize("one.pyx", create_extension=create, language="c++", exclude_failures=True)
    assert (one.name, one.language, one.optional) == ("one_made", "c++", True)


# --- What is built --------------------------------------------------------------------------------

HEADER_PROJECT = {
    "setup.py": """
        from zilant.build import cythonize
        from setuptools import Extension, setup
        setup(name="demo", ext_modules=cythonize([
            Extension("one", ["one.pyx"], define_macros=[("FACTOR", "5")],
                      include_dirs=["headers"]),
            "two.pyx",
        ]))
    """,
    "headers/factor.h": "static inline int scaled(int v) { return v * FACTOR; }\n",
    "one.pyx": """
        include "part.pxi"
        cdef extern from "factor.h":
            int scaled(int)
        def call(int v):
            return scaled(v) + PART
    """,
    "part.pxi": "PART = 100\n",
    "two.pyx": "cimport shared\ndef size():\n    return sizeof(shared.Number)\n",
    "shared.pxd": "ctypedef int Number\n",
}


def build_in_place(project, *options):
    """Build; return the sources that the build says it compiles."""
    result = python(project, "setup.py", "build_ext", "--inplace", *options)
    assert result.returncode == 0, result.stdout + result.stderr
    return [line.split()[-1] for line in result.stdout.splitlines() if "Compiling" in line]


def evaluate(project, program):
    result = python(project, "-c", program)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_what_a_module_has_read_decides_what_is_built_anew(project):
    write(project, HEADER_PROJECT)
    assert build_in_place(project) == ["one.pyx", "two.pyx"]
    assert evaluate(project, "import one, two; print(one.call(2), two.size())") == "110 4"
    for changed, expected in [
        ("part.pxi", ["one.pyx"]),
        ("headers/factor.h", ["one.pyx"]),
        ("shared.pxd", ["two.pyx"]),
        ("two.pyx", ["two.pyx"]),
    ]:
        for path in (project / name for name in HEADER_PROJECT):
            os.utime(path, (1_000_000_000, 1_000_000_000))
        assert build_in_place(project) == [], changed
        soon = 10 + max(path.stat().st_mtime for path in project.glob("*.so"))
        os.utime(project / changed, (soon, soon))
        assert build_in_place(project) == expected, changed
    assert build_in_place(project, "--force") == ["one.pyx", "two.pyx"]


def test_other_options_build_anew(project):
    write(project, HEADER_PROJECT)
    build_in_place(project)
    text = (project / "setup.py").read_text().replace('"5"', '"7"')
    (project / "setup.py").write_text(text)
    assert build_in_place(project) == ["one.pyx"]
    assert evaluate(project, "import one; print(one.call(2))") == "114"


def test_plain_extensions_with_our_build_ext(project):
    write(
        project,
        {
            "setup.py": """
                from zilant.build import build_ext
                from setuptools import Extension, setup
                setup(name="demo", cmdclass={"build_ext": build_ext},
                      ext_modules=[Extension("one", ["one.pyx"])])
            """,
            "one.pyx": """
                # distutils: define_macros = N=4
                cdef extern from *:
                    '''
                    static int n(void) { return N; }
                    '''
                    int n()
                def get():
                    return n()
            """,
        },
    )
    assert build_in_place(project) == ["one.pyx"]
    assert evaluate(project, "import one; print(one.get())") == "4"


def test_options_of_the_command_reach_the_compiler(project):
    write(
        project,
        {
            "setup.py": """
                from zilant.build import cythonize
                from setuptools import setup
                setup(name="demo", ext_modules=cythonize("one.pyx"))
            """,
            "setup.cfg": "[build_ext]\ninclude_dirs = headers\ndefine = N,M\n",
            "headers/one.h": "static int number(void) { return N + M; }\n",
            "one.pyx": """
                cdef extern from "one.h":
                    int number()
                def get():
                    return number()
            """,
        },
    )
    assert build_in_place(project) == ["one.pyx"]
    assert evaluate(project, "import one; print(one.get())") == "2"


def test_a_command_that_extends_distutils_own(project):
    write(
        project,
        {
            "setup.py": """
                from zilant.build import cythonize
                from setuptools import setup
                from distutils.command.build_ext import build_ext
                class Parallel(build_ext):
                    def build_extensions(self):
                        self.parallel = 2
                        super().build_extensions()
                setup(name="demo", cmdclass={"build_ext": Parallel},
                      ext_modules=cythonize(["one.pyx", "two.pyx"]))
            """,
            "one.pyx": ADD,
            "two.pyx": ADD,
        },
    )
    assert sorted(build_in_place(project)) == ["one.pyx", "two.pyx"]
    assert evaluate(project, "import one, two; print(one.add(1, two.add(2, 3)))") == "6"


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("cython", "cmdclass['build_ext'] is Cython.Distutils.build_ext.build_ext, which"),
        ("silent", "extension 'one' was not compiled by Zilant: __main__.Silent"),
    ],
)
def test_another_build_ext_stops_the_build(project, kind, message):
    write(
        project,
        {
            "one.pyx": ADD,
            "setup.py": """
                import sys
                from zilant.build import cythonize
                from setuptools import setup
                from setuptools.command.build_ext import build_ext
                class Silent(build_ext):
                    def build_extension(self, extension):
                        print("another compiler")
                kind = Silent
                if sys.argv.pop() == "cython":
                    from Cython.Distutils import build_ext as kind
                setup(name="demo", cmdclass={"build_ext": kind}, ext_modules=cythonize("one.pyx"))
            """,
        },
    )
    result = python(project, "setup.py", "build_ext", "--inplace", kind)
    assert result.returncode != 0
    assert message in result.stdout + result.stderr
    assert not list(project.glob("one.c*"))


def test_limited_api_is_refused(project):
    write(
        project,
        {
            "one.pyx": ADD,
            "setup.py": """
                from zilant.build import cythonize
                from setuptools import Extension, setup
                setup(name="demo", ext_modules=cythonize(
                    Extension("one", ["one.pyx"], py_limited_api=True)))
            """,
        },
    )
    result = python(project, "setup.py", "build_ext", "--inplace")
    assert result.returncode != 0
    assert "py_limited_api is not possible" in result.stdout + result.stderr


def test_cplusplus_sources_are_linked_with_their_library(project):
    write(
        project,
        {
            "setup.py": """
                from zilant.build import cythonize
                from setuptools import Extension, setup
                setup(name="demo", ext_modules=cythonize(
                    Extension("one", ["one.pyx", "text.cpp"], language="c++")))
            """,
            "text.cpp": """
                #include <string>
                extern "C" int length(const char *text) { return std::string(text).size(); }
                int measured(const char *text) { return length(text); }
            """,
            "one.pyx": """
                cdef extern from *:
                    '''
                    extern "C" int length(const char *text);
                    int measured(const char *text);
                    '''
                    int length(const char *text)
                    int measured(const char *text)
                def measure(bytes text):
                    return length(text), measured(text)
            """,
        },
    )
    build_in_place(project)
    assert evaluate(project, "import one; print(one.measure(b'four'))") == "(4, 4)"


# --- Headers for C code ---------------------------------------------------------------------------

WITH_HEADERS = {
    "src/m.pyx": """
        cdef extern from "inside.h":
            int inside(int value) except -1
        cdef public int twice(int value) except -1:
            if value < 0:
                raise ValueError(value)
            return 2 * value
        cdef api int thrice(int value) noexcept:
            return 3 * value
        def call(value):
            return inside(value)
    """,
    "src/inside.h": "int inside(int value);\n",
    "src/inside.c": """
        #include "m.h"
        #include "inside.h"
        int inside(int value) { return twice(value) < 0 ? -1 : twice(value) + 1; }
    """,
    "other.c": """
        #include "m_api.h"
        static PyObject *call(PyObject *self, PyObject *value) {
            return PyLong_FromLong(thrice((int)PyLong_AsLong(value)));
        }
        static PyMethodDef methods[] = {{"call", call, METH_O, 0}, {0}};
        static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "other", 0, -1, methods};
        PyMODINIT_FUNC PyInit_other(void) {
            return import_m() < 0 ? NULL : PyModule_Create(&definition);
        }
    """,
    # the plain extension comes first, and includes what the other one writes
    "setup.py": """
        from zilant.build import cythonize
        from setuptools import Extension, setup
        own = cythonize([Extension("m", ["src/m.pyx", "src/inside.c"], include_dirs=["src", {0}])],
                        build_dir={1})
        setup(name="demo", ext_modules=[Extension("other", ["other.c"], include_dirs=[{0}]), *own])
    """,
}


@pytest.mark.parametrize(("header_folder", "build_dir"), [("src", None), ("made/src", "made")])
def test_headers_are_there_before_c_code_is_compiled(project, header_folder, build_dir):
    write(project, WITH_HEADERS)
    setup = (project / "setup.py").read_text()
    (project / "setup.py").write_text(setup.format(repr(header_folder), repr(build_dir)))
    built = python(project, "setup.py", "build_ext", "--inplace")
    assert built.returncode == 0, built.stdout + built.stderr
    generated = {str(path.relative_to(project)) for path in project.rglob("m*.h")}
    assert generated == {f"{header_folder}/m.h", f"{header_folder}/m_api.h"}
    check = (
        "import m, other\n"
        "assert (m.call(4), other.call(4)) == (9, 12)\n"
        "try:\n    m.call(-2)\n"
        "except ValueError as error:\n    assert error.args == (-2,)\n"
    )
    result = python(project, "-c", check)
    assert result.returncode == 0, result.stderr


def test_a_missing_header_is_written_and_nothing_else_compiled(project):
    write(project, WITH_HEADERS)
    setup = (project / "setup.py").read_text()
    (project / "setup.py").write_text(setup.format("'src'", None))
    python(project, "setup.py", "build_ext", "--inplace")
    header = project / "src" / "m.h"
    stamps = {path: path.stat().st_mtime for path in [*project.glob("*.so"), header]}
    assert len(stamps) == 3
    python(project, "setup.py", "build_ext", "--inplace")
    assert stamps == {path: path.stat().st_mtime for path in stamps}
    text = header.read_text()
    header.unlink()
    built = python(project, "setup.py", "build_ext", "--inplace")
    assert "Compiling src/m.pyx" not in built.stdout
    assert header.read_text() == text


def test_plain_extensions_have_headers_too(project):
    write(project, WITH_HEADERS)
    (project / "setup.py").write_text(
        textwrap.dedent("""
            from zilant.build import build_ext
            from setuptools import Extension, setup
            setup(name="demo", cmdclass={"build_ext": build_ext}, ext_modules=[
                Extension("other", ["other.c"], include_dirs=["src"]),
                Extension("m", ["src/m.pyx", "src/inside.c"], include_dirs=["src"]),
            ])
        """)
    )
    built = python(project, "setup.py", "build_ext", "--inplace")
    assert built.returncode == 0, built.stdout + built.stderr
    result = python(project, "-c", "import m, other; print(m.call(4), other.call(4))")
    assert result.stdout == "9 12\n", result.stderr
