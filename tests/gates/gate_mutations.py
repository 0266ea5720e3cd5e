"""Gate: damaged sources get the verdict that CPython gives them, quickly.

    python tests/gates/gate_mutations.py [--count N] [--seed N] [--jobs N] [--keep FOLDER] [--list]
        [--wild] [--python PROGRAM]

Takes files of the standard library of each CPython from 3.13 on that has its tests, changes one
thing in each (mutate.py) and compares compile()'s verdict with ours: the same in 99.5 %, never a
crash, never over a second. One mistake should give one message: the figure says in how many of
those that are wrong it does. A fifth as many mutations of Cython sources (the tests, and what
gate_projects.py downloaded) are made to see crashes and time alone. --keep writes the sources that
are judged differently into a folder; --list shows every failure, not one a class; --wild inserts
and replaces tokens of any kind too.
"""

import argparse
import difflib
import multiprocessing
import pathlib
import random
import sys
import sysconfig
import tokenize

from batch import Batch
from gate_projects import default_cache
from mutate import KINDS, WILD_KINDS, mutations
from reference import Classes, classify, find_error, run_with_each

SAME_VERDICT = 0.995
PER_FILE = 5
CYTHON_PART = 5  # one mutation of a Cython source for so many of Python sources
TESTS = pathlib.Path(__file__).resolve().parent.parent
LARGEST = 100_000  # bytes: larger files only take longer


def list_sources(rng):
    """The files of the standard library, in a random order."""
    library = pathlib.Path(sysconfig.get_path("stdlib"))
    files = sorted(
        path
        for path in library.rglob("*.py")
        if "site-packages" not in path.parts and path.is_file() and path.stat().st_size < LARGEST
    )
    rng.shuffle(files)
    return files


def list_cython_sources(rng):
    """Cython files in a random order."""
    folders = [TESTS, TESTS.parent / "examples", default_cache()]
    files = sorted(path for folder in folders for path in folder.rglob("*.p[yx][xd]"))
    rng.shuffle(files)
    return [path for path in files if path.stat().st_size < LARGEST]


def read_source(path):
    """The text of a file that CPython compiles, or None."""
    try:
        with tokenize.open(path) as file:
            text = file.read()
        text.encode()
    except (SyntaxError, UnicodeError):
        return None
    return text if find_error(text) is None else None


def show_change(text, changed):
    """The lines that a mutation changed, with a little around them."""
    lines = difflib.unified_diff(text.splitlines(), changed.splitlines(), lineterm="", n=2)
    return "\n".join(list(lines)[2:30])


def judge(job):
    """Applies some mutations to a file; gives (kind, error, answer, change, source) for each."""
    path, seed, kinds = job
    text = read_source(path)
    if not text:
        return []
    found = []
    for kind, changed in mutations(text, random.Random(seed), PER_FILE, kinds):
        error = find_error(changed)
        answer = worker.run_text(changed)
        is_same = answer.status == ("ok" if error is None else "errors")
        line = answer.errors[0]["line"] if answer.status == "errors" else 0
        is_same_line = is_same and (error is None or error[0] == line)
        is_single = len(answer.errors) == 1
        description = answer.describe()
        details = None if is_same else (show_change(text, changed), changed, str(path))
        found.append((kind, error, answer.status, description, is_same_line, is_single, details))
    return found


def stress(job):
    """Applies some mutations to a Cython file; gives (kind, description, source) of each harm."""
    path, seed, kinds = job
    text = path.read_text(encoding="utf-8", errors="replace")
    found = []
    for kind, changed in mutations(text, random.Random(seed), PER_FILE, kinds):
        answer = worker.run_text(changed, "snippet" + path.suffix)
        harm = answer.status not in ("ok", "errors")
        found.append((kind, answer.describe(), changed) if harm else None)
    return found


def start_worker():
    """Gives this process a frontend of its own."""
    global worker  # noqa: PLW0603
    worker = Batch(limit=1)


