"""Gate: packages of plain Python pass their own tests when all their modules are compiled.

    python tests/gates/gate_programs.py [--cache FOLDER] [--keep FOLDER] [--options="-O0"]
                                        [--list N] [PACKAGE...]

Each module of an installed wheel is compiled with --strict, so that nothing of it runs interpreted,
and put beside its source, where Python finds it first. The package's own tests, those of its source
distribution, run with that and with the wheel as it is, which is done once and kept in the cache.
What passes interpreted has to pass: a test that does not is run once more. `programs.py` has the
packages.

Prints a line a package, and what failed; the exit status says whether all held, which a package
with a module that is refused does not.
"""

import concurrent.futures
import csv
import os
import pathlib
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import gate_suites  # noqa: E402
import gate_wheels  # noqa: E402
from package_units import is_left_out, module_of  # noqa: E402
from programs import PROGRAMS  # noqa: E402
from pythons import find_compiler  # noqa: E402

AT_A_TIME = 2
BUILD_LIMIT = 600
# What Python runs as a program has to have code that runpy can find; the other is of the tests.
NEVER = ("__main__.py", "conftest.py")


def list_modules(name, site, kept):
    """The modules of an installed package: {dotted name: source}."""
    wanted = name.lower().replace("-", "_").replace(".", "_")
    [record] = [
        path / "RECORD"
        for path in site.glob("*.dist-info")
        if path.name.partition("-")[0].lower().replace(".", "_") == wanted
    ]
    with record.open(encoding="utf-8", newline="") as file:
        paths = [site / row[0] for row in csv.reader(file) if row[0].endswith(".py")]
    modules = {}
    for path in sorted(paths):
        module = module_of(path, site)
        is_module = all(part.isidentifier() for part in module.split("."))
        is_wanted = path.name not in NEVER and not is_left_out(path, site) and module not in kept
        if is_module and is_wanted and path.stat().st_size > 0:
            modules[module] = path
    return modules


def compile_module(name, source, options):
    """Compiles a module in the place of its source; gives what is known of it."""
    target = source.with_name(source.stem + gate_suites.SUFFIX)
    command = [find_compiler(), "build", str(source), "-o", str(target)]
    command += ["--module-name", name, "--strict", *options.split()]
    status, output = gate_suites.run(command, source.parent, BUILD_LIMIT)
    messages = (output or f"exit status {status}") if status != 0 else ""
    return {"module": name, "messages": messages, "interpreted": 0}


def compile_modules(name, site, place, kept, options):
    """Copies an installed package and compiles its modules; gives what is known of each."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(site, place, symlinks=True)
    modules = list_modules(name, place, kept)
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        jobs = [pool.submit(compile_module, *each, options) for each in modules.items()]
        return [job.result() for job in jobs]


def try_program(program, requirement, arguments):
    """Gives what a package's tests say of its compiled modules."""
    sources, site, needs, before = gate_wheels.prepare(program, requirement, arguments)
    name = requirement.partition("==")[0]
    with tempfile.TemporaryDirectory() as scratch:
        place = pathlib.Path(arguments.keep or scratch, name)
        kept = dict(program.kept)
        modules = compile_modules(name, site, place, kept, arguments.options)
        return gate_suites.compare(program, requirement, sources, place, needs, before, modules)


def holds(outcome):
    """Says whether all modules compile, and pass what their sources pass."""
    return gate_suites.holds(outcome) and not outcome.refused


def main():
    """Prints the table and what failed."""
    arguments = gate_suites.parse_arguments(__doc__)
    os.nice(10)
    # Tests may take parameters from sets: their names have to be the same in both runs.
    os.environ.setdefault("PYTHONHASHSEED", "0")
    outcomes = []
    gate_suites.show_head("CPython")
    for program in PROGRAMS:
        if arguments.packages and program.name.partition("==")[0] not in arguments.packages:
            continue
        outcome = gate_wheels.judge(try_program, program, program.name, arguments)
        gate_suites.show(outcome, arguments.list)
        outcomes.append(outcome)
    held = sum(map(holds, outcomes))
    print(
        f"gate-programs: {held} of {len(outcomes)} packages held,"
        f" {sum(len(each.built) for each in outcomes)} modules,"
        f" {sum(len(each.refused) for each in outcomes)} refused,"
        f" {sum(len(each.failures) for each in outcomes)} tests lost"
    )
    return not outcomes or held < len(outcomes)


if __name__ == "__main__":
    sys.exit(main())
