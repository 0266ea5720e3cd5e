"""Zilant, in the place of Cython, for builds that ask for it by that name (see zilant.stand_in)."""

# The version whose language Zilant compiles; that of the metadata beside this package as well.
__version__ = "3.3.1"
