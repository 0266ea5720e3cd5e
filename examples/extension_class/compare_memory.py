"""What a million objects cost: of a cdef class, of a class with __slots__ and of a dataclass.

usage: python compare_memory.py [COUNT]

Each class is measured in a process of its own: how much memory the process has gained when all
objects are there, how long it took to make them, and to add up what they are worth.
"""

from __future__ import annotations

import dataclasses
import math
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pricing

RATE = 0.03


def normal_below(x: float) -> float:
    """Return how likely a number of the standard normal distribution is below x."""
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


class PythonOption:
    """`pricing.Option` in Python; how the attributes are kept is up to its subclasses."""

    __slots__ = ()

    def value(self, rate: float) -> float:
        """Return what the whole quantity is worth."""
        deviation = self.volatility * math.sqrt(self.years)
        upper = (math.log(self.spot / self.strike) + rate * self.years) / deviation
        upper += 0.5 * deviation
        paid = self.strike * math.exp(-rate * self.years) * normal_below(upper - deviation)
        return self.quantity * (self.spot * normal_below(upper) - paid)


class SlotsOption(PythonOption):
    """The attributes are in the object, at fixed places."""

    __slots__ = ("name", "quantity", "spot", "strike", "volatility", "years")

    def __init__(
        self,
        name: str,
        spot: float,
        strike: float,
        volatility: float,
        years: float,
        quantity: float = 1.0,
    ) -> None:
        self.name = name
        self.spot = spot
        self.strike = strike
        self.volatility = volatility
        self.years = years
        self.quantity = quantity


@dataclasses.dataclass
class DataOption(PythonOption):
    """The attributes are in a dict, or in what Python keeps in the place of one."""

    name: str
    spot: float
    strike: float
    volatility: float
    years: float
    quantity: float = 1.0


def add_values(options: Iterable[PythonOption]) -> float:
    """Return what all are worth together."""
    return sum(option.value(RATE) for option in options)


def add_values_in_c(options: Iterable[pricing.Option]) -> float:
    """Return the same, by a loop without Python objects."""
    return pricing.Portfolio(options).value(RATE)


KINDS = {
    "dataclass": (DataOption, add_values),
    "class with __slots__": (SlotsOption, add_values),
    "cdef class": (pricing.Option, add_values_in_c),
}


class Figures(NamedTuple):
    """What was measured of a class."""

    kind: str
    bytes_each: float
    seconds_to_make: float
    seconds_to_value: float
    value: float


def used_memory() -> int:
    """Return the memory of this process that is in use, in bytes (Linux)."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize()


def measure(kind: str, count: int) -> Figures:
    """Make the objects of a class, and ask what they are worth."""
    make, add = KINDS[kind]
    options = [None] * count
    memory_before = used_memory()
    started = time.perf_counter()
    for i in range(count):
        part = i / count
        options[i] = make("call", 100.0 + part, 110.0 - part, 0.2 + 0.1 * part, 1.0 + part)
    made = time.perf_counter()
    bytes_each = (used_memory() - memory_before) / count
    begun = time.perf_counter()
    value = add(options)
    return Figures(kind, bytes_each, made - started, time.perf_counter() - begun, value)


def main() -> int:
    """Print the table; fail if the classes disagree about the value."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        rows = pool.starmap(measure, [(kind, count) for kind in KINDS], chunksize=1)
    print(f"{f'{count:,} options':20} bytes each  together  to make  to value")
    for row in rows:
        megabytes = row.bytes_each * count / 1e6
        print(
            f"{row.kind:20} {row.bytes_each:10.0f} {megabytes:6.0f} MB"
            f" {row.seconds_to_make:6.2f} s {row.seconds_to_value:7.3f} s"
        )
    return 0 if all(math.isclose(row.value, rows[0].value) for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