class Figures:
    """What is counted."""

    def __init__(self, kept):
        self.count = self.invalid = self.same_line = self.single = self.cython_count = 0
        self.accepted = Classes(kept)
        self.rejected = Classes(kept)
        self.crashes = Classes(kept)
        self.sources = []

    def add(self, kind, error, status, description, is_same_line, is_single, details):
        """Counts one mutation."""
        self.count += 1
        self.invalid += error is not None
        self.same_line += error is not None and is_same_line
        self.single += error is not None and is_single
        if details is None:
            return
        change, source, path = details
        example = f"{path}\n{change}\n# CPython {error}\n# Zilant {description}"
        self.sources.append((kind, source))
        if status not in ("ok", "errors"):
            self.crashes.add(description, example)
        elif error is not None:
            self.accepted.add(f"{kind}: {classify(error[1])}", example)
        else:
            self.rejected.add(f"{kind}: {classify(description.partition(' ')[2])}", example)

    def add_cython(self, harm):
        """Counts one mutation of a Cython file."""
        self.cython_count += 1
        if harm is not None:
            kind, description, source = harm
            self.sources.append((kind, source))
            self.crashes.add(description, source)

    def wrong(self):
        """How many verdicts differ."""
        return self.accepted.total() + self.rejected.total() + self.crashes.total()

    def is_good(self):
        """Says if the gate holds."""
        return self.wrong() <= (1 - SAME_VERDICT) * self.count and not self.crashes.total()


def measure(count, seed, jobs, kept=1, kinds=KINDS):
    """Runs the gate over `count` mutations."""
    rng = random.Random(seed)
    figures = Figures(kept)
    files = list_sources(rng)
    jobs_to_do = ((files[i % len(files)], seed * 1_000_003 + i, kinds) for i in range(count))
    with multiprocessing.Pool(jobs, start_worker) as pool:
        for found in pool.imap(judge, jobs_to_do):
            for result in found[: count - figures.count]:
                figures.add(*result)
            if figures.count == count:
                break
        measure_cython(figures, pool, seed, count // CYTHON_PART, kinds)
    return figures


def measure_cython(figures, pool, seed, count, kinds):
    """Runs the part that is about Cython sources."""
    files = list_cython_sources(random.Random(seed))
    jobs_to_do = ((files[i % len(files)], seed * 1_000_003 + i, kinds) for i in range(count))
    for found in pool.imap(stress, jobs_to_do):
        for harm in found[: count - figures.cython_count]:
            figures.add_cython(harm)
        if figures.cython_count == count:
            break


def main():
    """Compares with the CPythons of the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--wild", action="store_true")
    parser.add_argument("--python", help="the CPython to compare with, in place of the newest ones")
    arguments = parser.parse_args()
    return run_with_each(arguments.python, lambda: compare_all(arguments))


def compare_all(arguments):
    """Prints the failures and the figures of this CPython."""
    kept = sys.maxsize if arguments.list else 1
    kinds = KINDS + WILD_KINDS if arguments.wild else KINDS
    figures = measure(arguments.count, arguments.seed, arguments.jobs, kept, kinds)
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
        for i, (kind, source) in enumerate(figures.sources):
            (arguments.keep / f"{i:04}_{kind}.py").write_text(source, encoding="utf-8")
    figures.crashes.show("crashes and timeouts")
    figures.accepted.show("accepted, but CPython rejects them")
    figures.rejected.show("rejected, but CPython compiles them")
    print(
        f"gate-mutations: Python 3.{sys.version_info.minor}: {figures.count} mutations (seed "
        f"{arguments.seed}), {figures.invalid} invalid; same verdict "
        f"{100 - 100 * figures.wrong() / figures.count:.2f} %, {figures.accepted.total()} accepted "
        f"wrongly, {figures.rejected.total()} rejected wrongly; same line "
        f"{100 * figures.same_line / max(figures.invalid, 1):.2f} %, one message "
        f"{100 * figures.single / max(figures.invalid, 1):.2f} %; {figures.cython_count} of "
        f"Cython sources; {figures.crashes.total()} crashes and timeouts"
    )
    return not figures.is_good()


if __name__ == "__main__":
    sys.exit(main())
