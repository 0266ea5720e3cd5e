# cython: autotestdict.all=True
"""`__test__` with all docstrings, those of cdef functions too.

>>> sorted(__test__.items())
[('hidden (line 9)', '>>> pass'), ('plain (line 13)', 'No examples.')]
"""


cdef hidden():
    ">>> pass"


def plain():
    "No examples."
    return hidden()
