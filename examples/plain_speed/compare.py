"""Run the program as it is and compiled, check that both do the same, and compare their speed.

usage: python compare.py [--orders ORDERS] [--rounds ROUNDS]

Both run from copies below build/compare, in processes of their own that take turns.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = ["ledger.py", *sorted(f"spreadsheet/{path.name}" for path in HERE.glob("*/*.py"))]

# What each process does: the phases of the program, the processor's time of each, and what they
# gave.
MEASURE = """
import json, sys, time
sys.path.insert(0, "")
import ledger, spreadsheet.sheet

orders = int(sys.argv[1])
times, results = {}, []

def measure(phase, call, *arguments):
    started = time.process_time()
    result = call(*arguments)
    times[phase] = time.process_time() - started
    return result

sheet = measure("fill the sheet", ledger.fill, orders)
results.append(measure("change orders", ledger.change_orders, sheet, orders))
results.append(measure("change rates", ledger.change_rates, sheet))
results.append(measure("add up months", ledger.months_of, sheet, orders))
files = [ledger.__file__, spreadsheet.sheet.__file__]
print(json.dumps({"times": times, "results": results, "files": files}))
"""


def copy_sources(folder: Path) -> None:
    """Copy the program, and nothing that was compiled."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in MODULES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / name, folder / name)


def compile_sources(folder: Path) -> None:
    """Compile each module of a copy beside its source; SystemExit if that fails."""
    sources = [name for name in MODULES if not name.endswith("__init__.py")]
    command = [sys.executable, "-m", "zilant", "build", "--inplace", "--python", sys.executable]
    print("$ zilant build --inplace " + " ".join(sources), flush=True)
    if subprocess.run([*command, *sources], cwd=folder, check=False).returncode != 0:
        raise SystemExit(1)


def run_phases(folder: Path, orders: int) -> dict:
    """Run the program in a process of its own; return times, results and the modules' files."""
    command = [sys.executable, "-c", MEASURE, str(orders)]
    done = subprocess.run(command, cwd=folder, check=True, text=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def show(name: str, interpreted: float, compiled: float) -> None:
    """Print a row of the table."""
    ratio = interpreted / max(compiled, 1e-9)
    print(f"{name:18}{interpreted * 1000:9.1f} ms{compiled * 1000:9.1f} ms{ratio:8.2f}x")


def main() -> int:
    """Build, run, check and print; fail if the results differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--orders", type=int, default=2000, help="rows of the sheet")
    parser.add_argument("--rounds", type=int, default=15, help="how many turns each takes")
    arguments = parser.parse_args()
    folders = [HERE / "build" / "compare" / name for name in ("interpreted", "compiled")]
    for folder in folders:
        copy_sources(folder)
    compile_sources(folders[1])
    runs = [
        [run_phases(folder, arguments.orders) for folder in folders]
        for _ in range(arguments.rounds)
    ]
    interpreted, compiled = runs[0]
    assert all(file.endswith(".py") for file in interpreted["files"]), interpreted["files"]
    assert not any(file.endswith(".py") for file in compiled["files"]), compiled["files"]
    if interpreted["results"] != compiled["results"]:
        raise SystemExit("the compiled program gives something else")
    print(f"{f'{arguments.orders:,} orders':18}interpreted    compiled    speed")
    totals = [0.0, 0.0]
    for phase in interpreted["times"]:
        best = [min(turn[i]["times"][phase] for turn in runs) for i in range(2)]
        totals = [total + time for total, time in zip(totals, best, strict=True)]
        show(phase, *best)
    show("together", *totals)
    return 0


if __name__ == "__main__":
    sys.exit(main())
