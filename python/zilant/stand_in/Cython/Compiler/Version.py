"""The version, under another name."""

from Cython import __version__ as version

__all__ = ["version"]
