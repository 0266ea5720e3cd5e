"""Modules that cimport each other, and import names from each other: the order is Cython's.

What a module's .pxd cimports comes before what the module itself does.

>>> import stamps
>>> stamps.Stamp(5).parts(5)
(5, 6, True, False)
"""
