# Messages of memoryviews call items as the declaration does.
from array import array

ctypedef int Pixel
ctypedef Pixel Sample
ctypedef fused Either:
    Pixel
    double

SHORTS = array('h', [1, 2])

cdef Pixel[:] in_module


cdef class Holder:
    cdef Pixel[:] kept
    cdef public Sample[:] seen

    def __init__(self, const Pixel[:] source=None):
        self.kept = None


def parameter(Pixel[:] values):
    """
    >>> parameter(SHORTS)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Pixel' but got 'short'
    >>> parameter(array('i', [5]))
    5
    """
    return values[0]


def read_only(const Sample[:, ::1] values):
    """
    >>> read_only(memoryview(SHORTS).cast('B').cast('h', (1, 2)))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'const Sample' but got 'short'
    """


def plain(int[:] values):
    """
    >>> plain(SHORTS)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'int' but got 'short'
    """


def local(values):
    """
    >>> local(SHORTS)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Pixel' but got 'short'
    """
    cdef Pixel[:] own = values
    return own[0]


def bound_later(values, int which):
    """
    >>> bound_later(SHORTS, 0)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Sample' but got 'short'
    >>> bound_later(SHORTS, 1)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Pixel' but got 'short'
    >>> bound_later(SHORTS, 2)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Sample' but got 'short'
    """
    cdef Sample[:] own
    global in_module
    if which == 0:
        own = values
    elif which == 1:
        in_module = values
    else:
        own, which = values, 3


def field(values):
    """
    >>> field(SHORTS)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Pixel' but got 'short'
    >>> Holder().seen = SHORTS
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Sample' but got 'short'
    >>> Holder(SHORTS)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'const Pixel' but got 'short'
    """
    cdef Holder holder = Holder()
    holder.kept = values


cdef int first(Pixel[:] values) except -1:
    return values[0]


def argument(values):
    """
    >>> argument(SHORTS)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Pixel' but got 'short'
    >>> argument(array('i', [7]))
    7
    """
    return first(values)


def generated(Pixel[:] values):
    """
    >>> list(generated(array('i', [7, 8])))
    [7, 8]
    >>> list(generated(SHORTS))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Pixel' but got 'short'
    """
    for value in values:
        yield value


def same_type(Pixel[:] left, int[:] right):
    """The names say nothing about the types.

    >>> same_type(array('i', [1]), array('i', [2]))
    2
    """
    left = right
    return first(left)


def fused(Either[:] values):
    """
    >>> fused(array('i', [1])), fused(array('d', [1]))
    ('int', 'double')
    """
    return "int" if Either is Pixel else "double"
