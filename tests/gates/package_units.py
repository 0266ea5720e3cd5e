"""The sources of packages and the units in them: what one extension module is compiled of.

Takes requirements ("lxml==6.1.3"). Gives folders with their unpacked source distributions, kept in
a cache, and for each unit how a build would invoke a compiler: file, module name, folders.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
from typing import NamedTuple

from package_templates import expand_all

HERE = pathlib.Path(__file__).resolve().parent

# What a package does not install, compiles for its tests alone, or has for other systems.
LEFT_OUT = {
    *("test", "tests", "testing", "doc", "docs", "examples", "example", "benchmark", "benchmarks"),
    *("bench", "tools", "vendor", "_build_utils", "build", "demos", "ci", "asv_bench", "win32"),
}
# Directives that the package's build gives the compiler.
DIRECTIVES = {
    "cftime": ("c_api_binop_methods=True",),
    "pandas": ("always_allow_keywords=True",),
    "scikit-learn": (
        *("boundscheck=False", "wraparound=False", "initializedcheck=False"),
        *("nonecheck=False", "cdivision=True"),
    ),
}
PACKAGE_FILES = ("__init__.py", "__init__.pyx", "__init__.pxd")
INCLUDED = re.compile(r"""^\s*include\s+["']([^"']+)["']""", re.MULTILINE)
CIMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+cimport[ \t]+([^#\n]*)|cimport[ \t]+([\w., \t]+))",
    re.MULTILINE,
)
EXTERN_HEADER = re.compile(r"""\bextern\s+from\s+["']<?([^"'>]+)>?["']""")


class Unit(NamedTuple):
    """A source file and how it is compiled."""

    path: pathlib.Path
    module: str  # its dotted name
    root: pathlib.Path  # the folder that the package is in
    includes: tuple  # folders for .pxd files and headers
    directives: tuple = ()  # of the package's build


def fetch(name, requirement, cache):
    """Gives the folder with the project's unpacked sources, or None if it cannot be had."""
    folder = cache / requirement
    if (folder / "complete").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    download(name, requirement, folder)
    for archive in [*folder.glob("*.tar.gz"), *folder.glob("*.zip")]:
        shutil.unpack_archive(archive, folder)
        archive.unlink()
        expand_all(next(path for path in sorted(folder.iterdir()) if path.is_dir()))
        (folder / "complete").touch()
        return folder
    return None


def download(name, requirement, folder):
    """Downloads a source distribution, if possible without building anything."""
    options = ["--quiet", "--no-deps", "--no-binary", name, "--dest", str(folder)]
    command = [sys.executable, "-m", "pip", "download", *options, requirement]
    path = os.pathsep.join(filter(None, [str(HERE / "metadata_only"), os.getenv("PYTHONPATH")]))
    quick = subprocess.run(
        [*command, "--no-build-isolation"],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    if quick.returncode != 0:
        subprocess.run(command, check=False)


def read(path):
    """The text of a source, whatever it is encoded in."""
    return path.read_text(encoding="utf-8", errors="replace")


def is_left_out(path, top):
    """Says if the file is for tests, for the documentation, or none of the package's own."""
    return bool(LEFT_OUT & {part.lower() for part in path.relative_to(top).parts[:-1]})


def root_of(path):
    """The folder that the outermost package around the file is in."""
    folder = path.parent
    while any((folder / name).exists() for name in PACKAGE_FILES):
        folder = folder.parent
    return folder


def module_of(path, root):
    """The dotted name of the module that the file becomes."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def header_folders(sources, top):
    """The folders in which a compiler would have to look for the headers that the sources name."""
    names = {name for source in sources for name in EXTERN_HEADER.findall(read(source))}
    folders = set()
    for header in [path for pattern in ("*.h", "*.hpp") for path in top.rglob(pattern)]:
        for name in names:
            depth = len(pathlib.PurePosixPath(name).parts)
            if header.parts[-depth:] == pathlib.PurePosixPath(name).parts:
                folders.add(header.parents[depth - 1])
    return sorted(folders)


def list_units(top, name=""):
    """The units of an unpacked source distribution of the package of that name.

    They are the .pyx files that no other one includes, and the .py files with a .pxd beside them.
    """
    found = sorted(
        path for path in top.rglob("*") if path.suffix in {".pyx", ".py", ".pxd", ".pxi"}
    )
    found = [path for path in found if path.is_file() and not is_left_out(path, top)]
    cython = [path for path in found if path.suffix != ".py"]
    included = {
        pathlib.PurePosixPath(name).name for path in cython for name in INCLUDED.findall(read(path))
    }
    declared = {path.with_suffix("") for path in found if path.suffix == ".pxd"}
    headers = header_folders(cython, top)
    units = []
    for path in found:
        is_unit = path.suffix == ".pyx" or (
            path.suffix == ".py"
            and path.with_suffix("") in declared
            and not path.with_suffix(".pyx").exists()
        )
        if not is_unit or path.name in included or "{{" in read(path):
            continue
        root = root_of(path)
        folders = [each for each in top.iterdir() if each.is_dir() and each.name not in LEFT_OUT]
        # of several versions of a library that of the unit's name first
        headers.sort(key=lambda folder: path.stem not in folder.parts)
        own = [path.parent] if (path.parent / "CMakeLists.txt").exists() else []
        includes = dict.fromkeys([*own, root, *folders, *headers])
        directives = DIRECTIVES.get(name, ())
        units.append(Unit(path, module_of(path, root), root, tuple(includes), directives))
    return units


def cimported_modules(unit):
    """The names of the modules that a unit cimports, and of others that it may mean."""
    names = set()
    package = unit.module.split(".")[:-1]
    for path in (unit.path, unit.path.with_suffix(".pxd")):
        for origin, members, modules in CIMPORT.findall(read(path) if path.exists() else ""):
            names |= {name.split()[0] for name in modules.split(",") if name.strip()}
            if not origin:
                continue
            parts = origin.lstrip(".").split(".") if origin.strip(".") else []
            up = len(origin) - len(origin.lstrip("."))
            parts = package[: len(package) + 1 - up] + parts if up else parts
            names.add(".".join(parts))
            found = re.findall(r"(\w+)(?:[ \t]+as[ \t]+\w+)?", members)
            names |= {".".join([*parts, member]) for member in found}
    return names


def linked_units(unit, units):
    """The unit and those of `units` that cimports lead to from it, in either direction."""
    cimported = {each: cimported_modules(each) for each in units}
    linked, waiting = {unit}, [unit]
    while waiting:
        one = waiting.pop()
        for other in units:
            is_linked = other.module in cimported[one] or one.module in cimported[other]
            if is_linked and other not in linked:
                linked.add(other)
                waiting.append(other)
    return [each for each in units if each in linked]
