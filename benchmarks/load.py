"""What it costs to import a module: time, and memory that stays resident.

Each import has a process of its own, in which everything that the module imports is there already:
a module of the library has been imported as Python's own. Of several rounds the best counts.
"""

from __future__ import annotations

import py_compile
import subprocess
import sys
from pathlib import Path

ROUNDS = 7

SCRIPT = """
import gc, importlib.machinery, importlib.util, sys, time

def resident():
    with open("/proc/self/smaps_rollup") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("Rss"))

name, path = sys.argv[1:]
try:
    __import__(name)
except ImportError:
    pass
loaders = importlib.machinery.SourcelessFileLoader, importlib.machinery.ExtensionFileLoader
loader = loaders[path.endswith(".so")](name, path)
spec = importlib.util.spec_from_loader(name, loader, origin=path)
gc.collect()
before, start = resident(), time.perf_counter()
module = importlib.util.module_from_spec(spec)
loader.exec_module(module)
seconds = time.perf_counter() - start
print(seconds, resident() - before)
"""


def measure_import(name: str, path: Path) -> tuple[float, float]:
    """Return the seconds that the import of a .so or .pyc file takes, and KB of memory."""
    seconds, memory = [], []
    for _ in range(ROUNDS):
        command = [sys.executable, "-c", SCRIPT, name, str(path)]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        figures = output.split()
        seconds.append(float(figures[0]))
        memory.append(float(figures[1]))
    return min(seconds), min(memory)


def compile_to_bytecode(source: Path, folder: Path) -> Path:
    """Compile `source` to a .pyc file in `folder`."""
    path = folder / f"{source.stem}.pyc"
    py_compile.compile(str(source), cfile=str(path), doraise=True)
    return path
