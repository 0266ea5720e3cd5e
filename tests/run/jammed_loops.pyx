# cython: language_level=3
"""Loops around loops whose rounds run several at once: the same bits as one by one, whatever overlaps."""

from array import array
from random import Random

from cython.parallel import prange

choose = Random(3)


def matrix(rows, columns, code='d'):
    """A matrix of random numbers."""
    items = [choose.uniform(-9, 9) if code in 'df' else choose.randrange(-99, 99) for _ in range(rows * columns)]
    return memoryview(array(code, items)).cast('B').cast(code, (rows, columns))


ctypedef fused number:
    float
    double
    short
    long


def multiply(const number[:, ::1] left, const number[:, ::1] right, number[:, ::1] target):
    """
    Columns fewer than, as many as, and more than rounds at once:

    >>> def in_order(left, right, i, j):
    ...     total = 0.0
    ...     for k in range(left.shape[1]):
    ...         total += left[i, k] * right[k, j]
    ...     return total
    >>> for columns in (1, 7, 8, 9, 16, 30):
    ...     left, right, target = matrix(5, 6), matrix(6, columns), matrix(5, columns)
    ...     multiply(left, right, target)
    ...     if target.tolist() != [[in_order(left, right, i, j) for j in range(columns)] for i in range(5)]:
    ...         print(columns)
    >>> for code in 'fhl':
    ...     left, right, target, other = (matrix(11, 11, code) for _ in range(4))
    ...     multiply(left, right, target)
    ...     multiply_one(left, right, other)
    ...     if target.tolist() != other.tolist():
    ...         print(code)
    """
    cdef Py_ssize_t i, j, k
    cdef number total
    for i in range(left.shape[0]):
        for j in range(right.shape[1]):
            total = 0
            for k in range(left.shape[1]):
                total += left[i, k] * right[k, j]
            target[i, j] = total


def multiply_one(const number[:, ::1] left, const number[:, ::1] right, number[:, ::1] target):
    cdef Py_ssize_t i, j, k
    cdef number total
    for i in range(left.shape[0]):
        for j in range(right.shape[1]):
            total = 0
            k = 0
            while k < left.shape[1]:
                total = plus(total, left[i, k] * right[k, j])
                k += 1
            target[i, j] = total


cdef number plus(number a, number b) noexcept:
    return a + b


def smooth(const double[:, :] source, double[:, :] target, int radius):
    """
    What is written may be what is read a few rounds later: then one round follows the other.

    >>> def in_order(items, shift, columns):
    ...     for i in range(1, 4):
    ...         for j in range(1, columns - 1):
    ...             total = 0.0
    ...             for k in range(-1, 2):
    ...                 for l in range(-1, 2):
    ...                     total += items[(i + k) * columns + j + l]
    ...             items[shift + i * columns + j] = total / 9
    ...     return items
    >>> for shift in (0, 1, 3, 8, 40, 99, 100, 101, 200):
    ...     items = array('d', (choose.uniform(-9, 9) for _ in range(300)))
    ...     wanted = in_order(items[:], shift, 20)
    ...     bytes_ = memoryview(items).cast('B')
    ...     source = bytes_[:800].cast('d', (5, 20))
    ...     target = bytes_[8 * shift : 800 + 8 * shift].cast('d', (5, 20))
    ...     smooth(source, target, 1)
    ...     if items != wanted:
    ...         print(shift)
    """
    cdef int i, j, k, l
    cdef double total
    for i in range(radius, source.shape[0] - radius):
        for j in range(radius, source.shape[1] - radius):
            total = 0
            for k in range(-radius, radius + 1):
                for l in range(-radius, radius + 1):
                    total += source[i + k, j + l]
            target[i, j] = total / 9


def in_order(numbers):
    """The sum as it is added up: sum() makes up for what is lost, from Python 3.12 on."""
    total = 0.0
    for number in numbers:
        total += number
    return total


def backward(const double[:, :] source, double[:] target):
    """
    Views with negative steps, and out of bounds:

    >>> source, target = matrix(6, 20), array('d', bytes(8 * 20))
    >>> backward(source, target)
    >>> target.tolist() == [in_order(source[i, 19 - j] for i in range(6)) for j in range(20)]
    True
    >>> target = array('d', bytes(8 * 18))
    >>> backward(source, target)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> target.tolist() == [in_order(source[i, 19 - j] for i in range(6)) for j in range(18)]
    True
    """
    cdef Py_ssize_t i, j
    cdef double total
    source = source[:, ::-1]
    for j in range(source.shape[1]):
        total = 0.0
        for i in range(source.shape[0]):
            total += source[i, j]
        target[j] = total


def seen_afterwards(const double[:, ::1] source, double[::1] target):
    """
    >>> source, target = matrix(3, 17), array('d', bytes(8 * 17))
    >>> last = seen_afterwards(source, target)
    >>> last == (16, 2, target[16])
    True
    """
    cdef Py_ssize_t i = -1, j = -1
    cdef double total = -1
    for j in range(source.shape[1]):
        total = 0
        for i in range(source.shape[0]):
            total += source[i, j]
        target[j] = total
    return j, i, total


def carried(const double[:, ::1] source, double[::1] target):
    """
    A sum over all rounds is no sum of a round:

    >>> source, target = matrix(3, 17), array('d', bytes(8 * 17))
    >>> carried(source, target)
    >>> total, wanted = 0.0, []
    >>> for j in range(17):
    ...     for i in range(3):
    ...         total += source[i, j]
    ...     wanted.append(total)
    >>> target.tolist() == wanted
    True
    """
    cdef Py_ssize_t i, j
    cdef double total = 0
    for j in range(source.shape[1]):
        for i in range(source.shape[0]):
            total += source[i, j]
        target[j] = total


def without_gil(const double[:, ::1] left, const double[:, ::1] right, double[:, ::1] target):
    """
    >>> left, right, target, other = (matrix(19, 19) for _ in range(4))
    >>> without_gil(left, right, target)
    >>> multiply(left, right, other)
    >>> target.tolist() == other.tolist()
    True
    """
    cdef Py_ssize_t i, j, k
    cdef double total
    for i in prange(left.shape[0], nogil=True):
        for j in range(right.shape[1]):
            total = 0
            for k in range(left.shape[1]):
                total = total + left[i, k] * right[k, j]
            target[i, j] = total


def generated(const double[:, ::1] source, double[::1] target):
    """
    >>> source, target = matrix(3, 17), array('d', bytes(8 * 17))
    >>> list(generated(source, target)) == [0, 1]
    True
    >>> target.tolist() == [2 * sum((source[i, j] for i in range(3)), 0.0) for j in range(17)]
    True
    """
    cdef Py_ssize_t i, j, n
    cdef double total
    for n in range(2):
        for j in range(source.shape[1]):
            total = 0
            for i in range(source.shape[0]):
                total += source[i, j]
            target[j] = total * (n + 1)
        yield n
