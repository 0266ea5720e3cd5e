"""Gate: the Cython modules of packages of the package index compile, and what compiles is imported.

    python tests/gates/gate_packages.py [--cache FOLDER] [--offline] [--check] [--without-imports]
                                        [--list] [PACKAGE...]

packages.txt names the source distributions; they are downloaded into the cache (the folder
zilant/projects of XDG_CACHE_HOME) and left as they are. Each unit, a .pyx file or a .py file with a
.pxd beside it, is compiled with -O0 as the package's own build would invoke a compiler, with the
package's wheel and what that needs installed. What ends in an error is given to Cython, and left
out if that rejects it too. What is compiled takes the place of the same module in the wheel and is
imported there; C code that the package's build links with a module is that of the wheel's module.
Modules hand memoryviews only to those of the same compiler: where that is why an import is refused,
the units that the unit cimports, and those that cimport it, take the places of theirs as well.

Prints a line a package, and the causes by the number of units that have them. The exit status says
whether every unit that Cython accepts compiled without a crash or a hang, and was imported if the
wheel's own module can be.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from gate_projects import default_cache  # noqa: E402
from package_units import fetch, linked_units, list_units  # noqa: E402
from pythons import find_compiler  # noqa: E402
from reference import classify  # noqa: E402

PACKAGES = HERE / "packages.txt"
AT_A_TIME = 2
BUILD_LIMIT, CYTHON_LIMIT, IMPORT_LIMIT = 60, 300, 60
FAULT = 70  # the exit status after a fault of the compiler
SHIM_ERROR, INTERPRETED = "E0611", "W0001"
# What became of a unit, in the order of the table's columns.
# `beside`: native or partly so, and imported beside our own modules alone.
STATUSES = ("native", "partly", "beside", "wrong", "error", "header", "crash", "hang", "rejected")
HOLDING = ("native", "partly", "beside", "header", "rejected")
# What an import ends with where a memoryview would be handed to a module of another compiler.
REFUSED_VIEW = re.compile(
    r"has other memoryviews than|wrong signature .*(zi_view|__Pyx_memviewslice)"
    r"|KeyError: '__pyx_vtable__'"
)


class Outcome(NamedTuple):
    """What became of a unit."""

    unit: object
    status: str
    # messages without what is particular to the source: where each stands first
    causes: dict


# --- Compiling ------------------------------------------------------------------------------------


def wheel_module(unit, site):
    """The unit's module in the package's wheel, or None."""
    place = site.joinpath(*unit.module.split("."))
    return next(iter(sorted(place.parent.glob(f"{place.name}.*.so"))), None)


def is_cplusplus(unit, site):
    """Says if the package's own build compiled the unit as C++.

    Its module is linked with C++'s library then, as one of C may be for what it is linked with.
    """
    module = wheel_module(unit, site) if site else None
    build = unit.path.with_name("meson.build")
    is_named = build.exists() and f"cython_gen.process('{unit.path.name}')" in build.read_text()
    return module is not None and b"libstdc++" in module.read_bytes() and not is_named


def directive_options(unit):
    """The options that give the compiler the directives of the package's build."""
    return [option for directive in unit.directives for option in ("-X", directive)]


def build_command(unit, target, site, arguments):
    """How the unit is compiled, or checked only."""
    what = ["check"] if arguments.check else ["build", "-O0", "-o", str(target)]
    if not arguments.check and is_cplusplus(unit, site):
        what.append("--language=c++")
    folders = [option for folder in unit.includes for option in ("-I", str(folder))]
    return [
        find_compiler(),
        *what,
        str(unit.path),
        "--module-name",
        unit.module,
        *folders,
        *directive_options(unit),
        "--python",
        sys.executable,
        "--diagnostics",
        "json",
    ]


def read_messages(text):
    """The diagnostics among the lines that a compiler has written."""
    return [json.loads(line) for line in text.splitlines() if line.startswith('{"code"')]


def is_header_missing(message):
    """Says if all that is wrong is a C header that the machine does not have."""
    text = message["message"] + "".join(message["notes"])
    return message["code"] == SHIM_ERROR and "file not found" in text


def cause_of(message):
    """What is wrong, the same for all sources; the names that are missing stay."""
    is_missing = message["code"] in {"E0301", "E0303", "E0304", "E0501"}
    return f"{message['code']} {message['message'] if is_missing else classify(message['message'])}"


def environment_of(site):
    """The environment of a compiler that finds the packages in the folder."""
    return {**os.environ, "PYTHONPATH": str(site)} if site else None


