"""The module's docstring."""
pass
DEF NUMBER = 1
from __future__ import division
cimport cython
from __future__ import annotations  # error: E0221 from __future__ imports must occur at the beginning of the file

def function():
    from __future__ import generators  # error: E0221 from __future__ imports must occur

class Class:
    from __future__ import division  # error: E0221 from __future__ imports must occur

try:
    from __future__ import print_function  # error: E0221 from __future__ imports must occur
except ImportError:
    pass

from __future__ import *  # error: E0221
