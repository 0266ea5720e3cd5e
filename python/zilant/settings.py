"""The ``# distutils:`` lines of sources, merged into setuptools' extensions as Cython merges them.

A line ``# distutils: libraries = z m`` at the head of a .pyx or .py file adds to the extension that
the file becomes. Lines of .pxd files that it cimports add too, where Cython hands them on.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence

from setuptools import Extension

_LINE = re.compile(r"#\s*distutils\s*:\s*(\w+)\s*=\s*(.*)")
_CIMPORT = re.compile(r"^\s*(?:from\s+([\w.]+)\s+cimport\s+([^#\n]*)|cimport\s+([^#\n]*))", re.M)
_TEXTS = ("language", "name")
# What a module takes over from the .pxd files that it cimports.
_HANDED_ON = (
    *("libraries", "library_dirs", "runtime_library_dirs", "include_dirs"),
    *("extra_compile_args", "extra_link_args", "depends", "language"),
)
_LISTS = (
    *_HANDED_ON[:-1],
    "sources",
    "define_macros",
    "undef_macros",
    "extra_objects",
    "export_symbols",
)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def _split(text: str) -> list[str]:
    """Return the words of ``word word`` or ``[word, "word"]``."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1].replace(",", " ")
    return shlex.split(text)


def read_settings(path: str) -> dict[str, str | list[str]]:
    """Return the settings at the head of a file: texts for language and name, lists of words."""
    found: dict[str, str | list[str]] = {}
    for line in _read(path).splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            break
        match = _LINE.match(line.strip())
        if match is None:
            continue
        name, value = match.groups()
        if name in _TEXTS:
            found[name] = value.strip()
        elif name in _LISTS:
            found[name] = [*found.get(name, []), *_split(value)]
    return found


# --- Files that a source cimports ----------------------------------------------------------------


def _cimported_names(text: str) -> Iterator[str]:
    for module, names, plain in _CIMPORT.findall(text):
        if plain:
            yield from (name.split()[0] for name in plain.split(",") if name.strip())
        else:
            yield module
            inside = names.strip("() \\").split(",")
            separator = "" if module.endswith(".") else "."
            yield from (module + separator + name.split()[0] for name in inside if name.strip())


def _find_declarations(name: str, path: str, folders: Sequence[str]) -> str | None:
    """Return the .pxd file of a module that the file at `path` cimports."""
    level = len(name) - len(name.lstrip("."))
    places = list(folders)
    if level:
        folder = os.path.dirname(os.path.abspath(path))
        places = [os.path.normpath(os.path.join(folder, *[os.pardir] * (level - 1)))]
    inside = name.lstrip(".").replace(".", os.sep)
    for place in places:
        for candidate in (f"{inside}.pxd", os.path.join(inside, "__init__.pxd")):
            if inside and os.path.isfile(os.path.join(place, candidate)):
                return os.path.join(place, candidate)
    return None


def _declarations_of(path: str, folders: Sequence[str]) -> list[str]:
    """Return the .pxd files that a source reads, its own first."""
    found: dict[str, None] = {}
    waiting = [path]
    own = os.path.splitext(path)[0] + ".pxd"
    if os.path.isfile(own):
        waiting.append(own)
        found[own] = None
    while waiting:
        source = waiting.pop(0)
        for name in _cimported_names(_read(source)):
            declarations = _find_declarations(name, source, folders)
            if declarations is not None and declarations not in found:
                found[declarations] = None
                waiting.append(declarations)
    return list(found)


# --- Merging -------------------------------------------------------------------------------------


def _replace(words: Iterable[str], aliases: Mapping[str, object]) -> Iterator[str]:
    for word in words:
        value = aliases.get(word, word)
        if isinstance(value, (list, tuple)):
            yield from value
        else:
            yield str(value)


def _macro(word: str) -> tuple[str, str | None]:
    name, separator, value = word.partition("=")
    return name, value if separator else None


def _add(extension: Extension, name: str, words: Iterable[str]) -> None:
    new = [_macro(word) for word in words] if name == "define_macros" else list(words)
    present = list(getattr(extension, name, None) or [])
    setattr(extension, name, present + [item for item in new if item not in present])


def merge_settings(
    extension: Extension, source: str, folders: Sequence[str], aliases: Mapping[str, object]
) -> None:
    """Add to the extension what the source and the .pxd files that it cimports ask for.

    `folders` is where .pxd files are; a word that is a key of `aliases` stands for its value, a
    text or a list.
    """
    handed_on = [
        {name: value for name, value in read_settings(path).items() if name in _HANDED_ON}
        for path in _declarations_of(source, folders)
    ]
    for settings in (read_settings(source), *handed_on):
        for name, value in settings.items():
            if name in _TEXTS:
                if name == "name" or not extension.language:
                    setattr(extension, name, str(aliases.get(value, value)))
            else:
                _add(extension, name, _replace(value, aliases))
