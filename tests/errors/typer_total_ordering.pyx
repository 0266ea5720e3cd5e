# @cython.total_ordering on classes that have too little to follow from.
cimport cython
from functools import total_ordering


@cython.total_ordering  # error: W0102 directive 'total_ordering' has no effect as 'True': the class has neither __lt__, __le__, __gt__ nor __ge__
cdef class Nothing:
    pass


@cython.total_ordering  # error: W0102
cdef class Equal:
    def __eq__(self, other):
        return True


@total_ordering  # error: W0102 directive 'total_ordering' has no effect as 'True': the class has neither __eq__ nor __ne__
cdef class Unequal:
    def __lt__(self, other):
        return True


@cython.total_ordering
cdef class Fine:
    def __lt__(self, other):
        return True

    def __ne__(self, other):
        return True
