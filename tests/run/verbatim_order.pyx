"""Verbatim C of a block that names a header stands behind that header, as in Cython's C: that of all
blocks behind the first inclusion."""

cdef extern from "verbatim_order.h":
    """
    static int doubled_in_block(void) { return 2 * FROM_HEADER; }
    """
    int FROM_HEADER
    int doubled_in_block()

cdef extern from *:
    """
    static long square(long x) { return x * x; }
    """
    long square(long x)

cdef extern from "verbatim_order.h":
    "#undef long"
    long twice(long x)


def order(long x):
    """
    >>> order(4)
    (16, 8, 14, 7)
    """
    return square(x), twice(x), doubled_in_block(), FROM_HEADER
