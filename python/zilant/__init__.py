"""Zilant compiles .pyx and .py files ahead of time to extension modules.

The compiler itself is the executable ``zilant``; this package finds it, runs it, and lets
setuptools build with it (`zilant.build`).
"""

from zilant.compiler import CompileError, compile_file, executable

__all__ = ["CompileError", "compile_file", "executable"]
