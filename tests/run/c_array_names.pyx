# cython: language_level=3
"""typeof() of a C array calls its elements as the declaration does."""

from cython cimport typeof

ctypedef char letter
ctypedef int number


def named():
    """
    >>> for name in named(): print(name)
    letter [4]
    number [2][3]
    number [2]
    number *[2]
    const number [2]
    int [2]
    """
    cdef letter[4] letters
    cdef number[2][3] table
    cdef number row[2]
    cdef number *places[2]
    cdef const number fixed[2]
    cdef int plain[2]
    return typeof(letters), typeof(table), typeof(row), typeof(places), typeof(fixed), typeof(plain)
