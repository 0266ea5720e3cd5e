"""The main job: build the examples by their setup.py, import them, check them and time them.

usage: python examples/demo.py
"""

from __future__ import annotations

import doctest
import importlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
PROJECTS = (
    "math_utils",
    "mechanisms",
    "wrap_c_library",
    "extension_class",
    "image_filter",
    "speedup",
    "profiling",
    "plain_speed",
    "async_service",
)


def build_example(name: str, folder: Path) -> Path:
    """Copy an example project, build it in place by its setup.py, return its folder."""
    project = folder / name
    shutil.copytree(EXAMPLES / name, project)
    print(f"$ cd examples/{name} && python setup.py build_ext --inplace", flush=True)
    command = [sys.executable, "setup.py", "--quiet", "build_ext", "--inplace"]
    subprocess.run(command, cwd=project, check=True)
    return project


def check_modules(project: Path) -> int:
    """Import every compiled module of the project and run its doctests; return the failures."""
    sys.path.insert(0, str(project))
    failures = 0
    for path in sorted([*project.glob("*.so"), *project.glob("*/*.so")]):
        package = path.relative_to(project).parent.parts
        module = importlib.import_module(".".join([*package, path.name.split(".")[0]]))
        result = doctest.testmod(module)
        failures += result.failed
        kib = path.stat().st_size / 1024
        checked = result.attempted - result.failed
        print(f"  {path.name}: {kib:.0f} KB, {checked} of {result.attempted} examples hold")
    return failures


def main() -> int:
    """Build and check the examples, then print the comparison table."""
    failures = 0
    with tempfile.TemporaryDirectory(prefix="zilant-demo-") as folder:
        for name in PROJECTS:
            failures += check_modules(build_example(name, Path(folder)))
    print("\nCompared with CPython, Cython and C:", flush=True)
    subprocess.run([sys.executable, str(EXAMPLES.parent / "benchmarks" / "run.py")], check=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
