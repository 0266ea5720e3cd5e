"""A plugin of coverage.py: which lines of compiled modules have been reached.

Name it where coverage is configured, and compile with ``linetrace=True``::

    [run]
    plugins = zilant.coverage

Which lines could be reached says the compiled module itself, which is looked for beside the source
and where Python imports from; it is not imported for a report.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from coverage.plugin import CoveragePlugin, FileReporter, FileTracer

from zilant.traced_lines import find_lines

__all__ = ["coverage_init"]

_SUFFIXES = (".pyx", ".pxi", ".pxd", ".py")


class _Tracer(FileTracer):
    def __init__(self, filename: str) -> None:
        self._filename = filename

    def source_filename(self) -> str:
        return self._filename


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _exclude(text: str, patterns: Iterable[str]) -> set[int]:
    """Return the lines that a pattern matches, with the blocks that such lines begin."""
    if not patterns:
        return set()
    matches = re.compile("|".join(f"(?:{pattern})" for pattern in patterns)).search
    excluded = set()
    block = None  # how far the line is indented whose block is left out
    for number, line in enumerate(text.splitlines(), 1):
        if block is not None and line.strip() and _indent(line) <= block:
            block = None
        if block is None and matches(line):
            excluded.add(number)
            block = _indent(line) if line.partition("#")[0].rstrip().endswith(":") else None
        elif block is not None:
            excluded.add(number)
    return excluded


class _Reporter(FileReporter):
    def __init__(self, filename: str, patterns: Iterable[str]) -> None:
        super().__init__(filename)
        told = find_lines(filename) or set()
        self._excluded = _exclude(self.source(), patterns) & told
        self._lines = told - self._excluded

    def lines(self) -> set[int]:
        return self._lines

    def excluded_lines(self) -> set[int]:
        return self._excluded


class _Plugin(CoveragePlugin):
    _patterns: Iterable[str] = ()

    def configure(self, config: object) -> None:
        """Keep what is to be left out of reports."""
        self._patterns = config.get_option("report:exclude_lines") or ()

    def file_tracer(self, filename: str) -> FileTracer | None:
        is_ours = filename.endswith(_SUFFIXES) and find_lines(filename) is not None
        return _Tracer(os.path.abspath(filename)) if is_ours else None

    def file_reporter(self, filename: str) -> FileReporter:
        return _Reporter(filename, self._patterns)


def coverage_init(registry: object, options: dict) -> None:
    """Is called by coverage.py."""
    plugin = _Plugin()
    registry.add_configurer(plugin)
    registry.add_file_tracer(plugin)
