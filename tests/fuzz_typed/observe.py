"""Calls the functions of a generated module and writes down what they give, as JSON lines.

usage: observe.py FOLDER MODULE FUNCTION...

The arguments of the calls are texts in FOLDER/calls.json. Before each function its name is written,
so that a crash can be told from an end.
"""

import importlib
import json
import sys
import warnings
from pathlib import Path

import values

LONGEST = 400


def describe(call):
    """What a call gives: a value or an exception, as text."""
    try:
        value = call()
        if hasattr(value, "send"):
            value = list(value)
        return repr(value)[:LONGEST]
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def observe(function, calls, unraisable):
    """What each call gives, what the arguments have become, and what could not be raised."""
    found = []
    for text in calls:
        unraisable.clear()
        arguments = eval(f"[{text}]", vars(values))
        told = describe(lambda: function(*arguments))  # noqa: B023
        found.append([told, values.shown_all(arguments), list(unraisable)])
    return found


def main():
    folder, name, *functions = sys.argv[1:]
    warnings.simplefilter("ignore")
    sys.path.insert(0, folder)
    unraisable = []
    sys.unraisablehook = lambda raised: unraisable.append(
        f"{type(raised.exc_value).__name__}: {raised.exc_value}"
    )
    calls = json.loads((Path(folder) / "calls.json").read_text())
    module = importlib.import_module(name)
    for function in functions:
        print(json.dumps(function), flush=True)
        print(
            json.dumps(observe(getattr(module, function), calls[function], unraisable)), flush=True
        )


if __name__ == "__main__":
    main()
