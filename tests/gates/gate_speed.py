"""Gate: how fast the frontend is, and how large its tree.

    python tests/gates/gate_speed.py [--sample N] [--repeat N]

Measures over the standard library of the newest CPython, on one core, the fastest of N runs of each
file: tree-sitter's part; ours (checking tokens, lowering, checking the tree), which has
to do 10 MB/s; the AST's bytes for each byte of source, at most 60 in the median.
"""

import argparse
import pathlib
import statistics
import sys
import sysconfig

from batch import Batch
from reference import newest_references, run_with_each

LEAST_SPEED = 10e6
MOST_BYTES = 60


def list_files(sample):
    """The files of the standard library that are not empty."""
    library = pathlib.Path(sysconfig.get_path("stdlib"))
    files = [path for path in library.rglob("*.py") if "site-packages" not in path.parts]
    files = [path for path in files if path.is_file()]  # a link may lead nowhere
    return sorted(path for path in files if path.stat().st_size > 0)[::sample]


def measure(sample=1, repeat=3):
    """The answers for all files that the frontend accepts."""
    with Batch(repeat=repeat) as batch:
        answers = [batch.run_file(path) for path in list_files(sample)]
    return [answer for answer in answers if answer.status == "ok"]


class Figures:
    """What comes out: bytes a second, and the AST's bytes for each byte of source."""

    def __init__(self, answers):
        self.file_count = len(answers)
        self.bytes = sum(answer.source_bytes for answer in answers)
        tree = sum(answer.tree_microseconds for answer in answers)
        whole = sum(answer.microseconds for answer in answers)
        self.tree_speed = self.bytes / tree * 1e6
        self.own_speed = self.bytes / max(whole - tree, 1) * 1e6
        self.whole_speed = self.bytes / whole * 1e6
        ratios = [answer.ast_bytes / answer.source_bytes for answer in answers]
        self.median_bytes = statistics.median(ratios)
        self.most_bytes = max(ratios)

    def is_good(self):
        """Says if the gate holds."""
        return self.own_speed >= LEAST_SPEED and self.median_bytes <= MOST_BYTES


def main():
    """Prints the figures over the newest CPython's standard library."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    newest = newest_references()[-1]["program"]
    return run_with_each(newest, lambda: show_figures(arguments))


def show_figures(arguments):
    """Measures over this CPython's standard library."""
    figures = Figures(measure(arguments.sample, arguments.repeat))
    print(
        f"gate-speed: {figures.file_count} files, {figures.bytes / 1e6:.1f} MB: tree-sitter "
        f"{figures.tree_speed / 1e6:.1f} MB/s, ours {figures.own_speed / 1e6:.1f} MB/s, together "
        f"{figures.whole_speed / 1e6:.1f} MB/s; AST {figures.median_bytes:.1f} bytes a source byte "
        f"(median; at most {figures.most_bytes:.0f})"
    )
    return not figures.is_good()


if __name__ == "__main__":
    sys.exit(main())
