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
    >>> list(generated(ones))
    [1.0]
    """
}
