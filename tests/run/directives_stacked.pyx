"""Of two decorators that set the same directive the outer one counts.

>>> outer_is_python(-7), outer_is_c(-7), Both().divide(-7)
(-4, -3, -3)
"""

cimport cython


@cython.cdivision(False)
@cython.cdivision(True)
def outer_is_python(int x):
    return x // 2


@cython.cdivision(True)
@cython.cdivision(False)
def outer_is_c(int x):
    return x // 2


@cython.cdivision(True)
@cython.cdivision(False)
cdef class Both:
    def divide(self, int x):
        return x // 2
