"""The package that setup.py files import `build_ext` and `Extension` from."""

from Cython.Distutils.build_ext import build_ext
from Cython.Distutils.extension import Extension

__all__ = ["Extension", "build_ext"]
