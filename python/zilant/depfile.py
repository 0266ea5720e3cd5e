"""Reads depfiles: rules for make that say which files were read."""

from __future__ import annotations

import re

_NAME = re.compile(r"(?:\\.|[^\s\\])+")


def read_depfile(path: str) -> list[str]:
    """Return the files after the colon of the file's first rule. Raises OSError."""
    with open(path, encoding="utf-8") as file:
        text = file.read().replace("\\\n", " ")
    _, _, names = text.partition(": ")
    return [re.sub(r"\\(.)", r"\1", name).replace("$$", "$") for name in _NAME.findall(names)]
