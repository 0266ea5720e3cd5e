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
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
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
    write(project, {"wrong.pyx": "cdef int x = 'a'\n"})
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
