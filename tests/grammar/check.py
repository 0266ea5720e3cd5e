#!/usr/bin/env python3
"""Checks the grammar alone.

    check.py corpus [--update]     the trees of tests/grammar/corpus; --update rewrites them
    check.py stdlib [--sample N]   the standard library of every Python found (each Nth file)
    check.py files PATH...         every .py, .pyx, .pxd and .pxi below the paths

Each prints its figure and exits 1 if something is wrong. They use the program parse_check, which
the build makes: PARSE_CHECK names it, else it is looked for in build/bin.
"""

import argparse
import glob
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import pythons  # noqa: E402

ROOT = HERE.parent.parent
CORPUS = HERE / "corpus"
EXTENSIONS = {".py", ".pyx", ".pxd", ".pxi"}


def find_parse_check():
    """The path of parse_check, or None if it is not built."""
    names = [os.environ.get("PARSE_CHECK"), ROOT / "build" / "bin" / "parse_check"]
    return next((str(name) for name in names if name and os.access(name, os.X_OK)), None)


# --- Corpus ---------------------------------------------------------------------------------------


def read_cases(path):
    """The (title, source, tree) triples of a corpus file.

    A case is a line `==== title`, the source, a line `----`, and the tree.
    """
    cases = []
    for part in path.read_text(encoding="utf-8").split("==== ")[1:]:
        title, _, rest = part.partition("\n")
        source, _, tree = rest.partition("\n----\n")
        cases.append((title.strip(), source + "\n", tree.strip() + "\n"))
    return cases


def write_cases(path, cases):
    parts = [f"==== {title}\n{source}----\n{tree}" for title, source, tree in cases]
    path.write_text("\n".join(parts), encoding="utf-8")


def print_tree(checker, source):
    result = subprocess.run(
        [checker, "--tree", "-"], input=source.encode(), capture_output=True, check=False
    )
    return result.stdout.decode(errors="replace")


def check_corpus(checker, update=False):
    """Gives the failures as text, and the number of cases."""
    failures = []
    count = 0
    for path in sorted(CORPUS.glob("*.txt")):
        cases = read_cases(path)
        found = [(title, source, print_tree(checker, source)) for title, source, _ in cases]
        count += len(cases)
        if update:
            write_cases(path, found)
            continue
        for (title, source, expected), (_, _, tree) in zip(cases, found):
            if tree != expected:
                failures.append(
                    f"{path.name}: {title}\n{source}expected:\n{expected}found:\n{tree}"
                )
    return failures, count


# --- Files ----------------------------------------------------------------------------------------


def list_rejected(checker, files):
    """The lines that parse_check prints for the files it rejects, and its line of figures."""
    with tempfile.NamedTemporaryFile("w", suffix=".list") as names:
        names.write("".join(f"{name}\n" for name in files))
        names.flush()
        result = subprocess.run(
            [checker, "--time", f"@{names.name}"], capture_output=True, text=True, check=False
        )
    lines = result.stdout.splitlines()
    return lines[:-1], lines[-1] if lines else f"parse_check failed: {result.stderr}"


def find_sources(path):
    """The source files below a path. Templates of Cython's own code generator are none."""
    path = pathlib.Path(path)
    found = [path] if path.is_file() else path.rglob("*")
    return sorted(
        str(name)
        for name in found
        if name.suffix in EXTENSIONS and name.is_file() and b"{{" not in name.read_bytes()
    )


# --- Standard libraries ---------------------------------------------------------------------------


def find_pythons():
    """The executables of the Pythons on this machine, one for each standard library."""
    names = [sys.executable, "/usr/bin/python3"]
    names += [python.program for python in pythons.find_pythons()]
    names += sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/*/bin/python3")))
    libraries = {}
    for name in names:
        try:
            library = subprocess.run(
                [name, "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"],
                capture_output=True,
                text=True,
                check=True,
            ).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            continue
        libraries.setdefault(os.path.realpath(library), name)
    return libraries


def accepts(python, name):
    """Says if the Python compiles the file."""
    code = "import sys; compile(open(sys.argv[1], 'rb').read(), sys.argv[1], 'exec')"
    command = [python, "-W", "ignore", "-c", code, name]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def check_library(checker, library, python, sample):
    """Gives the lines of the files that we reject and the Python accepts, and the figures."""
    files = sorted(
        str(name)
        for name in pathlib.Path(library).rglob("*.py")
        if not {"site-packages", "dist-packages"} & set(name.parts)
    )
    rejected, figures = list_rejected(checker, files[::sample])
    wrong = [line for line in rejected if accepts(python, line.split(":")[0])]
    return wrong, figures


# --- Command line ---------------------------------------------------------------------------------


def run_corpus(checker, arguments):
    failures, count = check_corpus(checker, arguments.update)
    print("\n".join(failures), end="")
    print(f"corpus: {count} cases, {len(failures)} failed")
    return bool(failures)


def run_stdlib(checker, arguments):
    is_wrong = False
    for library, python in find_pythons().items():
        wrong, figures = check_library(checker, library, python, arguments.sample)
        print("".join(f"{line}\n" for line in wrong), end="")
        print(f"{library}: {figures}; {len(wrong)} wrongly")
        is_wrong = is_wrong or bool(wrong)
    return is_wrong


def run_files(checker, arguments):
    files = [name for path in arguments.paths for name in find_sources(path)]
    rejected, figures = list_rejected(checker, files)
    print("\n".join([*rejected, figures]))
    return bool(rejected)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(required=True)
    corpus = commands.add_parser("corpus")
    corpus.add_argument("--update", action="store_true")
    corpus.set_defaults(run=run_corpus)
    stdlib = commands.add_parser("stdlib")
    stdlib.add_argument("--sample", type=int, default=1, metavar="N")
    stdlib.set_defaults(run=run_stdlib)
    files = commands.add_parser("files")
    files.add_argument("paths", nargs="+")
    files.set_defaults(run=run_files)
    arguments = parser.parse_args()
    checker = find_parse_check()
    if checker is None:
        sys.exit("check.py: parse_check is not built; run `make build`, or set PARSE_CHECK")
    return arguments.run(checker, arguments)


if __name__ == "__main__":
    sys.exit(main())
