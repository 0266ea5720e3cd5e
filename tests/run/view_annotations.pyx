# cython: language_level=3
# tag: numpy
"""Memoryviews in annotations: None only where they say so."""
import typing

import cython
import numpy


def refused(f, *arguments):
    try:
        return f(*arguments)
    except TypeError as error:
        return str(error)


def plain(a: cython.double[:]):
    return a.shape[0]


def optional(a: typing.Optional[cython.double[::1]] = None, b: cython.int[:] = None):
    b_of_c: cython.int[:] | None = b
    return a is None, b_of_c is None


def either(a: cython.double[:] | None, b: None | cython.double[:], c: typing.Union[cython.double[:], None]):
    return a is None, b is None, c is None


class Holder:
    def method(self, a: cython.double[:]):
        return a[0]


def generated(a: cython.double[:]):
    yield a[0]


@cython.cfunc
def of_c(a: cython.double[:]) -> cython.int:
    return 2


@cython.ccall
def of_both(a: cython.double[:], b: typing.Optional[cython.double[:]]) -> cython.int:
    return 3


def call_of_c(a):
    return of_c(a)


def call_of_both(a, b):
    return of_both(a, b)


__test__ = {
    "none": """
    >>> ones = numpy.ones(3)
    >>> plain(ones), refused(plain, None)
    (3, "Argument 'a' must not be None")
    >>> optional(), optional(None), optional(ones, None), optional(ones, numpy.ones(1, 'i'))
    ((True, True), (True, True), (False, True), (False, False))
    >>> either(ones, None, None), either(None, ones, ones)
    ((False, True, True), (True, False, False))
    >>> refused(either, 123, None, None)
    "a bytes-like object is required, not 'int'"
    >>> Holder().method(ones), refused(Holder().method, None)
    (1.0, "Argument 'a' must not be None")
    >>> call_of_c(ones), refused(call_of_c, None)
    (2, "cannot pass None into a C function argument that is declared 'not None'")
    >>> call_of_both(ones, None), of_both(ones, None), refused(of_both, None, None)
    (3, 3, "Argument 'a' must not be None")
    >>> refused(call_of_both, None, None)
    "cannot pass None into a C function argument that is declared 'not None'"
    >>> list(generated(ones))
    [1.0]
    """
}
