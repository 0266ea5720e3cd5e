"""Memoryviews between functions: arguments, results, attributes, closures, generators, conversions to objects."""

from array import array

import numpy


cdef double first(double[:] values):
    return values[0]


cdef void scale(double[:] values, double factor):
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        values[i] *= factor


cdef double[:] choose(double[:] a, double[:] b, bint second):
    return b if second else a


cdef double[:] make(int n):
    cdef double[:] result = array('d', range(n))
    return result


def pass_to_cdef(double[:] values):
    """
    >>> values = array('d', [1, 2])
    >>> pass_to_cdef(values), values
    (3.0, array('d', [3.0, 6.0]))
    """
    scale(values, 3)
    return first(values)


def pass_object_to_cdef(values):
    """
    >>> pass_object_to_cdef(array('d', [5]))
    5.0
    >>> pass_object_to_cdef(array('i', [5]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double' but got 'int'
    """
    return first(values)


def returned(double[:] a, double[:] b):
    """
    >>> returned(array('d', [1]), array('d', [2]))
    (1.0, 2.0)
    """
    cdef double[:] x = choose(a, b, False), y = choose(a, b, True)
    return x[0], y[0]


def made(int n):
    """The owner lives as long as the view.

    >>> made(5)
    (5, 4.0)
    """
    cdef double[:] values = make(n)
    return values.shape[0], values[-1]


def used_at_once(int n):
    """
    >>> used_at_once(3)
    2.0
    """
    return make(n)[2]


def as_object(double[:] values):
    """A view becomes a memoryview object.

    >>> result = as_object(array('d', [1, 2]))
    >>> result[1], len(result), result.shape
    (2.0, 2, (2,))
    >>> numpy.asarray(result).tolist()
    [1.0, 2.0]
    """
    return values


def through_object(double[:] values):
    """
    >>> values = array('d', [1, 2])
    >>> through_object(values), values
    (7.0, array('d', [7.0, 2.0]))
    """
    kept = [values]
    cdef double[:] again = kept[0]
    again[0] = 7
    return values[0]


cdef class Holder:
    """A view as an attribute."""

    cdef double[:] values

    def __init__(self, values):
        self.values = values

    def total(self):
        """
        >>> Holder(array('d', [1, 2, 3])).total()
        6.0
        """
        cdef double result = 0
        cdef Py_ssize_t i
        for i in range(self.values.shape[0]):
            result += self.values[i]
        return result

    def replace(self, values):
        """
        >>> holder = Holder(array('d', [1]))
        >>> holder.replace(array('d', [4, 5])); holder.total()
        9.0
        """
        self.values = values

    def assign(self, int i, double value):
        """
        >>> values = array('d', [1])
        >>> Holder(values).assign(0, 8); values
        array('d', [8.0])
        """
        self.values[i] = value


def in_closure(double[:] values):
    """
    >>> in_closure(array('d', [1, 2, 3]))(1)
    2.0
    """
    def get(int i):
        return values[i]
    return get


def in_generator(double[:] values):
    """
    >>> list(in_generator(array('d', [1, 2])))
    [1.0, 2.0]
    """
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        yield values[i]


def copied(double[:] values):
    """Assigning a view shares the memory.

    >>> values = array('d', [1])
    >>> copied(values), values
    (5.0, array('d', [5.0]))
    """
    cdef double[:] other = values
    other[0] = 5
    return values[0]


def swapped(double[:] a, double[:] b):
    """
    >>> swapped(array('d', [1]), array('d', [2, 3]))
    (2, 1)
    """
    a, b = b, a
    return a.shape[0], b.shape[0]


def in_loop(sources):
    """
    >>> in_loop([array('d', [1]), array('d', [2, 3])])
    6.0
    >>> in_loop([array('d', [1]), 'x'])
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'str'
    """
    cdef double[:] view
    cdef double total = 0
    cdef Py_ssize_t i
    for source in sources:
        view = source
        for i in range(view.shape[0]):
            total += view[i]
    return total


def two_lengths(double[:] a, double[:] b):
    """
    >>> two_lengths(array('d', [1, 2]), array('d', [3, 4]))
    11.0
    >>> two_lengths(array('d', [1, 2]), array('d', [3]))
    Traceback (most recent call last):
    ValueError: lengths differ
    """
    if a.shape[0] != b.shape[0]:
        raise ValueError('lengths differ')
    cdef double total = 0
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        total += a[i] * b[i]
    return total


