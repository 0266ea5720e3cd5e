"""`cythonize`."""

from __future__ import annotations

from collections.abc import Mapping

from Cython.Compiler import Options
from setuptools import Extension

from zilant.build import cythonize as _cythonize

__all__ = ["cythonize"]


def cythonize(
    module_list: object,
    *arguments: object,
    compiler_directives: Mapping[str, object] | None = None,
    **options: object,
) -> list[Extension]:
    """Return the extensions to build, as `zilant.build.cythonize` does.

    What `Cython.Compiler.Options` was told goes before its defaults, and after what is given here.
    """
    directives = {**Options.get_directive_defaults(), **(compiler_directives or {})}
    return _cythonize(module_list, *arguments, compiler_directives=directives, **options)
