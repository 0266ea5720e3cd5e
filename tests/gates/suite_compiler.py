"""Runs in the place of `zilant` while a package is built: what it cannot compile is left to Cython.

SUITE_COMPILER is the real one, SUITE_LOG the file that gets a line of JSON for each module:
{"module": NAME, "messages": TEXT}, with "" for one that was compiled. For one that was not, the
module of SUITE_BASELINE, a folder that has the package as Cython builds it, takes its place, so
that a build tells of all modules, and the tests run. SUITE_OPTIONS are options of the build.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig


def value_of(option, arguments):
    """The value of an option, or None."""
    return arguments[arguments.index(option) + 1] if option in arguments else None


def name_module(arguments):
    """The name of the module that is compiled."""
    source = next(each for each in arguments if each.endswith((".pyx", ".py")))
    return value_of("--module-name", arguments) or ".".join(
        pathlib.PurePath(source).with_suffix("").parts
    )


def take_baseline(command, arguments):
    """Puts what Cython makes where the compiler should have put its own; gives the status."""
    if command == "cython":
        path = [each for each in sys.path if not each.endswith("stand_in")]
        program = [sys.executable, "-m", "cython", *arguments]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path[1:])}
        return subprocess.run(program, env=environment, check=False).returncode
    place = pathlib.Path(os.environ["SUITE_BASELINE"], *name_module(arguments).split("."))
    built = place.with_name(place.name + sysconfig.get_config_var("EXT_SUFFIX"))
    if not built.exists():
        return 1
    shutil.copy(built, value_of("-o", arguments))
    return 0


def main():
    """Compiles, or takes what Cython made."""
    command, *arguments = sys.argv[1:]
    options = os.environ["SUITE_OPTIONS"].split() if command == "build" else []
    done = subprocess.run(
        [os.environ["SUITE_COMPILER"], command, *arguments, *options],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    sys.stderr.write(done.stderr)
    failed = done.returncode != 0
    entry = {
        "module": name_module(arguments),
        "messages": (done.stderr or f"exit status {done.returncode}") if failed else "",
        "interpreted": done.stderr.count("[W0001]"),
    }
    with open(os.environ["SUITE_LOG"], "a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
    return take_baseline(command, arguments) if failed else 0


if __name__ == "__main__":
    sys.exit(main())
