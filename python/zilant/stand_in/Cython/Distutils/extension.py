"""An Extension with Cython's own arguments."""

from __future__ import annotations

from collections.abc import Sequence

from setuptools import Extension as _Extension

from zilant.arguments import check_arguments

_PREFIX = "cython_"
# What `zilant.build` takes from an extension.
_FOLLOWED = ("cython_include_dirs", "cython_directives", "cython_cplus")


class Extension(_Extension):
    """Carries the directives and folders of one extension."""

    def __init__(self, name: str, sources: Sequence[str], *arguments: object, **options: object):
        own = {key: value for key, value in options.items() if key.startswith(_PREFIX)}
        rest = {key: value for key, value in options.items() if key not in own}
        rest.pop("no_c_in_traceback", None)  # about lines of generated C code
        super().__init__(name, sources, *arguments, **rest)
        others = {key[len(_PREFIX) :]: value for key, value in own.items() if key not in _FOLLOWED}
        check_arguments(others, ())
        for key in _FOLLOWED:
            setattr(self, key, own.get(key) or {})
