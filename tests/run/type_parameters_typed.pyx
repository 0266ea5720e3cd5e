# python: 3.12
"""Type parameters beside C types: arguments, views, cython's decorators, cdef classes as bounds.

>>> typed(1), typed(2, 0.5, None)
((3.5, [1], T), (2.5, None, T))
>>> typed.__type_params__, typed.__name__, typed('x')
Traceback (most recent call last):
TypeError: an integer is required
>>> bounded(Holder(), 1), bounded.__type_params__[0].__bound__
((3, 1), <class 'type_parameters_typed.Holder'>)
>>> first(bytearray(b'ab')), first.__type_params__
(97, (T,))
>>> Pair[int].__args__, Pair().method(3), Pair().sums.__type_params__
((<class 'int'>,), (3, T), (U,))
>>> Pair().sums([1, 2]), Alias.__value__
(3, list[int])
"""

cimport cython


cdef class Holder:
    cdef int x

    def __init__(self):
        self.x = 3


def typed[T](int x, double y=2.5, z=[1]) -> T:
    cdef int i = x
    return i + y, z, T


def bounded[T: Holder](Holder holder, value: T = None):
    return holder.x, value


@cython.boundscheck(False)
def first[T](unsigned char[:] items):
    return items[0]


class Pair[T]:
    def method(self, int x):
        return x, T

    def sums[U](self, list items):
        cdef int total = 0
        for item in items:
            total += item
        return total


type Alias = list[int]
