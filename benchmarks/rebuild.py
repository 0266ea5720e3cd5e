"""Build again: what an edit of one function costs, and what a second processor brings.

Elapsed times of whole runs of the compiler, linking included, each with a cache of its own; of
several the shortest counts. On a machine that does other things as well they say little.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from ordinary import many_functions
from zilant.compiler import executable

FUNCTIONS = 420  # of twelve lines each
EDITED = "            result.append(value.strip().lower() + name)\n"
ROUNDS = 5
MOST_SECONDS = 0.2  # after an edit
MOST_SHARE = 0.2  # of the whole build
LEAST_SPEEDUP = 1.6  # of two threads


def elapsed(source: Path, cache: Path, *options: str) -> float:
    """Build the file; return the seconds that it took."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    command = [executable(), "build", str(source), "--python", sys.executable, *options]
    before = time.perf_counter()
    subprocess.run(command, check=True, cwd=source.parent, env=environment)
    return time.perf_counter() - before


def time_cold(source: Path, option: str) -> float:
    """Return the seconds of a build without a cache."""
    cache = source.parent / "cache-cold"
    return min(elapsed(source, cache, option, "--no-cache") for _ in range(ROUNDS))


def time_edits(source: Path, edit: str) -> float:
    """Return the seconds of a build after an edit of one function, each time another edit."""
    text = source.read_text(encoding="utf-8")
    start = text.index(EDITED, len(text) // 2)
    cache = source.parent / "cache-edit"
    elapsed(source, cache)
    seconds = []
    for number in range(ROUNDS):
        changed = edit.format(number=number) + text[start + len(EDITED) :]
        source.write_text(text[:start] + changed, encoding="utf-8")
        seconds.append(elapsed(source, cache))
    source.write_text(text, encoding="utf-8")
    return min(seconds)


def verdict(*, is_met: bool) -> str:
    """Return how a goal's line ends."""
    return "met" if is_met else "MISSED"


def print_rebuild(folder: Path) -> None:
    """Print a line each for threads, for an edit in a line, and for one with another line."""
    source = folder / "rebuild.py"
    source.write_text(many_functions(FUNCTIONS), encoding="utf-8")
    lines = source.read_text(encoding="utf-8").count("\n")
    one, two = time_cold(source, "-j1"), time_cold(source, "-j2")
    print(
        f"two threads: {lines} lines in {two:.3g} s, {one / two:.3g} times one thread's"
        f" {one:.3g} s (goal {LEAST_SPEEDUP:g}: {verdict(is_met=one / two >= LEAST_SPEEDUP)})"
    )
    more = "            if limit:\n                limit -= {number}\n"
    edits = {
        "edit in a line": "            result.append(value.strip() + name * {number})\n",
        "edit with lines more": EDITED + more,
    }
    for name, edit in edits.items():
        seconds = time_edits(source, edit)
        is_met = seconds <= MOST_SECONDS and seconds <= MOST_SHARE * two
        print(
            f"{name}: rebuilt in {seconds * 1000:.0f} ms, {seconds / two:.2g} of the whole"
            f" (goal {MOST_SECONDS * 1000:.0f} ms, {MOST_SHARE:g}: {verdict(is_met=is_met)})",
            flush=True,
        )
