"""Options that a setup.py sets as attributes of this module, and the defaults of directives.

An option means what the argument of `cythonize` of the same name does.
"""

from __future__ import annotations

import sys
import types

from zilant.arguments import check_arguments

_directives: dict[str, object] = {}


def get_directive_defaults() -> dict[str, object]:
    """Return the directives that hold for all files, to be changed in place."""
    return _directives


class _Options(types.ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        check_arguments({name: value}, ())
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Options