def compile_unit(unit, target, site, arguments):
    """Compiles a unit."""
    command = build_command(unit, target, site, arguments)
    try:
        run = subprocess.run(
            command,
            cwd=unit.root,
            capture_output=True,
            text=True,
            timeout=BUILD_LIMIT,
            check=False,
            env=environment_of(site),
        )
    except subprocess.TimeoutExpired:
        return Outcome(unit, "hang", {"hang": unit.path})
    if run.returncode < 0 or run.returncode == FAULT:
        return Outcome(unit, "crash", {f"crash ({run.returncode})": unit.path})
    messages = read_messages(run.stderr)
    errors = [each for each in messages if each["severity"] == "error"]
    if run.returncode == 0:
        partly = any(each["code"] == INTERPRETED for each in messages)
        return Outcome(unit, "partly" if partly else "native", {})
    status = "header" if errors and all(map(is_header_missing, errors)) else "error"
    causes = {}
    for each in errors:
        example = f"{each['file']}:{each['line']}: {each['message']}"
        causes.setdefault(cause_of(each), example)
    return Outcome(unit, status, causes or {"no message": run.stderr[-500:]})


def is_accepted_by_cython(unit, folder, site):
    """Says if Cython makes C code of the unit; asked once, since that takes long."""
    include = [option for path in unit.includes for option in ("-I", str(path))]
    command = [sys.executable, "-m", "cython", "-3", "--cplus", "--module-name", unit.module]
    command += [*include, *directive_options(unit), str(unit.path)]
    answer, asked = folder / f"{unit.module}.cython", shlex.join([*command, str(site)])
    if not answer.exists() or answer.read_text().partition(" ")[2] != asked:
        with tempfile.TemporaryDirectory() as scratch:
            try:
                status = subprocess.run(
                    [*command, "-o", f"{scratch}/unit.cpp"],
                    cwd=unit.root,
                    capture_output=True,
                    check=False,
                    timeout=CYTHON_LIMIT,
                    env=environment_of(site),
                ).returncode
            except subprocess.TimeoutExpired:
                status = "timeout"
        answer.write_text(f"{status} {asked}")
    return answer.read_text().startswith("0 ")


# --- Importing ------------------------------------------------------------------------------------


def install(requirement, folder):
    """Installs the package's wheel with all that it needs; gives the folder, or None."""
    site = folder / "site"
    if not (folder / "installed").exists():
        shutil.rmtree(site, ignore_errors=True)
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--only-binary",
            ":all:",
            "--target",
            str(site),
            requirement,
        ]
        done = subprocess.run(command, capture_output=True, check=False).returncode == 0
        (folder / "installed").write_text("yes\n" if done else "no\n")
    return site if (folder / "installed").read_text() == "yes\n" else None


def import_module(module, site, replaced=()):
    """Imports a module in a process of its own; gives what went wrong, or "".

    C code that libraries of ours lack is taken from `replaced`, those in whose places they are.
    """
    load = "import ctypes; " if replaced else ""
    load += "".join(f"ctypes.CDLL({str(own)!r}, ctypes.RTLD_GLOBAL); " for own in replaced)
    program = f"{load}import sys; sys.path.insert(0, {str(site)!r}); import {module}"
    try:
        run = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            timeout=IMPORT_LIMIT,
            cwd=site,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "hang"
    if run.returncode < 0:
        return f"signal {-run.returncode}"
    return run.stderr.strip().splitlines()[-1] if run.returncode else ""


def import_replaced(unit, libraries, site):
    """Imports the unit's module with libraries in the places of modules of the wheel.

    `libraries` has the library for each unit. Gives what went wrong, or "".
    """
    places = [(wheel_module(each, site), library) for each, library in libraries.items()]
    places = [(module, library) for module, library in places if module is not None]
    aside = [module.rename(module.with_name(f"{module.name}.wheel")) for module, _ in places]
    try:
        for module, library in places:
            shutil.copy(library, module)
        return import_module(unit.module, site, aside)
    finally:
        for (module, _), original in zip(places, aside):
            original.replace(module)


def try_import(outcome, library, site):
    """Puts the library in the place of the wheel's module and imports it."""
    unit = outcome.unit
    module = wheel_module(unit, site)
    if module is None or import_module(unit.module, site):
        return outcome  # the wheel has no such module, or its own cannot be imported either
    fault = import_replaced(unit, {unit: library}, site)
    if not fault:
        return outcome
    return wrong_import(unit, fault)


def wrong_import(unit, fault):
    """The outcome of a unit whose import ends with the fault."""
    return Outcome(unit, "wrong", {f"import: {classify(fault)}": f"{unit.path}: {fault}"})


