# Decorators of Python beside those of cython: C functions take none.
import cython


def count(function):
    return function


@cython.cfunc
@count  # warning: W0106 the decorator has no effect on the C function 'once'
def once(x: cython.int) -> cython.int:
    return x


@count
@cython.ccall
def applied(x: cython.int) -> cython.int:
    return x


@cython.cclass
class Holder:
    @cython.cfunc
    @count  # warning: W0106
    def method(self):
        return 1

    @staticmethod
    @cython.cfunc
    def fine(x):
        return x
