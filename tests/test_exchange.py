"""Modules that exchange C functions, variables and classes: every split between Zilant and Cython.

tests/exchange/NAME/ is a project: modules that are compiled (.pyx, with their .pxd), scripts that
are not (.py, as those that make packages), and check.py, a module of doctests. Its doctests hold
whoever compiled which module: all modules by Zilant, all by Cython, and each other split.
`# alone: yes` at the head of check.py leaves Cython out, for what Cython does not do the same way.
"""

import functools
import importlib.util
import itertools
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import sanitizer
from test_run import run, run_doctests

FOLDER = Path(__file__).resolve().parent / "exchange"
PROJECTS = sorted(path for path in FOLDER.iterdir() if path.is_dir())


def modules_of(project):
    """Paths of the modules that are compiled, relative to the project."""
    return sorted(path.relative_to(project) for path in project.rglob("*.pyx"))


def dotted_name(module):
    return ".".join(module.with_suffix("").parts)


# --- Building ------------------------------------------------------------------------------------


def library_name(module):
    return module.with_suffix(sysconfig.get_config_var("EXT_SUFFIX"))


def build_with_zilant(zilant, project, module, folder, *options):
    target = folder / library_name(module)
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [zilant, "build", str(module), "-o", str(target), "--strict", "--verify", "-I", "."]
    name = dotted_name(module)
    command += ["--module-name", name, "--python", sys.executable, *options]
    run(command, cwd=project)


def build_with_cython(project, module, folder):
    target = folder / module.parent
    target.mkdir(parents=True, exist_ok=True)
    source = target / f"{module.stem}.c"
    cython = [sys.executable, "-m", "cython", "-3", "-I", ".", str(module), "-o", str(source)]
    run([*cython, "--module-name", dotted_name(module)], cwd=project)
    include = sysconfig.get_path("include")
    flags = ["-shared", "-fPIC", "-O0", "-w", f"-I{include}"]
    run(["gcc", *flags, str(source), "-o", str(folder / library_name(module))])


@pytest.fixture(scope="session")
def build_once(zilant, tmp_path_factory):
    """Return what gives the library of a module by a compiler (z or c), made when first asked."""

    @functools.cache
    def build(project, module, compiler):
        folder = tmp_path_factory.mktemp(f"{project.name}-{compiler}")
        if compiler == "z":
            build_with_zilant(zilant, project, module, folder)
        else:
            build_with_cython(project, module, folder)
        return folder / library_name(module)

    return build


def copy_scripts(project, folder):
    """Lay out what of the project is not compiled."""
    for path in project.rglob("*.py"):
        target = folder / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


# --- Every split ---------------------------------------------------------------------------------

HAS_CYTHON = importlib.util.find_spec("Cython") is not None and shutil.which("gcc") is not None
NEEDS_CYTHON = pytest.mark.skipif(not HAS_CYTHON, reason="needs Cython and gcc")


def stands_alone(project):
    return "# alone: yes" in (project / "check.py").read_text().splitlines()[:3]


def split_cases():
    """Project and split, a letter for each module: z for Zilant, c for Cython."""
    for project in PROJECTS:
        compilers = "z" if stands_alone(project) else "zc"
        for letters in itertools.product(compilers, repeat=len(modules_of(project))):
            split = "".join(letters)
            marks = [NEEDS_CYTHON] if "c" in split else []
            yield pytest.param(project, split, id=f"{project.name}-{split}", marks=marks)


@pytest.mark.parametrize(("project", "split"), list(split_cases()))
def test_splits(project, split, tmp_path, build_once):
    copy_scripts(project, tmp_path)
    for module, compiler in zip(modules_of(project), split):
        library = tmp_path / library_name(module)
        library.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(build_once(project, module, compiler), library)
    run_doctests(tmp_path, "check", ".py")


@pytest.mark.parametrize("project", PROJECTS, ids=[path.name for path in PROJECTS])
def test_sanitized(project, tmp_path, zilant):
    """All modules by Zilant, under AddressSanitizer."""
    copy_scripts(project, tmp_path)
    for module in modules_of(project):
        build_with_zilant(zilant, project, module, tmp_path, "-O0", "--sanitize=address")
    run_doctests(tmp_path, "check", ".py", env=sanitizer.environment())


# Who compiles the modules `grids` and `reader`, and what the import of `reader` ends with.
REFUSED = [
    ("cz", "ImportError: grids.Grid has other memoryviews than this module"),
    ("zc", "KeyError: '__pyx_vtable__'"),
]


@NEEDS_CYTHON
@pytest.mark.parametrize(("split", "message"), REFUSED)
def test_memoryviews_stay_with_their_compiler(split, message, tmp_path, zilant):
    project = FOLDER / "views"
    for module, compiler in zip(modules_of(project), split):
        if compiler == "z":
            build_with_zilant(zilant, project, module, tmp_path)
        else:
            build_with_cython(project, module, tmp_path)
    command = [sys.executable, "-c", "import reader"]
    result = subprocess.run(
        command, cwd=tmp_path, capture_output=True, check=False, text=True, timeout=60
    )
    assert message in result.stderr
