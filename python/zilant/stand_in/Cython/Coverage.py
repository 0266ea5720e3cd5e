"""The plugin of coverage.py, under the name that projects configure."""

from zilant.coverage import coverage_init

__all__ = ["coverage_init"]
