"""Load the service as it is and compiled, and compare how many requests a second it answers.

usage: python compare.py [--players N] [--clients N] [--requests N] [--rounds N]

The service runs in a process of its own, from a copy below build/compare; load.py, which is not
compiled, asks it from another one.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = sorted(f"ratings/{path.name}" for path in HERE.glob("ratings/*.py"))


def copy_sources(folder: Path) -> None:
    """Copy the service, and nothing that was compiled."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "ratings").mkdir(parents=True)
    for name in MODULES:
        shutil.copy(HERE / name, folder / name)


def compile_sources(folder: Path) -> None:
    """Compile the modules of a copy beside their sources; SystemExit if that fails."""
    sources = [name for name in MODULES if "__" not in name]
    command = [sys.executable, "-m", "zilant", "build", "--inplace", "--python", sys.executable]
    print("$ zilant build --inplace " + " ".join(sources), flush=True)
    if subprocess.run([*command, *sources], cwd=folder, check=False).returncode != 0:
        raise SystemExit(1)


def load(folder: Path, options: list[str]) -> dict[str, float]:
    """Start a service, ask it, stop it; return what load.py measures, and what an answer took."""
    command = [sys.executable, "-m", "ratings", "0"]
    with subprocess.Popen(command, cwd=folder, text=True, stdout=subprocess.PIPE) as process:
        port = process.stdout.readline().strip().rpartition(":")[2]
        command = [sys.executable, "load.py", port, *options]
        try:
            done = subprocess.run(command, cwd=HERE, check=True, text=True, stdout=subprocess.PIPE)
        finally:
            process.terminate()
        answers, seconds = re.findall(r"[\d.]+", process.stdout.read())
    return {**json.loads(done.stdout), "processor": float(seconds) / int(answers) * 1e6}


def main() -> int:
    """Build, ask, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--players", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--requests", type=int, default=500, help="of each client")
    parser.add_argument("--rounds", type=int, default=10, help="how many turns each takes")
    arguments = parser.parse_args()
    folders = {name: HERE / "build" / "compare" / name for name in ("interpreted", "compiled")}
    for folder in folders.values():
        copy_sources(folder)
    compile_sources(folders["compiled"])
    options = [
        f"--{name}={getattr(arguments, name)}" for name in ("players", "clients", "requests")
    ]
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in folders}
    for _ in range(arguments.rounds):
        for name, folder in folders.items():
            runs[name].append(load(folder, options))
    print(f"{f'{arguments.clients} clients':12} processor  requests/s   median  slowest 1%")
    for name, measured in runs.items():
        least = min(run["processor"] for run in measured)
        best = max(measured, key=lambda run: run["rate"])
        row = "{:12} {:6.1f} µs {rate:11,.0f} {median:5.2f} ms {slowest:8.2f} ms"
        print(row.format(name, least, **best))
    return 0


if __name__ == "__main__":
    sys.exit(main())
