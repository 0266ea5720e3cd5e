"""Another name of the command."""

from Cython.Distutils.build_ext import build_ext

__all__ = ["build_ext"]
