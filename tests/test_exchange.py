"""Modules that exchange C functions, variables and classes: every split between Zilant and Cython.

tests/exchange/NAME/ is a project: modules (.pyx, .py and their .pxd, packages too) and check.py, a
module of doctests. Its doctests hold whoever compiled which module: all modules by Zilant, all by
Cython, and each other split. `# alone: yes` at the head of check.py leaves Cython out, for what
Cython does not do the same way.
"""

import importlib.util
import itertools
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import sanitizer

FOLDER = Path(__file__).resolve().parent / "exchange"
PROJECTS = sorted(path for path in FOLDER.iterdir() if path.is_dir())
COMPILERS = "zc"  # Zilant, Cython

# Runs in a process of its own: a module that crashes must not take the tests with it.
RUN_DOCTESTS = """
import doctest, sys
sys.path.insert(0, sys.argv[1])
import check
result = doctest.testmod(check)
print(result)
assert result.attempted > 0, "no examples were found"
sys.exit(1 if result.failed else 0)
"""


def run(command, **options):
    result = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        timeout=300,
        **options,
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


def modules_of(project):
    """Paths of the modules that are compiled, relative to the project."""
    sources = sorted(path.relative_to(project) for path in project.rglob("*.pyx"))
    return [path for path in sources if not path.name.startswith("_ignored")]


def dotted_name(module):
    return ".".join(module.with_suffix("").parts)


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


def collect(project, built, split, folder):
    """Lay out the project with each module by the compiler that the split says."""
    for path in project.rglob("*.py"):
        target = folder / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    for module, compiler in zip(modules_of(project), split):
        library = library_name(module)
        (folder / library.parent).mkdir(parents=True, exist_ok=True)
        shutil.copy(built / compiler / library, folder / library)


def stands_alone(project):
    return "# alone: yes" in (project / "check.py").read_text().splitlines()[:3]


def has_cython():
    return importlib.util.find_spec("Cython") is not None and shutil.which("gcc") is not None


@pytest.mark.parametrize("project", PROJECTS, ids=[path.name for path in PROJECTS])
def test_splits(project, tmp_path, zilant):
    modules = modules_of(project)
    compilers = COMPILERS if has_cython() and not stands_alone(project) else "z"
    for module in modules:
        build_with_zilant(zilant, project, module, tmp_path / "z")
        if "c" in compilers:
            build_with_cython(project, module, tmp_path / "c")
    for split in itertools.product(compilers, repeat=len(modules)):
        folder = tmp_path / "split" / "".join(split)
        folder.mkdir(parents=True)
        collect(project, tmp_path, split, folder)
        command = [sys.executable, "-X", "faulthandler", "-c", RUN_DOCTESTS, str(folder)]
        result = subprocess.run(command, capture_output=True, check=False, text=True, timeout=300)
        places = ", ".join(f"{name} by {who}" for name, who in zip(modules, split))
        assert result.returncode == 0, f"{places}\n{result.stdout}{result.stderr}"


@pytest.mark.parametrize("project", PROJECTS, ids=[path.name for path in PROJECTS])
def test_sanitized(project, tmp_path, zilant):
    """All modules by Zilant, under AddressSanitizer."""
    modules = modules_of(project)
    for module in modules:
        build_with_zilant(zilant, project, module, tmp_path / "z", "-O0", "--sanitize=address")
    folder = tmp_path / "split"
    folder.mkdir()
    collect(project, tmp_path, "z" * len(modules), folder)
    run([sys.executable, "-c", RUN_DOCTESTS, str(folder)], env=sanitizer.environment())


# Who compiles the modules `grids` and `reader`, and what the import of `reader` ends with.
REFUSED = [
    ("cz", "ImportError: grids.Grid has other memoryviews than this module"),
    ("zc", "KeyError: '__pyx_vtable__'"),
]


@pytest.mark.skipif(not has_cython(), reason="needs Cython and gcc")
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
