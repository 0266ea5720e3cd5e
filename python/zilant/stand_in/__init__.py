"""What stands in the place of Cython where a project that knows nothing of Zilant is built.

The folder of this package holds a package ``Cython``, with what builds import of Cython's, and the
metadata of that. Put on PYTHONPATH, it goes before Cython:

    PYTHONPATH=$(python -m zilant.stand_in) pip install --no-build-isolation --no-binary NAME NAME
"""

import os

__all__ = ["folder"]


def folder() -> str:
    """Return the folder to put on PYTHONPATH."""
    return os.path.dirname(os.path.abspath(__file__))
