# cython: language_level=2
"""Features of the future at language level 2: print is a function, division is true."""

from __future__ import division, print_function


def printed(value):
    """
    >>> printed(3)
    3 2
    3-2!
    """
    print(value, 2)
    print(value, 2, sep="-", end="!\n")


def divided(int left, int right):
    """
    >>> divided(7, 2)
    (3.5, 3)
    """
    return left / right, left // right
