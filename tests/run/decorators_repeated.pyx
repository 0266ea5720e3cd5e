"""A directive that several decorators set: the outermost counts."""

cimport cython


@cython.cdivision(False)
@cython.cdivision(True)
def reset(int x):
    """
    >>> reset(-3)
    -2
    """
    return x // 2


with cython.cdivision(False):
    @cython.cdivision(True)
    @cython.cdivision(False)
    @cython.boundscheck(False)
    @cython.cdivision(False)
    def set_again(int x):
        """
        >>> set_again(-5)
        -1
        """
        return x // 3


@cython.cdivision(True)
@cython.cdivision(False)
cdef class Owner:
    def method(self, int x):
        """
        >>> Owner().method(-5)
        -1
        """
        return x // 3
