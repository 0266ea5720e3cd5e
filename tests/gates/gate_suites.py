"""Gate: packages built with Zilant in the place of Cython pass the tests that Cython's pass.

    python tests/gates/gate_suites.py [--cache FOLDER] [--keep FOLDER] [--options="-O0"] [--list N]
                                      [PACKAGE...]

Each source distribution of suites.py is built by its own build, unmodified, with the package
`zilant.stand_in` on PYTHONPATH. A module that is refused is taken from the build by Cython, and
counted. Then the package's own tests run with that and with what Cython builds, which is done once
and kept in the cache. What passes with Cython has to pass: a test that does not is run once more.
Packages whose modules use each other's C functions and classes are tested twice more, with every
second module as Cython builds it: they are lines 1/2 and 2/2.

Prints a line a package, and what failed; the exit status says whether all held, refused modules
aside: those are gate-packages' matter.
"""

import argparse
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
STAND_IN = ROOT / "python" / "zilant" / "stand_in"
sys.path[:0] = [str(HERE), str(HERE.parent)]
from gate_packages import list_requirements  # noqa: E402
from gate_projects import default_cache  # noqa: E402
from package_units import fetch  # noqa: E402
from pythons import find_compiler  # noqa: E402
from suites import SUITES  # noqa: E402

BUILD_LIMIT, TEST_LIMIT = 1800, 1200
SHOWN_LINES = 12
# Every build may want these; what tests need comes with each suite.
ALWAYS = ("setuptools<82", "wheel", "pytest")
SETTINGS = ("pytest.ini", "conftest.py", "tox.ini", "setup.cfg", "pyproject.toml")


class Outcome(NamedTuple):
    """What a package gave."""

    name: str  # the requirement, and which split
    built: list  # modules that were compiled
    refused: dict  # those that were not: what was said
    interpreted: int  # functions that run interpreted
    cython: dict  # how each test ended: {test: (status, text)}
    zilant: dict
    failures: dict  # what passes with Cython alone: (status, text)
    excused: int  # such tests that the table allows
    note: str = ""  # why there is nothing to compare


class SuiteError(Exception):
    """A step before the comparison failed; says which and how."""


def run(command, folder, limit, **variables):
    """Runs a program in a folder; gives its status (-1: it took too long) and what it printed."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        try:
            status = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                timeout=limit,
                cwd=folder,
                env=environment,
            ).returncode
        except subprocess.TimeoutExpired:
            status = -1
        output.seek(0)
        return status, output.read()


def pip(*arguments, folder=None, **variables):
    """Runs pip, or raises."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    status, output = run(command, folder, BUILD_LIMIT, **variables)
    if status != 0:
        raise SuiteError(f"pip {arguments[0]} failed:\n{output[-3000:]}")


# --- Builds ---------------------------------------------------------------------------------------


def install_needs(wanted, folder):
    """Installs what is wanted into a folder, once; gives the folder."""
    needs, note = folder / "needs", folder / "needs.txt"
    text = "\n".join(wanted)
    if wanted and (not note.exists() or note.read_text() != text):
        shutil.rmtree(needs, ignore_errors=True)
        pip("install", "--quiet", "--prefer-binary", "--target", str(needs), *wanted)
        note.write_text(text)
    return needs


def build(suite, sources, site, path, compiler, **variables):
    """Builds a package with its own build and installs it into the folder `site`."""
    variables.update(suite.variables, PYTHONPATH=os.pathsep.join(map(str, path)), CFLAGS="-O0")
    with tempfile.TemporaryDirectory() as place:
        copy = pathlib.Path(place, "sources")
        shutil.copytree(sources, copy)
        for line in suite.before:
            words = shlex.split(line)
            command = [*compiler, *words[1:]] if words[0] == "cython" else words
            status, output = run(command, copy, BUILD_LIMIT, **variables)
            if status != 0:
                raise SuiteError(f"{line} failed:\n{output[-3000:]}")
        plainly = ("--quiet", "--no-deps", "--no-cache-dir")
        isolated = ("--no-build-isolation", "--wheel-dir", place)
        pip("wheel", *plainly, *isolated, str(copy), folder=place, **variables)
        [wheel] = pathlib.Path(place).glob("*.whl")
        shutil.rmtree(site, ignore_errors=True)
        pip("install", *plainly, "--target", str(site), str(wheel), folder=place)


def build_with_cython(suite, sources, folder, needs):
    """Builds the baseline, once; gives the folder that it is installed in."""
    site, note = folder / "cython", folder / "cython.txt"
    made_by = repr(suite._replace(excused=(), is_split=False, reason=""))
    if not note.exists() or note.read_text() != made_by:
        build(suite, sources, site, needs, [sys.executable, "-m", "cython"])
        (folder / "cython.json").unlink(missing_ok=True)
        note.write_text(made_by)
    return site


