"""Gate: packages pass their own tests with our modules in the place of those of the released wheel.

    python tests/gates/gate_wheels.py [--cache FOLDER] [--keep FOLDER] [--options="-O0"] [--list N]
                                      [PACKAGE...]

For packages whose builds take no other compiler. Each unit of the source distribution is compiled
as the package's build would have it; what compiles takes the place of the same module in the
wheel, and the tests of WHEELS in suites.py run with that and with the wheel as it is, which is
done once and kept in the cache. What passes with the wheel has to pass.

Prints a line a package, and what failed; the exit status says whether all held, refused modules
aside: those are gate-packages' matter.
"""

import argparse
import json
import os
import pathlib
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import gate_suites  # noqa: E402
from gate_packages import (  # noqa: E402
    build_command,
    environment_of,
    install,
    list_requirements,
    read_messages,
    wheel_module,
)
from package_units import fetch, list_units  # noqa: E402
from suites import WHEELS  # noqa: E402

BUILD_LIMIT = 300
INTERPRETED = "W0001"


def compile_unit(unit, site, target, arguments):
    """Compiles a unit; gives the messages of its errors, and how many functions run interpreted."""
    command = build_command(unit, target, site, argparse.Namespace(check=False))
    command[2:3] = arguments.options.split() or ["-O2"]
    status, output = gate_suites.run(command, unit.root, BUILD_LIMIT, **environment_of(site))
    messages = read_messages(output)
    errors = [each["message"] for each in messages if each["severity"] == "error"]
    interpreted = sum(each["code"] == INTERPRETED for each in messages)
    return (errors or [output[-500:]] if status != 0 else []), interpreted


def replace_modules(units, site, place, arguments):
    """Puts what compiles into a copy of the wheel; gives what is known of each module."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(site, place, symlinks=True)
    modules = []
    for unit in units:
        module = wheel_module(unit, place)
        if module is None:
            continue
        target = module.with_name(f"{module.name}.ours")
        errors, interpreted = compile_unit(unit, site, target, arguments)
        if not errors:
            target.replace(module)
        modules.append(
            {"module": unit.module, "messages": "\n".join(errors), "interpreted": interpreted}
        )
    return modules


def run_tests(suite, sources, site, needs, units=(), wheel=None):
    """Runs the tests, with the C code of the wheel's modules if they are replaced."""
    code = [wheel_module(unit, wheel) for unit in units] if suite.takes_code else []
    os.environ["WHEEL_CODE"] = os.pathsep.join(str(module) for module in code if module)
    suite = suite._replace(options=(*suite.options, "-p", "wheel_code"))
    return gate_suites.run_tests(suite, sources, site, needs)


def test_baseline(suite, sources, folder, site, needs):
    """How each test ends with the wheel as it is; asked once."""
    kept, note = folder / "wheel.json", folder / "wheel.txt"
    made_by = repr(suite._replace(excused=(), kept=()))
    if not note.exists() or note.read_text() != made_by:
        kept.write_text(json.dumps(run_tests(suite, sources, site, needs)))
        note.write_text(made_by)
    return {test: tuple(how) for test, how in json.loads(kept.read_text()).items()}


def prepare(suite, requirement, arguments):
    """Gives the package's sources, the folder that its wheel is installed in, the folders with what
    its tests need, and how each test ends with the wheel as it is."""
    folder = arguments.cache.parent / "suites" / requirement
    folder.mkdir(parents=True, exist_ok=True)
    unpacked = fetch(requirement.partition("==")[0], requirement, arguments.cache)
    site = install(requirement, unpacked) if unpacked is not None else None
    if site is None:
        raise gate_suites.SuiteError("it cannot be downloaded")
    sources = next(
        path for path in sorted(unpacked.iterdir()) if path.is_dir() and path.name != "site"
    )
    needs = [gate_suites.install_needs(suite.needs, folder)]
    needs.append(gate_suites.install_needs(gate_suites.ALWAYS, folder.parent))
    return sources, site, needs, test_baseline(suite, sources, folder, site, needs)


def try_suite(suite, requirement, arguments):
    """Gives what a package's tests say of our modules."""
    sources, site, needs, before = prepare(suite, requirement, arguments)
    kept = dict(suite.kept)
    units = [
        unit
        for unit in list_units(sources, suite.name)
        if unit.path.suffix == ".pyx" and unit.module not in kept
    ]
    with tempfile.TemporaryDirectory() as scratch:
        place = pathlib.Path(arguments.keep or scratch, suite.name)
        modules = replace_modules(units, site, place, arguments)
        after = run_tests(suite, sources, place, needs, units, site)
    lost = gate_suites.find_failures(before, after)
    return gate_suites.conclude(requirement, modules, before, after, lost)


def judge(trial, suite, requirement, arguments):
    """What a trial of a package gave, whatever went wrong."""
    try:
        return trial(suite, requirement, arguments)
    except gate_suites.SuiteError as error:
        return gate_suites.Outcome(requirement, [], {}, 0, {}, {}, {}, 0, str(error))


def main():
    """Prints the table and what failed."""
    arguments = gate_suites.parse_arguments(__doc__)
    os.nice(10)
    requirements = {line.partition("==")[0]: line for line in list_requirements([])}
    chosen = [each for each in WHEELS if not arguments.packages or each.name in arguments.packages]
    outcomes = []
    gate_suites.show_head("wheel")
    for suite in chosen:
        outcome = judge(try_suite, suite, requirements[suite.name], arguments)
        gate_suites.show(outcome, arguments.list)
        outcomes.append(outcome)
    failed = [each for each in outcomes if not gate_suites.holds(each)]
    print(f"gate-wheels: {len(outcomes)} packages, {len(failed)} do not hold")
    return bool(failed or not outcomes)


if __name__ == "__main__":
    sys.exit(main())
