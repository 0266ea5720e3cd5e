"""Builds the compared modules: with Zilant, with Cython and gcc, and C by hand."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from zilant import compile_file

ROOT = Path(__file__).resolve().parent.parent
PROBE = """
import json, sys, sysconfig
print(json.dumps({"program": sys.executable, "version": sys.version.split()[0],
                  "suffix": sysconfig.get_config_var("EXT_SUFFIX"),
                  "include": sysconfig.get_path("include")}))
"""


@dataclass
class Target:
    """A Python that modules are built for."""

    program: str
    version: str
    suffix: str
    include: str

    @property
    def minor(self) -> tuple[int, ...]:
        """The version that modules depend on: (3, 11)."""
        return tuple(int(part) for part in self.version.split(".")[:2])


def find_target(program: str) -> Target:
    """Ask a Python what modules for it are built with."""
    command = [program, "-c", PROBE]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Target(**json.loads(answer))


def find_all_targets() -> list[Target]:
    """Return each Python of the machine that modules are built for but debug builds, ours first."""
    command = [str(ROOT / "scripts" / "find-pythons"), sys.executable]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    fields = [line.split("\t") for line in lines.splitlines()]
    targets = [
        find_target(program)
        for tag, include, program, _ in fields
        if include != "-" and not tag.endswith("d")
    ]
    return sorted(targets, key=lambda target: target.version != HOST.version)


HOST = find_target(sys.executable)


def build_with_zilant(
    source: Path,
    folder: Path,
    *,
    target: Target = HOST,
    directives: dict[str, str] | None = None,
    arguments: tuple[str, ...] = ("--cpu=native",),
) -> Path:
    """Compile `source` into `folder`, without a cache; return the module's path."""
    folder.mkdir(parents=True, exist_ok=True)
    output = folder / (source.stem + target.suffix)
    arguments = (*arguments, "--no-cache", "--python", target.program)
    return compile_file(source, output, directives=directives, arguments=arguments, quiet=True)


def build_with_cython(
    source: Path,
    folder: Path,
    *,
    target: Target = HOST,
    directives: dict[str, str] | None = None,
    arguments: tuple[str, ...] = ("-O3", "-march=native"),
) -> Path:
    """Translate `source` with Cython, compile it with gcc `arguments`; return the path."""
    folder.mkdir(parents=True, exist_ok=True)
    c_file = folder / (source.stem + ".c")
    output = folder / (source.stem + target.suffix)
    options = [part for item in (directives or {}).items() for part in ("-X", "=".join(item))]
    translate = [sys.executable, "-m", "cython", "-3", str(source), "-o", str(c_file), *options]
    subprocess.run(translate, check=True, capture_output=True)
    flags = ["-shared", "-fPIC", "-fwrapv", "-DNDEBUG", "-w", "-I" + target.include]
    command = ["gcc", *arguments, *flags, str(c_file), "-o", str(output), "-lm"]
    subprocess.run(command, check=True, capture_output=True)
    return output


def build_by_hand(
    source: Path,
    folder: Path,
    *,
    target: Target = HOST,
    arguments: tuple[str, ...] = ("-O3", "-march=native"),
) -> Path:
    """Compile an extension module that is written in C with gcc `arguments`; return the path.

    Products and sums of floats stay apart, as the interpreter rounds them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    output = folder / (source.stem + target.suffix)
    flags = [
        "-std=gnu11",
        "-ffp-contract=off",
        "-shared",
        "-fPIC",
        "-DNDEBUG",
        "-I" + target.include,
    ]
    command = ["gcc", *arguments, *flags, str(source), "-o", str(output), "-lm"]
    subprocess.run(command, check=True, capture_output=True)
    return output


def build_with_mypyc(source: Path, folder: Path, *, target: Target, mypyc: Target) -> Path:
    """Compile `source` for `target` with the mypyc of a Python of that version."""
    shutil.copy(source, folder)
    command = [mypyc.program, "-m", "mypyc", source.name]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return folder / (source.stem + target.suffix)


def build_c(source: Path, folder: Path, *arguments: str, compiler: str = "clang") -> Path:
    """Compile C as the fastest reference: -O3 -march=native and `arguments`."""
    folder.mkdir(parents=True, exist_ok=True)
    output = folder / (source.stem + ".so")
    program = shutil.which(compiler + "-19") or shutil.which(compiler) or "cc"
    flags = ["-O3", "-march=native", *arguments, "-shared", "-fPIC"]
    subprocess.run([program, *flags, str(source), "-o", str(output), "-lm"], check=True)
    return output


def build_with_pythran(source: Path, folder: Path, target: Target) -> list[str]:
    """Build with the Pythran of the target, if it has one; return why that failed, if it did."""
    search = [target.program, "-c", "import pythran"]
    if subprocess.run(search, check=False, capture_output=True).returncode:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    output = folder / (source.stem + target.suffix)
    command = [target.program, "-m", "pythran.run", str(source), "-o", str(output)]
    run = subprocess.run(
        [*command, "-O3", "-march=native"], check=False, capture_output=True, text=True
    )
    lines = (run.stdout + run.stderr).strip().splitlines() or ["?"]
    return [f"{source.name} (Pythran): {lines[-1]}"] if run.returncode else []


def stripped_size(path: Path, folder: Path) -> int:
    """Return the size in bytes of the stripped module."""
    copy = folder / "stripped.so"
    subprocess.run(["strip", "-s", str(path), "-o", str(copy)], check=True)
    return copy.stat().st_size