def build_with_zilant(suite, sources, site, baseline, needs, options):
    """Builds the package with Zilant; gives what is known of each module."""
    with tempfile.TemporaryDirectory() as place:
        program, log = pathlib.Path(place, "zilant"), pathlib.Path(place, "log")
        wrapper = shlex.join([sys.executable, str(HERE / "suite_compiler.py")])
        program.write_text(f'#!/bin/sh\nexec {wrapper} "$@"\n')
        program.chmod(0o755)
        build(
            suite,
            sources,
            site,
            [STAND_IN, ROOT / "python", *needs],
            [str(program), "cython"],
            ZILANT=str(program),
            SUITE_COMPILER=str(find_compiler()),
            SUITE_LOG=str(log),
            SUITE_BASELINE=str(baseline),
            SUITE_OPTIONS=options,
        )
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


# --- Tests ----------------------------------------------------------------------------------------


def read_statuses(report):
    """How each test ended: {test: (status, text)}; one that did not end is a crash."""
    statuses = {}
    for line in report.read_text(encoding="utf-8").splitlines() if report.exists() else []:
        entry = json.loads(line)
        before = statuses.get(entry["test"], ("crash", ""))
        if before[0] in {"crash", "passed"}:
            statuses[entry["test"]] = (entry.get("status", before[0]), entry.get("text", ""))
    return statuses


def lay_out(suite, sources, place):
    """Copies the tests, what they need and the settings of pytest, away from the package."""
    for name in [*suite.tests, *suite.besides, *SETTINGS]:
        source, target = sources / name, place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.exists():
            shutil.copy(source, target)


def run_tests(suite, sources, site, needs, chosen=()):
    """Runs the tests with a built package; gives how each ended."""
    with tempfile.TemporaryDirectory() as scratch:
        place, report = pathlib.Path(scratch, "tests"), pathlib.Path(scratch, "report")
        place.mkdir()
        lay_out(suite, sources, place)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "suite_recorder"]
        command += ["-p", "no:cacheprovider", "-o", "addopts=", "--tb=short"]
        command += ["--continue-on-collection-errors", *suite.options, *(chosen or suite.tests)]
        path = os.pathsep.join(map(str, [site, *needs, HERE]))
        status, output = run(command, place, TEST_LIMIT, PYTHONPATH=path, SUITE_REPORT=str(report))
        statuses = read_statuses(report)
        if not statuses or status < 0:
            statuses["the run"] = ("crash", f"exit status {status}\n{output[-3000:]}")
        return statuses


def test_baseline(suite, sources, folder, site, needs):
    """How each test ends with the package that Cython builds; asked once."""
    kept = folder / "cython.json"
    if not kept.exists():
        kept.write_text(json.dumps(run_tests(suite, sources, site, needs)))
    return {test: tuple(how) for test, how in json.loads(kept.read_text()).items()}


def find_failures(before, after):
    """What passes with Cython alone, and how it ended."""
    passed = [test for test, (status, _) in before.items() if status == "passed"]
    lost = {test: after.get(test, ("missing", "")) for test in passed}
    new = {test: how for test, how in after.items() if test not in before}
    return {
        test: how for test, how in {**new, **lost}.items() if how[0] not in {"passed", "skipped"}
    }


# --- Packages -------------------------------------------------------------------------------------


def try_suite(suite, requirement, arguments):
    """Builds a package both ways and compares how its tests end, for each split."""
    folder = arguments.cache.parent / "suites" / requirement
    folder.mkdir(parents=True, exist_ok=True)
    unpacked = fetch(requirement.partition("==")[0], requirement, arguments.cache)
    if unpacked is None:
        raise SuiteError("it cannot be downloaded")
    sources = next(
        path for path in sorted(unpacked.iterdir()) if path.is_dir() and path.name != "site"
    )
    needs = [install_needs(suite.needs, folder), install_needs(ALWAYS, folder.parent)]
    baseline = build_with_cython(suite, sources, folder, needs)
    before = test_baseline(suite, sources, folder, baseline, needs)
    with tempfile.TemporaryDirectory() as scratch:
        site = pathlib.Path(arguments.keep or scratch, suite.name)
        modules = build_with_zilant(suite, sources, site, baseline, needs, arguments.options)
        yield compare(suite, requirement, sources, site, needs, before, modules)
        for first in (0, 1) if suite.is_split else ():
            mixed = site.with_name(f"{suite.name}-{first + 1}")
            ours = mix(site, baseline, mixed, first)
            left = [each for each in modules if each["module"] in ours]
            name = f"{requirement} {first + 1}/2"
            yield compare(suite, name, sources, mixed, needs, before, left)


def conclude(name, modules, before, after, lost, excused=0):
    """What came of a package whose modules were built, and of its tests."""
    return Outcome(
        name,
        [each["module"] for each in modules if not each["messages"]],
        {each["module"]: each["messages"] for each in modules if each["messages"]},
        sum(each["interpreted"] for each in modules),
        before,
        after,
        lost,
        excused,
    )


