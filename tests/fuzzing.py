"""What the fuzzers of Python functions (fuzz_python) and of typed code (fuzz_typed) share."""

import argparse
import pathlib
import random
import shutil
import tempfile
import time

from pythons import find_compiler


class Chooser:
    """Choices that a seed decides, and new names."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.counter = 0

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, items):
        return self.random.choice(items)

    def choose(self, weighted):
        """One of the things in (weight, thing): the heavier, the likelier."""
        weights, things = zip(*weighted)
        return self.random.choices(things, weights)[0]

    def fresh(self, prefix="v"):
        self.counter += 1
        return f"{prefix}{self.counter}"


class LeftOut(Exception):
    """A module that cannot be compared: the one that we are compared with takes too long for it."""


def make_parser(description, functions):
    """The options that both have."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--modules", type=int, default=10)
    parser.add_argument("--functions", type=int, default=functions)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--compiler", default=find_compiler())
    parser.add_argument("--keep", help="a folder for the modules in which something differs")
    return parser


def run_modules(options, name, compare_module):
    """Compares the modules of one seed after the other: `compare_module(options, seed, folder)`
    gives texts that tell the differences, each printed when it is found. Gives the exit status."""
    started, modules, left_out, differences = time.monotonic(), 0, 0, 0
    for seed in range(options.seed, options.seed + options.modules):
        if time.monotonic() - started > options.seconds:
            break
        found = 0
        with tempfile.TemporaryDirectory() as folder:
            try:
                for text in compare_module(options, seed, pathlib.Path(folder)):
                    print(text, "-" * 100, sep="\n", flush=True)
                    found += 1
            except LeftOut:
                left_out += 1
                continue
            if found and options.keep:
                shutil.copytree(folder, pathlib.Path(options.keep) / str(seed), dirs_exist_ok=True)
        modules += 1
        differences += found
    print(
        f"{name}: {modules * options.functions} functions in {modules} modules from seed "
        f"{options.seed} ({left_out} left out), {differences} differences, "
        f"{time.monotonic() - started:.0f} s"
    )
    return differences > 0