def default_none(double[:] values=None):
    """
    >>> default_none(), default_none(array('d', [1, 2]))
    (-1, 2)
    """
    return -1 if values is None else len(values)


def with_other_arguments(double[:] values, int n=2, *, double factor=1):
    """
    >>> with_other_arguments(array('d', [1, 2, 3])), with_other_arguments(array('d', [1, 2, 3]), 3, factor=2)
    (3.0, 12.0)
    """
    cdef double total = 0
    cdef int i
    for i in range(n):
        total += values[i] * factor
    return total


def address(double[:] values):
    """
    >>> address(array('d', [1, 2, 3]))
    (1.0, 3.0)
    """
    cdef double *pointer = &values[0]
    return pointer[0], pointer[2]


def empty_view():
    """
    >>> empty_view()
    (0, [])
    """
    cdef double[:] values = array('d')
    return values.shape[0], [value for value in values]


cdef double recursive_sum(double[:] values, Py_ssize_t start):
    if start == values.shape[0]:
        return 0
    return values[start] + recursive_sum(values, start + 1)


def recursion(double[:] values):
    """
    >>> recursion(array('d', range(10)))
    45.0
    """
    return recursive_sum(values, 0)


cdef int[:] may_return(int[:] v, bint returns) nogil:
    if returns:
        return v[1:]


cdef int[:] may_return_with_gil(v, bint returns):
    if returns:
        return v


cdef int[:] never_raises(int[:] v) noexcept nogil:
    return v[1:]


def returns_nothing(int[:] v, bint returns):
    """
    >>> returns_nothing(array('i', [1, 2, 3]), True)
    (2, 1, 2)
    >>> returns_nothing(array('i', [1, 2, 3]), False)
    Traceback (most recent call last):
    TypeError: Memoryview return value is not initialized
    """
    cdef int first
    with nogil:
        first = may_return(v, returns)[0]
    return first, may_return_with_gil(v, returns)[0], never_raises(v)[0]


def returns_nothing_with_gil(v):
    """
    >>> returns_nothing_with_gil(array('i', [1]))
    Traceback (most recent call last):
    TypeError: Memoryview return value is not initialized
    """
    return may_return_with_gil(v, False)[0]


cdef int[:] unset_view


def unset_without_gil():
    """
    >>> unset_without_gil()
    Traceback (most recent call last):
    AttributeError: Memoryview is not initialized
    """
    cdef int first
    with nogil:
        first = tail_of(unset_view)[0]
    return first


cdef int[:] tail_of(int[:] v) nogil:
    return v[1:]


cdef class Counted:
    """Counts how often its buffer is taken."""
    cdef readonly int taken
    cdef char data[2]

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        self.taken += 1
        buffer.buf = self.data
        buffer.obj = self
        buffer.len = 2
        buffer.itemsize = buffer.ndim = 1
        buffer.readonly = 0
        buffer.format = NULL
        buffer.shape = &buffer.len
        buffer.strides = &buffer.itemsize
        buffer.suboffsets = NULL
        buffer.internal = NULL


class Number:
    def __init__(self):
        self.asked = 0

    def __index__(self):
        self.asked += 1
        return self.asked


cdef class Holds:
    cdef unsigned char[:] view
    cdef int number


counted = Counted()


def with_default(unsigned char[:] a=counted, *, unsigned char[:] b=None):
    """
    >>> with_default(), with_default(), with_default(bytearray(3)), counted.taken
    ((2, True), (2, True), (3, True), 1)
    """
    return a.shape[0], b is None


def inner_with_default(o):
    """
    >>> f, g = inner_with_default(bytearray(3)), inner_with_default(bytearray(4))
    >>> f(), g(), f()
    (3, 4, 3)
    """
    def inner(unsigned char[:] a=o):
        return a.shape[0]
    return inner


def to_several():
    """
    >>> to_several()
    (1, 3, 4, (1, 1), (3, 2))
    """
    cdef unsigned char[:] a, b
    cdef Holds h = Holds()
    cdef int i, j
    cdef long k
    o = Counted()
    a = b = h.view = o
    a[:] = b[1:] = 3
    h.view[0] += 1
    number = Number()
    i = h.number = number
    once = i, h.number
    k = j = number
    return o.taken, b[1], a[0], once, (j, k)
