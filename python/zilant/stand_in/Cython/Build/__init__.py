"""The package that setup.py files import `cythonize` from."""

from Cython.Build.Dependencies import cythonize
from Cython.Distutils.build_ext import build_ext

__all__ = ["build_ext", "cythonize"]
