"""The same with C types, over arrays of doubles (of numpy, of `array`, any memory of them).

Zilant and Cython both compile this file.
"""

from libc.math cimport sqrt


def sum_squares(const double[::1] values):
    """Add up the squares in a loop.

    >>> from array import array
    >>> sum_squares(array("d", [1.0, 2.0, 3.0]))
    14.0
    """
    cdef double total = 0.0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        total += values[i] * values[i]
    return total


def normalise(const double[::1] values, double[::1] result):
    """Write to `result` how many standard deviations each value is above the mean.

    >>> from array import array
    >>> result = array("d", [0.0, 0.0])
    >>> normalise(array("d", [1.0, 3.0]), result)
    >>> result.tolist()
    [-1.0, 1.0]
    >>> normalise(array("d", [1.0]), result)
    Traceback (most recent call last):
    ValueError: the two arrays differ in length: 1 and 2
    """
    cdef Py_ssize_t i, count = values.shape[0]
    cdef double total = 0.0, squares = 0.0, mean, difference, deviation
    if result.shape[0] != count:
        raise ValueError(f"the two arrays differ in length: {count} and {result.shape[0]}")
    for i in range(count):
        total += values[i]
    mean = total / count
    for i in range(count):
        difference = values[i] - mean
        squares += difference * difference
    deviation = sqrt(squares / count)
    for i in range(count):
        result[i] = (values[i] - mean) / deviation
