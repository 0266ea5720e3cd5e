"""`zilant.stand_in`: projects that ask for Cython are built by Zilant."""

import importlib.metadata
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from zilant.stand_in import folder

FLOOR = "def floor(int a, int b):\n    return a // b\n"


def python(place: Path, *arguments: str) -> str:
    """Run Python in a folder, with the stand-in; return what it printed."""
    package = Path(__file__).resolve().parent.parent / "python"
    path = os.pathsep.join([str(package / "zilant" / "stand_in"), str(package)])
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=place,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def build(place: Path, setup: str) -> str:
    """Build one.pyx in place with a setup.py; return what was printed."""
    (place / "one.pyx").write_text(FLOOR)
    (place / "setup.py").write_text(textwrap.dedent(setup))
    output = python(place, "setup.py", "build_ext", "--inplace")
    assert "Compiling one.pyx" in output
    assert not (place / "one.c").exists()
    return output


def floor(place: Path) -> str:
    """Return -7 // 2 as the module computes it."""
    return python(place, "-c", "import one; print(one.floor(-7, 2))").strip()


@pytest.mark.parametrize(
    ("imports", "arguments"),
    [
        ("from Cython.Build import cythonize", 'ext_modules=cythonize("one.pyx")'),
        ("from Cython.Build.Dependencies import cythonize", 'ext_modules=cythonize("one.pyx")'),
        ("from setuptools import Extension", 'ext_modules=[Extension("one", ["one.pyx"])]'),
        (
            "from Cython.Distutils import build_ext, Extension",
            'cmdclass={"build_ext": build_ext}, ext_modules=[Extension("one", ["one.pyx"])]',
        ),
        (
            "from Cython.Build import build_ext\nfrom setuptools import Extension",
            'cmdclass={"build_ext": build_ext}, ext_modules=[Extension("one", ["one.pyx"])]',
        ),
        (
            "from Cython.Build import cythonize\nfrom distutils.command.build_ext import build_ext",
            'cmdclass={"build_ext": type("Own", (build_ext,), {})},'
            ' ext_modules=cythonize("one.pyx")',
        ),
    ],
)
def test_setup_py_files_that_ask_for_cython(tmp_path, imports, arguments):
    build(tmp_path, f'from setuptools import setup\n{imports}\nsetup(name="demo", {arguments})\n')
    assert floor(tmp_path) == "-4"


def test_the_arguments_of_an_extension(tmp_path):
    build(
        tmp_path,
        """
        from Cython.Distutils.extension import Extension
        from setuptools import setup
        setup(name="demo", ext_modules=[
            Extension("one", ["one.pyx"], cython_directives={"cdivision": True},
                      no_c_in_traceback=True, optional=True)])
        """,
    )
    assert floor(tmp_path) == "-3"


def test_a_command_that_asks_for_translated_sources(tmp_path):
    build(
        tmp_path,
        """
        from Cython.Distutils.old_build_ext import old_build_ext
        from setuptools import Extension, setup
        class Own(old_build_ext):
            def build_extension(self, extension):
                extension.sources = self.cython_sources(extension.sources, extension)
                super().build_extension(extension)
        setup(name="demo", cmdclass={"build_ext": Own},
              ext_modules=[Extension("one", ["one.pyx"])])
        """,
    )
    assert floor(tmp_path) == "-4"


def test_options_of_the_compiler(tmp_path):
    output = build(
        tmp_path,
        """
        import Cython
        from Cython.Build import cythonize
        from Cython.Compiler import Options
        from Cython.Compiler.Version import version
        from setuptools import setup
        assert version == Cython.__version__
        Options.annotate = True
        Options.docstrings = True
        Options.clear_to_none = False
        Options.get_directive_defaults()["cdivision"] = True
        setup(name="demo", ext_modules=cythonize("one.pyx"))
        """,
    )
    assert floor(tmp_path) == "-3"
    assert "annotate=True) has no effect" in output
    assert "docstrings" not in output


def test_the_program_cythonize(tmp_path):
    package = tmp_path / "src" / "pkg"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    for name in ("one", "two"):
        (package / f"{name}.pyx").write_text(FLOOR)
    call = "from Cython.Build.Cythonize import main; main({!r})"
    options = ["-3", "-X", "cdivision=True", "--exclude", "**/two.pyx"]
    python(tmp_path, "-c", call.format([*options, "--inplace", "--", "src/**/*.pyx"]))
    assert [path.suffix for path in package.glob("*.so")] == [".so"]
    python(tmp_path, "-c", call.format([*options, "src/pkg/one.pyx"]))
    assert (package / "one.c").exists()
    check = "from pkg.one import floor; print(floor(-7, 2))"
    assert python(tmp_path / "src", "-c", check).strip() == "-3"


def test_the_metadata_agree():
    path = folder()
    [found] = importlib.metadata.distributions(name="Cython", path=[path])
    module = Path(path, "Cython", "__init__.py").read_text()
    assert f'__version__ = "{found.version}"' in module


def test_the_folder_is_printed(tmp_path):
    assert Path(python(tmp_path, "-m", "zilant.stand_in").strip(), "Cython").is_dir()