def compare(suite, name, sources, site, needs, before, modules):
    """Runs the tests with what is installed in `site` and compares how they end."""
    after = run_tests(suite, sources, site, needs)
    failures = find_failures(before, after)
    again = [test for test in failures if test in before and test in after and "::" in test]
    if again:
        after.update(run_tests(suite, sources, site, needs, again))
        failures = find_failures(before, after)
    excused = dict(suite.excused)
    lost = {test: how for test, how in failures.items() if test not in excused}
    return conclude(name, modules, before, after, lost, len(failures) - len(lost))


def mix(site, baseline, mixed, first):
    """Copies a package with every second module as Cython built it; gives the names of the rest."""
    shutil.rmtree(mixed, ignore_errors=True)
    shutil.copytree(site, mixed)
    libraries = sorted(path.relative_to(site) for path in site.rglob(f"*{SUFFIX}"))
    for library in libraries[first::2]:
        shutil.copy(baseline / library, mixed / library)
    return {".".join(each.parts).removesuffix(SUFFIX) for each in libraries[1 - first :: 2]}


def judge(suite, requirement, arguments):
    """What a package gave, whatever went wrong."""
    try:
        yield from try_suite(suite, requirement, arguments)
    except SuiteError as error:
        yield Outcome(requirement, [], {}, 0, {}, {}, {}, 0, str(error))


def holds(outcome):
    """Says whether the package passes all that it passes with Cython, which is something."""
    has_tests = any(status == "passed" for status, _ in outcome.cython.values())
    return has_tests and not outcome.failures and bool(outcome.built or outcome.refused)


def count(statuses):
    """How many passed, failed and were skipped."""
    endings = [status for status, _ in statuses.values()]
    skipped = endings.count("skipped")
    passed = endings.count("passed")
    return f"{passed:>6}{len(endings) - passed - skipped:>5}{skipped:>5}"


def show_head(baseline):
    """Prints the head of the table; `baseline` is what ours is compared with."""
    print(f"{'':<26}{'Zilant':>16} {baseline:>16}{'modules':>15}{'inter-':>7}")
    print(
        f"{'package':<26}{'pass':>6}{'fail':>5}{'skip':>5} {'pass':>6}{'fail':>5}{'skip':>5}"
        f"{'built':>7}{'refused':>8}{'preted':>7}{'lost':>6}{'excused':>8}"
    )


def show(outcome, listed):
    """Prints the line of a package, and what went wrong."""
    print(
        f"{outcome.name:<26}{count(outcome.zilant)} {count(outcome.cython)}"
        f"{len(outcome.built):>7}{len(outcome.refused):>8}{outcome.interpreted:>7}"
        f"{len(outcome.failures):>6}{outcome.excused:>8}  {'holds' if holds(outcome) else 'FAILS'}",
        flush=True,
    )
    for test, (status, text) in list(outcome.failures.items())[:listed]:
        last = "\n    ".join(text.strip().splitlines()[-SHOWN_LINES:])
        print(f"  {status}: {test}\n    {last}")
    for module, messages in outcome.refused.items():
        errors = [line for line in messages.splitlines() if ": error" in line]
        print(f"  refused: {module}")
        for line in (errors or messages.splitlines())[:listed]:
            print(f"    {line}")
    if outcome.note:
        print(f"  {outcome.note}")


def parse_arguments(documentation):
    """Reads the command line of a gate about packages' suites."""
    parser = argparse.ArgumentParser(description=documentation.partition("\n")[0])
    parser.add_argument("--cache", type=pathlib.Path, default=default_cache())
    parser.add_argument("--keep", metavar="FOLDER", help="leave the built packages there")
    parser.add_argument("--options", default="", help="options of zilant build, such as -O0")
    parser.add_argument("--list", type=int, default=5, help="how many failures a package to print")
    parser.add_argument("packages", nargs="*", metavar="PACKAGE")
    return parser.parse_args()


def main():
    """Prints the table and what failed."""
    arguments = parse_arguments(__doc__)
    os.nice(10)
    requirements = {line.partition("==")[0]: line for line in list_requirements([])}
    chosen = [each for each in SUITES if not arguments.packages or each.name in arguments.packages]
    outcomes = []
    show_head("Cython")
    for suite in chosen:
        if suite.reason:
            print(f"{suite.name:<26}left out: {suite.reason}")
            continue
        for outcome in judge(suite, requirements[suite.name], arguments):
            outcomes.append(outcome)
            show(outcome, arguments.list)
    held = sum(map(holds, outcomes))
    print(
        f"gate-suites: {held} of {len(outcomes)} runs held,"
        f" {sum(len(each.built) for each in outcomes)} modules built,"
        f" {sum(len(each.refused) for each in outcomes)} refused,"
        f" {sum(len(each.failures) for each in outcomes)} tests lost"
    )
    return not outcomes or held < len(outcomes)


if __name__ == "__main__":
    sys.exit(main())
