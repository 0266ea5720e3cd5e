"""Builds the compared modules: with Zilant, with Cython and gcc, and plain C with clang."""

from __future__ import annotations

import ctypes
import importlib.util
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

from zilant import compile_file

SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
INCLUDE = "-I" + sysconfig.get_path("include")


def build_with_zilant(
    source: Path,
    folder: Path,
    *,
    directives: dict[str, str] | None = None,
    arguments: tuple[str, ...] = ("--cpu=native",),
) -> Path:
    """Compile `source` into `folder`, without a cache; return the module's path."""
    folder.mkdir(parents=True, exist_ok=True)
    output = folder / (source.stem + SUFFIX)
    arguments = (*arguments, "--no-cache")
    return compile_file(source, output, directives=directives, arguments=arguments, quiet=True)


def build_with_cython(
    source: Path,
    folder: Path,
    *,
    directives: dict[str, str] | None = None,
    arguments: tuple[str, ...] = ("-O3", "-march=native"),
) -> Path:
    """Translate `source` with Cython, compile it with gcc `arguments`; return the path."""
    folder.mkdir(parents=True, exist_ok=True)
    c_file = folder / (source.stem + ".c")
    output = folder / (source.stem + SUFFIX)
    options = [part for item in (directives or {}).items() for part in ("-X", "=".join(item))]
    translate = [sys.executable, "-m", "cython", "-3", str(source), "-o", str(c_file), *options]
    subprocess.run(translate, check=True, capture_output=True)
    compiler = ["gcc", *arguments, "-shared", "-fPIC", "-fwrapv", "-DNDEBUG", "-w", INCLUDE]
    subprocess.run([*compiler, str(c_file), "-o", str(output), "-lm"], check=True)
    return output


def build_c(source: Path, folder: Path) -> ctypes.CDLL:
    """Compile C as the fastest reference: clang -O3 -march=native -ffast-math."""
    folder.mkdir(parents=True, exist_ok=True)
    output = folder / (source.stem + ".so")
    clang = shutil.which("clang-19") or shutil.which("clang") or "cc"
    flags = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]
    subprocess.run([clang, *flags, str(source), "-o", str(output)], check=True)
    return ctypes.CDLL(str(output))


def load(path: Path, name: str | None = None) -> ModuleType:
    """Import the module at `path` without entering it in sys.modules."""
    spec = importlib.util.spec_from_file_location(name or path.name.split(".")[0], path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def stripped_size(path: Path, folder: Path) -> int:
    """Return the size in bytes of the stripped module."""
    copy = folder / "stripped.so"
    subprocess.run(["strip", "-s", str(path), "-o", str(copy)], check=True)
    return copy.stat().st_size
