"""The command that setuptools' own ``build_ext`` extends where there is a Cython.

So it may not need that one: setuptools imports this module while it makes its own. This is why
plain ``Extension("m", ["m.pyx"])`` of a setup.py are compiled without a `cmdclass`.
"""

# setuptools provides distutils where Python has none.
import setuptools  # isort: skip # noqa: F401
from distutils.command.build_ext import build_ext as _build_ext


class build_ext(_build_ext):  # noqa: N801 (a command's name is that of its class)
    """Compiles extensions of .pyx and .py sources with Zilant."""

    def check_extensions_list(self, extensions: list) -> None:
        """Take the plain extensions among those to build."""
        from zilant.build import adopt  # noqa: PLC0415 (extends what setuptools makes of this)

        super().check_extensions_list(extensions)
        for extension in extensions:
            adopt(extension)
