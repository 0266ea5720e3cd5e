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


@cython.cclass  # error: E0525 cython.cclass has no meaning on a function
def a_class(x):
    return x


@cython.freelist(8)  # error: E0525 cython.freelist has no meaning on a function
@cython.internal  # error: E0525 cython.internal has no meaning on a function
def for_classes(x):
    return x


@cython.cfunc
@cython.no_gc  # error: E0525 cython.no_gc has no meaning on a function
def for_classes_too(x: cython.int) -> cython.int:
    return x


@cython.cfunc  # error: E0525 cython.cfunc has no meaning on a class
class Called:
    pass


@cython.cclass
@cython.inline  # error: E0525 cython.inline has no meaning on a class
@cython.exceptval(-1)  # error: E0525 cython.exceptval has no meaning on a class
class CalledToo:
    pass


@cython.cclass
@cython.final
class Final:
    pass


@cython.cfunc
@cython.critical_section
def of_a_number(x: cython.int) -> cython.int:  # error: E0540 a critical section is about one or two Python objects, not a value of type 'int'
    return x
