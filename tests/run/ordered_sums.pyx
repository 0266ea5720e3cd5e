# cython: language_level=3
"""Sums of C floats are added in the order of the source, also where the loop is vector code."""

ctypedef fused real:
    float
    double


def distance(const real[::1] x, const real[::1] y):
    """
    Differences and squares in vectors, their sum one by one; for each length, with the same bits as one by one:

    >>> from array import array
    >>> from random import Random
    >>> choose = Random(1)
    >>> def values(count): return array('d', (choose.uniform(-1e8, 1e8) for _ in range(count)))
    >>> def in_order(x, y):
    ...     total = 0.0
    ...     for a, b in zip(x, y):
    ...         d = a - b
    ...         total += d * d
    ...     return total
    >>> [n for n in range(200) for x in [values(n)] for y in [values(n)] if distance(x, y) != in_order(x, y)]
    []
    >>> x, y = array('f', values(77)), array('f', values(77))
    >>> distance(x, y) == slow_distance(x, y)
    True
    """
    cdef Py_ssize_t i
    cdef real d, total = 0
    for i in range(x.shape[0]):
        d = x[i] - y[i]
        total += d * d
    return total


def slow_distance(const float[::1] x, const float[::1] y):
    cdef Py_ssize_t i = 0
    cdef float d, total = 0
    while i < x.shape[0]:
        d = x[i] - y[i]
        total = one_more(total, d * d)
        i += 1
    return total


cdef float one_more(float total, float square) noexcept:
    return total + square


def two_sums(const double[::1] x):
    """
    >>> from array import array
    >>> x = array('d', [1e16, 1.0, -1e16, 3.0] * 25 + [0.1])
    >>> first = second = 0.0
    >>> for a in x:
    ...     first += (a - 0.5) * (a + 0.5); second -= a * a * 0.25
    >>> two_sums(x) == (first, second)
    True
    """
    cdef Py_ssize_t i
    cdef double first = 0, second = 0
    for i in range(x.shape[0]):
        first += (x[i] - 0.5) * (x[i] + 0.5)
        second -= x[i] * x[i] * 0.25
    return first, second


def backwards(const double[::1] x, double start):
    """
    >>> from array import array
    >>> x = array('d', [1e16, 1.0, -1e16, 3.0] * 25 + [0.1])
    >>> total = 0.125
    >>> for a in reversed(x):
    ...     total += (a - 0.5) * (a + 0.5)
    >>> backwards(x, 0.125) == total
    True
    """
    cdef Py_ssize_t i
    for i in range(x.shape[0] - 1, -1, -1):
        start += (x[i] - 0.5) * (x[i] + 0.5)
    return start


def columns(const double[:, ::1] x, const double[:, ::1] y):
    """
    >>> from array import array
    >>> x = memoryview(array('d', [i * 1.1e8 for i in range(200)])).cast('B').cast('d', (20, 10))
    >>> total = 0.0
    >>> for j in range(10):
    ...     for i in range(20):
    ...         total += (x[i, j] - 0.1) * (x[i, j] + 0.1)
    >>> columns(x, x) == total
    True
    """
    cdef Py_ssize_t i, j
    cdef double total = 0
    for j in range(x.shape[1]):
        for i in range(x.shape[0]):
            total += (x[i, j] - 0.1) * (y[i, j] + 0.1)
    return total


def some(const double[::1] x):
    """
    >>> from array import array
    >>> x = array('d', [1e16, 1.0, -1e16, 3.0] * 25 + [0.1])
    >>> total = 0.0
    >>> for a in x:
    ...     if a > 0:
    ...         total += (a - 0.5) * (a + 0.5)
    >>> some(x) == total
    True
    """
    cdef Py_ssize_t i
    cdef double total = 0
    for i in range(x.shape[0]):
        if x[i] > 0:
            total += (x[i] - 0.5) * (x[i] + 0.5)
    return total
