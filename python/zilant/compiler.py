"""Finds and runs the compiler's executable."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from pathlib import Path


class CompileError(Exception):
    """The compiler refused a file; `messages` holds what it printed, as text."""

    def __init__(self, path: str, messages: str) -> None:
        super().__init__(f"{path} was not compiled\n{messages}".rstrip())
        self.path = path
        self.messages = messages


def executable() -> str:
    """Return the path of the executable.

    The environment variable ZILANT names one; otherwise it is the one that was installed with
    this package, then the first on PATH. Raises FileNotFoundError if there is none.
    """
    candidates = [
        os.environ.get("ZILANT"),
        os.path.join(sysconfig.get_path("scripts"), "zilant"),
        os.path.join(os.path.dirname(sys.executable), "zilant"),
        shutil.which("zilant"),
    ]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    raise FileNotFoundError(
        "the executable 'zilant' is neither installed beside Python nor on PATH"
    )


def compile_file(
    source: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    module_name: str | None = None,
    include_directories: Iterable[str] = (),
    directives: Mapping[str, object] | None = None,
    depfile: str | os.PathLike[str] | None = None,
    arguments: Iterable[str] = (),
    quiet: bool = False,
) -> Path:
    """Compile one .pyx or .py file to an extension module of the running Python.

    `output` is the file to write. `directives` are compiler directives as `cythonize` takes them;
    `depfile` is a file to write which says what was read, as a rule for make; `arguments` are
    further options of ``zilant build``. Warnings go to standard error unless `quiet`. Returns the
    path written; raises CompileError if the compiler refuses the file.
    """
    command = [executable(), "build", os.fspath(source), "-o", os.fspath(output)]
    command += ["--python", sys.executable]
    if depfile is not None:
        command += ["--depfile", os.fspath(depfile)]
    if module_name is not None:
        command += ["--module-name", module_name]
    for directory in include_directories:
        command += ["-I", directory]
    for name, value in (directives or {}).items():
        command += ["-X", f"{name}={value}"]
    command += arguments
    if sys.stderr.isatty() and not quiet:
        command += ["--color", "always"]
    result = subprocess.run(command, check=False, text=True, capture_output=True)
    if result.returncode != 0:
        raise CompileError(os.fspath(source), result.stderr)
    if not quiet:
        sys.stdout.write(result.stdout)
        sys.stderr.write(result.stderr)
    return Path(output)
