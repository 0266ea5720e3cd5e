"""Calls every function of a generated module and writes down what can be seen of it, as JSON lines.

usage: observe.py FOLDER MODULE ENDING

The module is imported from FOLDER; its file must have the ENDING. Before each call the function's
name is written, so that a crash can be told from an end.
"""

import gc
import importlib
import json
import re
import resource
import sys
import warnings

import probes

MEMORY = 4 << 30  # bytes: what takes more fails, and does not take the machine with it


def describe_exception(error, depth=4):
    """Type, text, traceback within the module, cause and context."""
    told = {"type": type(error).__name__, "text": str(error)[:300], "lines": probes.lines_of(error)}
    if error.__suppress_context__:
        told["suppress"] = True
    if depth and error.__cause__ is not None:
        told["cause"] = describe_exception(error.__cause__, depth - 1)
    if depth and error.__context__ is not None and error.__context__ is not error.__cause__:
        told["context"] = describe_exception(error.__context__, depth - 1)
    return told


def call(function):
    """What the call gives: a value or an exception."""
    try:
        value = function(probes.Probe("a"), 3, [1, 2.5, "x"], k=probes.Probe("k"))
        if hasattr(value, "send"):
            value = ("generator", probes.drain(value))
        return {"value": probes.show(value, 4)}
    except BaseException as error:
        return {"exception": describe_exception(error)}


def observe(function):
    """Calls the function twice: the second call shows what the first has left behind."""
    gc.collect()
    before, probes.counts.ended = probes.counts.living, 0
    observed = []
    for _ in range(2):
        probes.reset()
        result = call(function)
        result["log"] = list(probes.log)
        observed.append(result)
    gc.collect()
    gc.collect()  # what a finalizer has let go
    left = probes.counts.living - before
    observed.append({"left": left, "ended": probes.counts.ended})
    return observed


def neutral(text):
    """The text without addresses and without the names of the types of compiled functions."""
    text = re.sub(r"0x[0-9a-f]{6,}", "0x", text)
    return text.replace("zilant.cython_function_or_method", "function").replace("zilant.", "")


def main():
    """Observes all functions of the module."""
    folder, name, ending = sys.argv[1:]
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.path.insert(0, folder)
    sys.unraisablehook = lambda raised: probes.note("unraisable", type(raised.exc_value).__name__)
    module = importlib.import_module(name)
    assert module.__file__.endswith(ending), module.__file__
    for function in module.FUNCTIONS:
        print(json.dumps(function.__name__), flush=True)
        print(neutral(json.dumps(observe(function))), flush=True)


main()
