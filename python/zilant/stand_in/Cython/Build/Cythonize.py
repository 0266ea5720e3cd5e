"""The program `cythonize`, as far as the builds of projects call it."""

from __future__ import annotations

import argparse
import contextlib
import glob
import os
import subprocess
from collections.abc import Iterator, Sequence

from Cython.Build.Dependencies import cythonize
from setuptools import setup

from zilant.build import find_package_root
from zilant.compiler import executable

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Build modules in place, or write a C file for each."""
    options = _parse_arguments(args)
    paths = [path for pattern in options.sources for path in _expand(pattern, options.excludes)]
    for path in paths:
        if options.build:
            _build_in_place(path, options)
        else:
            _write_c_file(path, options)


def _parse_arguments(args: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="cythonize", allow_abbrev=False)
    add = parser.add_argument
    add("-X", "--directive", dest="directives", action="append", default=[])
    add("-E", "--compile-time-env", dest="environment", action="append", default=[])
    add("-2", dest="language_level", action="store_const", const="2")
    add("-3", "--3str", dest="language_level", action="store_const", const="3")
    add("-+", "--cplus", dest="language", action="store_const", const="c++")
    add("-x", "--exclude", dest="excludes", action="append", default=[])
    add("-b", "--build", "-i", "--inplace", dest="build", action="store_true")
    add("-j", "--parallel", type=int, default=0)
    add("-f", "--force", action="store_true")
    add("-q", "--quiet", action="store_true")
    add("-k", "--keep-going", dest="keep_going", action="store_true")
    add("sources", nargs="+")
    options = parser.parse_args(args)
    settings = (setting for group in options.directives for setting in group.split(","))
    options.directives = dict(setting.split("=", 1) for setting in settings)
    if options.language_level:
        options.directives.setdefault("language_level", options.language_level)
    return options


def _expand(pattern: str, excludes: Sequence[str]) -> list[str]:
    """Return the files that a pattern names, of a folder all in it."""
    if os.path.isdir(pattern):
        pattern = os.path.join(pattern, "**", "*.pyx")
    excluded = {path for each in excludes for path in glob.glob(each, recursive=True)}
    paths = [path for path in sorted(glob.glob(pattern, recursive=True)) if path not in excluded]
    if not paths and not excluded:
        raise SystemExit(f"cythonize: no such file or directory: {pattern!r}")
    return [os.path.abspath(path) for path in paths]


def _build_in_place(path: str, options: argparse.Namespace) -> None:
    """Build the module of a source beside it."""
    with _working_in(find_package_root(path)) as folder:
        extensions = cythonize(
            os.path.relpath(path, folder),
            nthreads=options.parallel,
            quiet=options.quiet,
            force=options.force,
            language=options.language,
            exclude_failures=options.keep_going,
            compiler_directives=options.directives,
            zilant_arguments=[f"-E{values}" for values in options.environment],
        )
        setup(
            script_name="setup.py", script_args=["build_ext", "--inplace"], ext_modules=extensions
        )


@contextlib.contextmanager
def _working_in(folder: str) -> Iterator[str]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield folder
    finally:
        os.chdir(before)


def _write_c_file(path: str, options: argparse.Namespace) -> None:
    """Write the C file of a source beside it."""
    command = [executable(), "cython", path]
    command += [f"-X{name}={value}" for name, value in options.directives.items()]
    command += [f"-E{values}" for values in options.environment]
    command += ["--cplus"] * (options.language == "c++")
    status = subprocess.run(command, check=False).returncode
    if status and not options.keep_going:
        raise SystemExit(status)


if __name__ == "__main__":
    main()
