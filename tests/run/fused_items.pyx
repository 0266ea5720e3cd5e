"""Fused functions that take C arrays, and views whose items may not be set.

A C array is given as the pointer to its first element, to the version of exactly its type.
"""

cdef extern from *:
    """
    #include <stddef.h>
    typedef unsigned char fi_byte;
    """
    ctypedef unsigned char fi_byte

ctypedef fused item:
    fi_byte
    signed char
    short
    double

ctypedef fused real:
    float
    double

ctypedef fused value:
    short
    double
    object


cdef inline real weigh(real scale, item[2] items) noexcept nogil:
    return scale * items[0] + items[1]


def arrays(int x):
    """
    >>> arrays(200)
    (500.0, 0.75, -2.0)
    """
    cdef fi_byte bytes[2]
    cdef double reals[2]
    cdef signed char signs[2]
    bytes[0], bytes[1] = x, 100
    reals[0], reals[1] = 0.25, 0.5
    signs[0], signs[1] = -1, 2
    return weigh(<double>2, bytes), weigh(<float>1, reals), weigh(<float>4, signs)


def passed_on(item x, real scale):
    """
    >>> passed_on['short', 'double'](3, 0.5), passed_on['double', 'float'](1.25, 2)
    (9.0, 7.5)
    """
    cdef item items[2]
    cdef real reals[2]
    cdef int i
    for i in range(2):
        items[i] = x
    for i in range(2):
        reals[i] = weigh(scale, items)
    return reals[0] + reals[1]


cdef value last(const value[:] items, const value[:] others=None):
    if others is not None:
        return others[others.shape[0] - 1]
    return items[items.shape[0] - 1]


def read_only(const value[:] items):
    """What is const for all choices of a fused type may be an object as well.

    >>> import array, numpy
    >>> read_only(array.array('h', [1, 2, 3])), read_only(numpy.array([0.5, 1.5]))
    (3, 1.5)
    >>> objects = numpy.array([None, 'a', ('b',)], dtype=object)
    >>> objects.flags.writeable = False
    >>> read_only(objects)
    ('b',)
    >>> objects[2]
    ('b',)
    """
    return last(items)


def converted(value[:] items):
    """
    >>> import numpy
    >>> converted(numpy.array([1, [2]], dtype=object)), converted(numpy.array([7], dtype='h'))
    (([2], 1), (7, 7))
    """
    return last(items), last(items, items[:1])
