# alone: yes
"""Memoryviews cross the border between modules that Zilant compiled.

>>> import grids, reader, variables
>>> reader.functions()
(6.0, 6.0)
>>> variables.total()
3.0
>>> reader.rows()
(12.0, 5.0, 3, 102.0)
>>> grids.place(reader.shifted(), 1, 1), grids.place(grids.Grid(), 1, 1)
(104.0, 4.0)
>>> grids.place(grids.Grid(), 5, 0)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
"""
