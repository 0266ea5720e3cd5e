"""@cython.ufunc: a C function that numpy applies to all items of its arguments.

>>> numbers = np.arange(6, dtype=np.intc)[::2]
>>> tripled(numbers), tripled(numbers.reshape(3, 1)), float(tripled(np.intc(5)))
(array([ 0.,  6., 12.]), array([[ 0.],
       [ 6.],
       [12.]]), 15.0)
>>> type(tripled), tripled.__name__, tripled.nin, tripled.nout, tripled.types
(<class 'numpy.ufunc'>, 'tripled', 1, 1, ['i->d'])
>>> tripled.__doc__.endswith('Three times as much.')
True
>>> power(2.0, np.array([1.0, 2.0])), power.types, power.outer([2.0], [3.0])
(array([2., 4.]), ['dd->d'], array([[8.]]))
>>> power.reduce([2.0, 3.0, 2.0])
np.float64(64.0)
>>> out = np.zeros(2)
>>> power([2.0, 3.0], 2, out=out) is out, out
(True, array([4., 9.]))
"""

cimport cython
cimport numpy as np
import numpy as np


@cython.ufunc
cdef double tripled(int x) nogil:
    """Three times as much."""
    return x * 3.


@cython.ufunc
cdef double power(double x, double y):
    return x ** y


@cython.ufunc
cdef object or_none(double x):
    """
    >>> or_none(5.), or_none(-1.), or_none(np.array([1.0, -1.0]))
    (5.0, None, array([1.0, None], dtype=object))
    >>> texts = np.array(['a', 'b'], dtype=object)
    >>> or_none(np.array([2.0, -2.0]), out=texts), texts
    (array([2.0, None], dtype=object), array([2.0, None], dtype=object))
    """
    if x >= 0:
        return x


@cython.ufunc
cdef double number_of(object x):
    return float(x)


@cython.ufunc
cdef (double, int) both(int x):
    return x * 1.5, x * 2


@cython.ufunc
cdef cython.numeric next_of(cython.numeric x):
    return x + 1


@cython.ufunc
cdef double refused(double x):
    if x < 0:
        raise ValueError(x)
    return x


@cython.ufunc
cdef np.uint8_t low_byte(np.int64_t x, unsigned short shift):
    return <np.uint8_t>(x >> shift)


@cython.ufunc
@cython.cfunc
def halved(x: cython.double) -> cython.double:
    return x / 2


def check():
    """
    >>> check()
    (array([1., 2.]), (array([0. , 1.5]), array([0, 2], dtype=int32)))
    >>> number_of('x')
    Traceback (most recent call last):
    ValueError: could not convert string to float: 'x'
    >>> next_of(np.array([1, 2])), next_of(np.array([1.5])), next_of.types
    (array([2, 3]), array([2.5]), ['h->h', 'i->i', 'l->l', 'f->f', 'd->d', 'F->F', 'D->D'])
    >>> refused(np.array([1.0, -2.0, -3.0]))
    Traceback (most recent call last):
    ValueError: -2.0
    >>> many = np.ones(2000)
    >>> many[1500] = -1
    >>> refused(many)
    Traceback (most recent call last):
    ValueError: -1.0
    >>> refused(np.ones(2000)).sum()
    np.float64(2000.0)
    >>> low_byte(np.int64(0x1234), np.array([0, 4, 8], dtype=np.ushort)), low_byte.types
    (array([52, 35, 18], dtype=uint8), ['lH->B'])
    >>> halved([1, 2])
    array([0.5, 1. ])
    """
    return number_of(np.array([1, '2'], dtype=object)), both(np.array([0, 1], dtype=np.intc))
