"""Gate: every .pyx, .pxd and .pxi of Cython and of ten projects is accepted.

    python tests/gates/gate_projects.py [--cache FOLDER] [--offline] [FOLDER...]

Downloads the source distributions that projects.txt names with pip into the cache (the folder
zilant/projects of XDG_CACHE_HOME), unpacks them and runs the frontend over them; folders named on
the command line are read in place of them. Left out are Cython's broken tests, its tests of errors,
and templates.
"""

import argparse
import os
import pathlib
import re
import sys

from batch import Batch
from package_units import fetch
from reference import Classes, classify

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from pythons import supported_minors  # noqa: E402

PROJECTS = HERE / "projects.txt"
EXTENSIONS = {".pyx", ".pxd", ".pxi"}
# What Cython's runner of tests takes from a file that is meant to fail.
ERROR_TAG = re.compile(rb"^# *(mode *: *error|tag *:.*\bwarnings\b.*\berror\b)", re.MULTILINE)
# Cython's own utility code: sections of one file that are compiled apart.
SECTION = re.compile(rb"^#{5,} *\w+ *#{5,}$", re.MULTILINE)


def default_cache():
    """Where the source distributions are kept."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return pathlib.Path(home, "zilant", "projects")


def list_requirements():
    """The (name, requirement) pairs of projects.txt."""
    lines = PROJECTS.read_text().splitlines()
    requirements = [line for line in lines if line and not line.startswith("#")]
    return [(line.partition("==")[0], line) for line in requirements]


def is_expected_good(path, root):
    """Says if the file should be accepted."""
    parts = path.relative_to(root).parts
    if "tests" in parts and {"errors", "broken"} & set(parts):
        return False
    data = path.read_bytes()
    is_template = b"{{" in data or SECTION.search(data) is not None
    return not is_template and not ERROR_TAG.search(data[:4000])


def list_files(root):
    """The Cython files below a folder that should be accepted."""
    files = sorted(path for path in pathlib.Path(root).rglob("*") if path.suffix in EXTENSIONS)
    return [path for path in files if path.is_file() and is_expected_good(path, root)]


def language_levels(path):
    """The levels that a file without a header may be written for, the likelier one first.

    Cython's own tests are for level 2; projects name the level in their scripts.
    """
    is_test = any((folder / "runtests.py").exists() for folder in path.parents)
    return (2, 3) if is_test and "tests" in path.parts else (3, 2)


def is_generated_missing(answer, root):
    """Says if all that is wrong is an `include` of a file that the project's build makes."""
    names = [re.findall(r"'([^']*)'", error["message"]) for error in answer.errors]
    codes = {error["code"] for error in answer.errors}
    return codes == {"E0001"} and all(
        any(root.rglob(os.path.basename(path[0]) + template) for template in (".in", ".tp"))
        for path in names
    )


def check(batch, root, failures):
    """Runs the frontend over a project; gives the numbers of files, bytes and rejected ones."""
    files = list_files(root)
    rejected = 0
    newest = supported_minors()[1]
    for path in files:
        answers = [batch.run_file(path, newest, level) for level in language_levels(path)]
        answer = answers[0]
        if all(one.status != "ok" and not is_generated_missing(one, root) for one in answers):
            rejected += 1
            failures.add(classify(describe(answer)), f"{path}:{answer.describe()}")
    return len(files), sum(path.stat().st_size for path in files), rejected


def describe(answer):
    """The first error's message, or what became of the frontend."""
    return answer.errors[0]["message"] if answer.errors else answer.describe()


def list_projects(arguments):
    """Yields (name, folder) pairs; the folder is None if a download failed."""
    if arguments.folders:
        yield from ((folder.name, folder) for folder in arguments.folders)
        return
    for name, requirement in list_requirements():
        folder = arguments.cache / requirement
        if arguments.offline:
            if (folder / "complete").exists():
                yield requirement, folder
        else:
            yield requirement, fetch(name, requirement, arguments.cache)


def main():
    """Prints the failures and the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=pathlib.Path, default=default_cache())
    parser.add_argument("--offline", action="store_true", help="read what is in the cache")
    parser.add_argument("--list", action="store_true", help="show every failure, not one a class")
    parser.add_argument("folders", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    failures = Classes(sys.maxsize if arguments.list else 1)
    totals = [0, 0, 0]
    missing = []
    with Batch(limit=20) as batch:
        for name, folder in list_projects(arguments):
            if folder is None:
                missing.append(name)
                continue
            figures = check(batch, folder, failures)
            totals = [total + figure for total, figure in zip(totals, figures)]
            print(f"{name}: {figures[0]} files, {figures[1] / 1e6:.2f} MB, {figures[2]} rejected")
    failures.show("rejected")
    if missing:
        print(f"not downloaded: {', '.join(missing)}")
    print(
        f"gate-projects: {totals[0]} files, {totals[1] / 1e6:.1f} MB, {totals[2]} rejected, "
        f"{len(missing)} projects missing"
    )
    return bool(totals[2] or missing or not totals[0])


if __name__ == "__main__":
    sys.exit(main())
