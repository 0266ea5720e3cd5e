"""A macro of one header that needs what another declares, of which nothing is used by name."""

from headers_together cimport headers_together_number


def number_of(int other, int number):
    """
    >>> number_of(1, 2)
    2
    """
    cdef int[2] pair
    pair[0] = other
    pair[1] = number
    return headers_together_number(&pair[0])