def is_refused_view(outcome):
    """Says if memoryviews are why the unit's module cannot be imported."""
    return outcome.status == "wrong" and any(map(REFUSED_VIEW.search, outcome.causes.values()))


def import_beside(outcome, outcomes, libraries, site):
    """Imports a unit's module beside our own modules of the units that it is linked with.

    What cannot be imported for other reasons stays the wheel's.
    """
    units = [
        each.unit
        for each in outcomes
        if each.status in {"native", "partly"} or is_refused_view(each)
    ]
    linked = linked_units(outcome.unit, units)
    fault = import_replaced(outcome.unit, {unit: libraries[unit] for unit in linked}, site)
    return wrong_import(outcome.unit, fault) if fault else Outcome(outcome.unit, "beside", {})


# --- Packages -------------------------------------------------------------------------------------


def judge(unit, library, folder, site, arguments):
    """Compiles a unit to the library, and asks Cython or imports it."""
    outcome = compile_unit(unit, library, site, arguments)
    if outcome.status in {"error", "header"} and not is_accepted_by_cython(unit, folder, site):
        return outcome._replace(status="rejected", causes={})
    is_imported = site and not (arguments.without_imports or arguments.check)
    if is_imported and outcome.status in {"native", "partly"}:
        return try_import(outcome, library, site)
    return outcome


def judge_units(units, folder, site, arguments):
    """The outcomes of a package's units."""
    with tempfile.TemporaryDirectory() as scratch:
        libraries = {
            unit: pathlib.Path(scratch, f"{number}.so") for number, unit in enumerate(units)
        }
        outcomes = [
            judge(unit, library, folder, site, arguments) for unit, library in libraries.items()
        ]
        return [
            import_beside(each, outcomes, libraries, site) if is_refused_view(each) else each
            for each in outcomes
        ]


def judge_package(requirement, arguments):
    """The outcomes of a package's units, or None if it cannot be had."""
    folder = arguments.cache / requirement
    if not (arguments.offline and (folder / "complete").exists()):
        folder = fetch(requirement.partition("==")[0], requirement, arguments.cache)
    if folder is None:
        return None
    top = next(path for path in sorted(folder.iterdir()) if path.is_dir() and path.name != "site")
    site = install(requirement, folder)
    units = list_units(top, requirement.partition("==")[0])
    return judge_units(units, folder, site, arguments)


def list_requirements(names):
    """The lines of packages.txt, or those for these packages."""
    lines = [line.strip() for line in PACKAGES.read_text().splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    return [line for line in lines if not names or line.partition("==")[0] in names]


def show_causes(outcomes, shown):
    """Prints the causes, those of most units first, with examples."""
    causes = collections.defaultdict(list)
    for outcome in outcomes:
        for cause, example in outcome.causes.items():
            causes[cause].append(str(example))
    for cause in sorted(causes, key=lambda cause: (-len(causes[cause]), cause)):
        print(f"{len(causes[cause]):5}  {cause}")
        for example in sorted(causes[cause], key=len)[:shown]:
            print(f"         | {example}")


def parse_arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=pathlib.Path, default=default_cache())
    parser.add_argument("--offline", action="store_true", help="take what is in the cache")
    parser.add_argument("--check", action="store_true", help="say what is wrong, compile nothing")
    parser.add_argument("--without-imports", action="store_true", help="import nothing")
    parser.add_argument("--list", action="store_true", help="show every example")
    parser.add_argument("packages", nargs="*")
    return parser.parse_args()


def main():
    """Prints the table and the causes."""
    arguments = parse_arguments()
    requirements = list_requirements(arguments.packages)
    outcomes, missing = [], []
    print(f"{'package':<32}" + "".join(f"{status:>9}" for status in STATUSES))
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        judged = pool.map(lambda requirement: judge_package(requirement, arguments), requirements)
        for requirement, found in zip(requirements, judged):
            if found is None:
                missing.append(requirement)
                continue
            counts = collections.Counter(outcome.status for outcome in found)
            columns = "".join(f"{counts[status] or '-':>9}" for status in STATUSES)
            print(f"{requirement:<32}{columns}", flush=True)
            outcomes += found
    show_causes(outcomes, sys.maxsize if arguments.list else 1)
    failed = [outcome for outcome in outcomes if outcome.status not in HOLDING]
    if missing:
        print(f"not downloaded: {', '.join(missing)}")
    print(
        f"gate-packages: {len(outcomes)} units, {len(failed)} do not hold, "
        f"{len(missing)} packages missing"
    )
    return bool(failed or missing or not outcomes)


if __name__ == "__main__":
    sys.exit(main())
