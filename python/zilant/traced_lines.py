"""Reads from compiled modules, without importing them, which lines tracers are told of.

A module with ``linetrace=True`` has a section of its own for them, which
``codegen/llvm/traced_lines.c`` writes: for each source file its path and its lines.
"""

from __future__ import annotations

import importlib.machinery
import os
import struct
import sys
from collections.abc import Iterator

_SECTION = b".zilant.lines"
_SUFFIXES = tuple(importlib.machinery.EXTENSION_SUFFIXES)

# Of a 64-bit ELF file in this machine's order of bytes.
_HEADER = struct.Struct("=16xHHIQQQIHHHHHH")
_SECTION_HEADER = struct.Struct("=IIQQQQIIQQ")


def _read_section(path: str) -> bytes:
    """Return what the section holds; nothing if there is none."""
    with open(path, "rb") as file:
        if file.read(4) != b"\x7fELF":
            return b""
        file.seek(0)
        fields = _HEADER.unpack(file.read(_HEADER.size))
        table, size, count, names_index = fields[5], fields[10], fields[11], fields[12]
        file.seek(table)
        raw = file.read(size * count)
        headers = [_SECTION_HEADER.unpack_from(raw, size * i) for i in range(count)]
        _, _, _, _, names_at, names_size, *_ = headers[names_index]
        file.seek(names_at)
        names = file.read(names_size)
        for name, _, _, _, offset, length, *_ in headers:
            if names[name : names.index(b"\0", name)] == _SECTION:
                file.seek(offset)
                return file.read(length)
    return b""


def read_module(path: str) -> dict[str, set[int]]:
    """Return the lines of each source file of a module, by its path as the compiler tells it.

    Raises OSError; a file that is no module of ours has no lines.
    """
    try:
        text = _read_section(path).decode()
    except (struct.error, ValueError, IndexError):
        return {}
    files = {}
    for part in text.split("\n\n"):
        name, *lines = part.strip().split("\n")
        if name:
            files[name] = {int(line) for line in lines}
    return files


def _names_file(told: str, module: str, source: str) -> bool:
    """Is the path that the compiler tells that of this source file?"""
    told = os.path.normpath(told)
    if os.path.isabs(told):
        return told == source
    if os.sep not in told:  # it was beside the module's own
        return os.path.basename(source) == told
    beside = os.path.normpath(os.path.join(os.path.dirname(module), told))
    return beside == source or source.endswith(os.sep + told)


def _modules_in(folder: str, stem: str = "") -> Iterator[str]:
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.endswith(_SUFFIXES) and entry.startswith(stem):
            yield os.path.join(folder, entry)


def _places_of_module(source: str) -> Iterator[str]:
    """Where the module of a source file may be: beside it, or under a folder of sys.path."""
    folder, name = os.path.split(source)
    stem = name.partition(".")[0] + "."
    yield from _modules_in(folder, stem)
    below = ""
    while True:
        for entry in sys.path:
            yield from _modules_in(os.path.join(os.path.abspath(entry or "."), below), stem)
        folder, part = os.path.split(folder)
        if not part:
            return
        below = os.path.join(part, below)


def _places_of_includer(source: str) -> Iterator[str]:
    """Where a module may be that includes the file: loaded, beside it, or in a folder around."""
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        if path and path.endswith(_SUFFIXES):
            yield os.path.abspath(path)
    here, folder = os.path.abspath("."), os.path.dirname(source)
    while True:
        yield from _modules_in(folder)
        parent = os.path.dirname(folder)
        if folder in (here, parent):
            return
        folder = parent


def find_lines(source: str) -> set[int] | None:
    """Return the lines of a source file of which tracers are told by the modules made of it.

    None: no compiled module that could be found is made of it.
    """
    source = os.path.abspath(source)
    found: set[int] | None = None
    seen = set()
    for places in (_places_of_module, _places_of_includer):
        for module in places(source):
            if module in seen:
                continue
            seen.add(module)
            try:
                files = read_module(module)
            except OSError:
                continue
            for told, lines in files.items():
                if _names_file(told, module, source):
                    found = lines if found is None else found | lines
        if found is not None:
            return found
    return None
