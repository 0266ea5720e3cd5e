# cython: language_level=3
"""public and readonly attributes of every kind of C type, as Python sees them."""

from array import array

cdef struct Point:
    int x
    double y

cdef packed struct Packed:
    char tag
    double value


cdef class Fields:
    """
    >>> f = Fields()
    >>> f.z, f.small, f.whole, f.point, f.packed
    ((1+2j), 0j, (2+0j), {'x': 1, 'y': 2.0}, {'tag': 3, 'value': 4.5})
    >>> f.items, f.name, f.wide, f.pair, f.letter, f.fixed, f.text
    ([1, 2, 3], b'ab', 0.0, (1, 2.5), 'x', 3j, b'hello')
    >>> f.z, f.small, f.whole, f.point = 2, 1.5j, 2.9-1j, {'x': 3, 'y': 4}
    >>> f.z, f.small, f.whole, f.point
    ((2+0j), 1.5j, (2-1j), {'x': 3, 'y': 4.0})
    >>> f.items, f.name, f.wide, f.pair, f.letter = range(3), b'abcd', 2.5, [5, 6], 'y'
    >>> f.items, f.name, f.wide, f.pair, f.letter
    ([0, 1, 2], b'abcd', 2.5, (5, 6.0), 'y')
    >>> f.c_values()
    ((2+0j), 4.0, 2, 6.0, 'y', 2.5)
    >>> f.z = 'x'
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> f.point = {'x': 3}
    Traceback (most recent call last):
    ValueError: No value specified for struct attribute 'y'
    >>> f.items = [1]
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 3, got 1
    >>> f.pair = (1,)
    Traceback (most recent call last):
    TypeError: Expected a sequence of size 2, got size 1
    >>> f.pair = 1
    Traceback (most recent call last):
    TypeError: Expected a sequence of size 2, got int
    >>> f.letter = 'ab'  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: only single character unicode strings can be converted to Py_UCS4, got length 2
    >>> f.fixed = 2  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AttributeError: attribute 'fixed' of '...Fields' objects is not writable
    >>> f.packed = {}  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AttributeError: attribute 'packed' of '...Fields' objects is not writable
    >>> del f.z
    Traceback (most recent call last):
    NotImplementedError: __del__
    >>> f.z, f.point
    ((2+0j), {'x': 3, 'y': 4.0})
    """
    cdef public double complex z
    cdef public float complex small
    cdef public int complex whole
    cdef public Point point
    cdef readonly Packed packed
    cdef public int items[3]
    cdef public char name[4]
    cdef public long double wide
    cdef public (int, double) pair
    cdef public Py_UCS4 letter
    cdef readonly double complex fixed
    cdef readonly const char *text

    def __init__(self):
        self.z = 1 + 2j
        self.whole = 2
        self.point = Point(1, 2)
        self.packed.tag = 3
        self.packed.value = 4.5
        self.items = [1, 2, 3]
        self.name = b'ab\0\0'
        self.pair = (1, 2.5)
        self.letter = u'x'
        self.fixed = 3j
        self.text = b"hello"

    def c_values(self):
        return self.z, self.point.y, self.items[2], self.pair[1], self.letter, self.wide


cdef class More(Fields):
    """
    >>> m = More()
    >>> m.other = 3
    >>> m.other, m.z
    ((3+0j), (1+2j))
    """
    cdef public double complex other


class Doubling:
    def __radd__(self, view):
        return array('d', [2 * item for item in view])


cdef class Views:
    """Views that have never been set are found, however they are used.

    >>> Views().view
    Traceback (most recent call last):
    AttributeError: Memoryview is not initialized
    >>> for use in Views.uses:
    ...     try:
    ...         getattr(Views(), use)()
    ...     except AttributeError as error:
    ...         print(use, error)
    whole Memoryview is not initialized
    shape Memoryview is not initialized
    length Memoryview is not initialized
    local Memoryview is not initialized
    part Memoryview is not initialized
    loop Memoryview is not initialized
    fill Memoryview is not initialized
    truth Memoryview is not initialized
    is_none Memoryview is not initialized
    augmented Memoryview is not initialized
    unchecked Memoryview is not initialized
    >>> Views().element()
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> v = Views()
    >>> v.view = array('d', [1, 2, 3])
    >>> list(v.view), v.element(), v.length(), v.unchecked()
    ([1.0, 2.0, 3.0], 1.0, 3, 1.0)
    >>> v.augmented()
    [2.0, 4.0, 6.0]
    >>> v.view = 5
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'int'
    >>> v.view = None
    >>> v.view is None, v.is_none()
    (True, True)
    >>> v.fixed = None  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AttributeError: attribute 'fixed' of '...Views' objects is not writable
    """
    cdef public double[:] view
    cdef readonly double[:, ::1] fixed

    uses = ["whole", "shape", "length", "local", "part", "loop", "fill", "truth", "is_none",
            "augmented", "unchecked"]

    def element(self):
        return self.view[0]

    def whole(self):
        return self.view

    def shape(self):
        return self.view.shape[0]

    def length(self):
        return len(self.view)

    def local(self):
        cdef double[:] view = self.view
        return view is None

    def part(self):
        return self.view[1:]

    def loop(self):
        for x in self.view:
            return x

    def fill(self):
        self.view[:] = 2

    def truth(self):
        return bool(self.view)

    def is_none(self):
        return self.view is None

    def augmented(self):
        self.view += Doubling()
        return list(self.view)

    def unchecked(self):
        import cython
        with cython.boundscheck(False):
            return self.view[0]


cdef double[:] unset


def global_view():
    """
    >>> global_view()
    Traceback (most recent call last):
    AttributeError: Memoryview is not initialized
    """
    return unset
