"""Gate: what CPython's compile() rejects, the frontend rejects, and on the same line.

    python tests/gates/gate_invalid.py [--sample N] [--list] [--python PROGRAM]

The snippets come from CPython's own tests (harvest.py); each CPython from 3.13 on that has them is
a reference. Of those that it rejects none may be accepted, and the line of the first error has to
be CPython's in 95 %. Of those that it compiles none may be rejected. --list shows every failure,
not one a class.
"""

import argparse
import pathlib
import sys
import sysconfig
import tempfile

from batch import Batch
from harvest import harvest
from reference import Classes, classify, find_error, run_with_each

SAME_LINE = 0.95

# What a newer Python takes, and every target gets: unpacking in comprehensions (PEP 798).
TAKEN_EARLY = {
    "dict unpacking cannot be used in dict comprehension",
    "iterable unpacking cannot be used in comprehension",
}


class Figures:
    """What is counted."""

    def __init__(self, kept):
        self.invalid = self.valid = self.same_line = self.any_line = 0
        self.accepted = Classes(kept)
        self.rejected = Classes(kept)
        self.other_line = Classes(kept)
        self.crashes = Classes(kept)


def ask(batch, snippet, folder):
    """The frontend's answer; bytes go through a file, so that they are decoded."""
    if isinstance(snippet, str):
        return batch.run_text(snippet)
    path = pathlib.Path(folder, "snippet.py")
    path.write_bytes(snippet)
    return batch.run_file(path)


def compare(figures, snippet, error, answer):
    """Counts one snippet."""
    text = snippet if isinstance(snippet, str) else repr(snippet)
    if answer.status not in ("ok", "errors"):
        figures.crashes.add(answer.describe(), text)
    if error is None:
        figures.valid += 1
        if answer.status == "errors":
            figures.rejected.add(
                classify(answer.errors[0]["message"]), f"{text}\n# {answer.describe()}"
            )
        return
    line, message = error
    if message in TAKEN_EARLY and answer.status == "ok":
        return
    figures.invalid += 1
    if answer.status == "ok":
        figures.accepted.add(classify(message), f"{text}\n# {line}: {message}")
        return
    lines = [found["line"] for found in answer.errors]
    # Errors without a place, such as of an encoding, count as those of the first line.
    is_same = (lines[:1] or [0]) == [line] or not line
    figures.same_line += is_same
    figures.any_line += is_same or line in lines
    if not is_same:
        theirs = f"# CPython {line}: {message}\n# Zilant {answer.describe()}"
        figures.other_line.add(classify(message), f"{text}\n{theirs}")


def is_encodable(snippet):
    """Says if the snippet can stand in a file."""
    try:
        return isinstance(snippet, bytes) or snippet.encode() is not None
    except UnicodeEncodeError:
        return False


def measure(sample=1, kept=1):
    """Runs the gate over each Nth snippet."""
    snippets = [text for text in harvest(sysconfig.get_path("stdlib")) if is_encodable(text)]
    figures = Figures(kept)
    with Batch(limit=10) as batch, tempfile.TemporaryDirectory() as folder:
        for snippet in snippets[::sample]:
            compare(figures, snippet, find_error(snippet), ask(batch, snippet, folder))
    return figures


def is_good(figures):
    """Says if the gate holds."""
    wrong = figures.accepted.total() + figures.rejected.total() + figures.crashes.total()
    return not wrong and figures.same_line >= SAME_LINE * figures.invalid > 0


def main():
    """Compares with the CPythons of the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--python", help="the CPython to compare with, in place of the newest ones")
    arguments = parser.parse_args()
    return run_with_each(arguments.python, lambda: compare_all(arguments))


def compare_all(arguments):
    """Prints the failures and the figures of this CPython."""
    figures = measure(arguments.sample, sys.maxsize if arguments.list else 1)
    figures.crashes.show("crashes")
    figures.accepted.show("accepted, but CPython rejects them")
    figures.rejected.show("rejected, but CPython compiles them")
    figures.other_line.show("rejected on another line")
    print(
        f"gate-invalid: Python 3.{sys.version_info.minor}: {figures.invalid} invalid snippets, "
        f"{figures.accepted.total()} accepted, {figures.crashes.total()} crashes; same line "
        f"{100 * figures.same_line / figures.invalid:.2f} % (any error: "
        f"{100 * figures.any_line / figures.invalid:.2f} %); "
        f"{figures.valid} valid snippets, {figures.rejected.total()} rejected"
    )
    return not is_good(figures)


if __name__ == "__main__":
    sys.exit(main())
