"""Lindworm compiles .pyx and .py files ahead of time to extension modules.

The compiler itself is the executable ``lindworm``; this package finds it, runs it, and lets
setuptools build with it (`lindworm.build`).
"""

from lindworm.compiler import CompileError, compile_file, executable

__all__ = ["CompileError", "compile_file", "executable"]
