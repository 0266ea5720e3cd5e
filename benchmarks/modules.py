"""The compiled modules that cases time, and what the cases share: arguments, ratios, checks.

Runs on the Python that modules were built for, which needs nothing but its own library.
"""

from __future__ import annotations

import array
import functools
import importlib.util
import math
import random
import sysconfig
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from results import Goal

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (ROOT / "examples" / "mechanisms", ROOT / "benchmarks")
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
TOOLS = {"Cython": "cython", "Cython unchecked": "unchecked", "Zilant": "zilant"}


# --- Modules --------------------------------------------------------------------------------------
def load(path: Path) -> ModuleType:
    """Import the module at `path` without entering it in sys.modules."""
    spec = importlib.util.spec_from_file_location(path.name.split(".")[0], path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Modules:
    """The compiled modules of a folder, and the sources that the interpreter runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @functools.cache  # noqa: B019
    def of_tool(self, tool: str, name: str) -> ModuleType | None:
        """The module that a tool built; None if it could not."""
        path = self.folder / tool / (name + SUFFIX)
        return load(path) if path.exists() else None

    @functools.cache  # noqa: B019
    def interpreted(self, name: str) -> ModuleType:
        """The module as the interpreter runs it."""
        return load(
            next(folder / f"{name}.py" for folder in SOURCES if (folder / f"{name}.py").exists())
        )

    def functions(self, module: str, name: str, *tools: str) -> dict[str, Callable]:
        """A function as each tool compiled it, by the tool's name, where it did."""
        found = {tool: self.of_tool(TOOLS[tool], module) for tool in tools or TOOLS}
        return {tool: getattr(module, name) for tool, module in found.items() if module}

    def plain_functions(self, module: str, name: str) -> dict[str, Callable]:
        """A function of Python's: the interpreter's, Cython's and Zilant's."""
        python = {"CPython": getattr(self.interpreted(module), name)}
        return {**python, **self.functions(module, name, "Cython", "Zilant")}


def bind(functions: dict[str, Callable], *arguments) -> dict[str, Callable[[], object]]:
    """Give each function the same arguments."""
    return {tool: functools.partial(function, *arguments) for tool, function in functions.items()}


def vs(times: dict[str, float], tool: str, least: float, text: str | None = None) -> list[Goal]:
    """Return the goal of being so many times faster than a tool, if that was measured."""
    if tool not in times:
        return []
    return [Goal(text or f"vs {tool}", times[tool] / times["Zilant"], least)]


# --- Arguments ------------------------------------------------------------------------------------
def random_doubles(count: int, seed: int) -> array.array:
    """Return an array of doubles from 0 to 1."""
    choose = random.Random(seed)
    return array.array("d", (choose.random() for _ in range(count)))


def square(doubles: array.array) -> memoryview:
    """Return a view of an array as a matrix."""
    side = math.isqrt(len(doubles))
    return memoryview(doubles).cast("B").cast("d", (side, side))


def geometric_mean(ratios: list[float]) -> float:
    """Return the geometric mean of ratios."""
    return math.exp(sum(map(math.log, ratios)) / len(ratios))
