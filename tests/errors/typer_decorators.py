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


@cython.cfunc  # error: E0525 cython.cfunc has no meaning beside cython.ccall # help: keep one of them
@cython.ccall
def both(x: cython.int) -> cython.int:
    return x


@cython.ccall  # error: E0525 cython.ccall has no meaning beside cython.cfunc
@cython.cfunc
def both_too(x: cython.int) -> cython.int:
    return x


@cython.cfunc  # error: E0525 cython.cfunc has no meaning above cython.ufunc # help: write it below
@cython.ufunc
def for_arrays(x: cython.double) -> cython.double:
    return x


@cython.cfunc
@cython.nogil(False)  # warning: W0102 directive 'nogil' has no effect as 'False'
def with_lock(x: cython.int) -> cython.int:
    return x
