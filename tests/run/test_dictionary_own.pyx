"""A module's own `__test__` stays as it is.

>>> __test__
{'own': '>>> 2\\n2'}
"""

__test__ = {"own": ">>> 2\n2"}


def plain():
    ">>> 1\n1"
