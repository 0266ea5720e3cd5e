"""Imported by setuptools, to see that there is a compiler."""
