# Bounds that are checked in front of a loop: the copy without checks must run only where all indices
# are within bounds, and the loop must raise at the element that is not, after what came before it.
"""
>>> from array import array
>>> doubles = lambda values: array("d", values)

>>> target = doubles([0] * 4)
>>> reverse(doubles([1, 2, 3, 4]), target); target.tolist()
[4.0, 3.0, 2.0, 1.0]
>>> target = doubles([0] * 3)
>>> reverse(doubles([1, 2, 3, 4]), target)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> target.tolist()
[4.0, 3.0, 2.0]
>>> reverse(doubles([]), doubles([]))

>>> shifted_sum(doubles([1, 2, 3, 4]), 1, 0, 3)
9.0
>>> shifted_sum(doubles([1, 2, 3, 4]), 1, 0, 4)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> shifted_sum(doubles([1, 2, 3, 4]), -1, 0, 4)  # wraps around to the last, once
10.0
>>> shifted_sum(doubles([1, 2, 3, 4]), -5, 0, 4)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> shifted_sum(doubles([1, 2, 3, 4]), 2**63 - 2, 0, 4)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> shifted_sum(doubles([1, 2, 3, 4]), -2**63, 0, 4)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> shifted_sum(doubles([1, 2, 3, 4]), 0, 3, 3), shifted_sum(doubles([]), 7, 5, 2)
(0.0, 0.0)
>>> shifted_sum(doubles([1, 2, 3, 4]), 3, -3, 1)
10.0
>>> shifted_sum(doubles([1, 2, 3, 4]), 0, -4, 0)  # all wrap around
10.0

>>> downwards(doubles([1, 2, 3, 4]), 3, -1)
[4.0, 3.0, 2.0, 1.0]
>>> downwards(doubles([1, 2, 3, 4]), 4, -1)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> downwards(doubles([1, 2, 3, 4]), 3, -3)
[4.0, 3.0, 2.0, 1.0, 4.0, 3.0]

>>> add(doubles([1, 2]), doubles([10, 20]), target); target.tolist()
[11.0, 22.0, 2.0]
>>> add(doubles([1, 2, 3]), doubles([10, 20]), target)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> target.tolist()
[11.0, 22.0, 2.0]

>>> narrow(doubles([1, 2, 3, 4]), 3, 1)
9.0
>>> narrow(doubles([1, 2, 3, 4]), 4, 1)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> narrow_before(doubles([1, 2, 3, 4]))
[5.0, 3.0, 5.0, 7.0]

>>> stepped_over(doubles([1, 2, 3, 4, 5]), 0), stepped_over(doubles([1, 2, 3, 4, 5]), 1)
(9.0, 6.0)
>>> changed_inside(doubles([1, 2, 3, 4, 5, 6]))
9.0
>>> changed_inside(doubles([1, 2, 3, 4, 5]))
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> kept_from_before(doubles([1, 2, 3, 4]), 9)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> kept_from_before(doubles([1, 2, 3, 4]), 3)
12.0
>>> after_the_loop(doubles([1, 2, 3]), 3)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> growing(doubles([1, 2, 3]), 2), growing(doubles([1, 2, 3]), 0)
(4.0, 0.0)
>>> growing(doubles([1, 2, 3]), 3)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> rebound(doubles([1, 2, 3, 4]), doubles([10]))
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)

>>> blur(grid(3, 4, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), grid(3, 4, [0] * 12), 1)
[0.0, 0.0, 0.0, 0.0, 0.0, 30.0, 35.0, 0.0, 0.0, 0.0, 0.0, 0.0]
>>> blur(grid(3, 4, [1] * 12), grid(2, 4, [0] * 8), 1)
[0.0, 0.0, 0.0, 0.0, 0.0, 5.0, 5.0, 0.0]
>>> blur(grid(3, 4, [1] * 12), grid(1, 4, [0] * 4), 1)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> blur(grid(3, 4, [1] * 12), grid(3, 4, [0] * 12), 0)  # the neighbours wrap around, then do not
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 1)
>>> triangle(grid(2, 3, [1, 2, 3, 4, 5, 6]))
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> triangle(grid(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]))
11.0
>>> without_wraparound(doubles([1, 2, 3]), -1)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> without_wraparound(doubles([1, 2, 3]), 0)
6.0

>>> values = doubles(range(12))
>>> long_row(values, 3, 4), long_row_by_shapes(values, grid(3, 4, values)) == list(range(12))
([6.0, 22.0, 38.0], True)
>>> long_row(values, 4, 4)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> long_row(values, -3, 0), long_row(values, 0, -3)
([], [])
>>> long_row(values, 1, 2**62)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> from_row(values, 2, 5, 2), from_row(values, -1, 3, 2), from_row(values, 2**32, 2**32, 3)
([10.0, 11.0], [9.0, 10.0], [0.0, 1.0, 2.0])
>>> from_row(values, 2**62, 2, 1)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> from_row(values, 3, 3, 4)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> from_narrow(values, 9, 3), from_narrow(values, -2, 2), from_narrow(values, -12, 3)
([9.0, 10.0, 11.0], [10.0, 11.0], [0.0, 1.0, 2.0])
>>> from_narrow(values, -1, 4), from_narrow(values, 127, 0)
([11.0, 0.0, 1.0, 2.0], [])
>>> from_narrow(values, -128, 1)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> from_unsigned(values, 9, 3)
[9.0, 10.0, 11.0]
>>> from_unsigned(values, 255, 1)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> from_unsigned_row(values, 2, 4, 4), from_unsigned_row(values, 200, 200, 0)
([8.0, 9.0, 10.0, 11.0], [])
"""
cimport cython

from array import array


def grid(long rows, long columns, values):
    return memoryview(array("d", values)).cast("B").cast("d", (rows, columns))


def reverse(double[:] source, double[:] target):
    cdef Py_ssize_t i, count = source.shape[0]
    for i in range(count):
        target[i] = source[count - 1 - i]


def shifted_sum(double[:] values, long offset, long start, long stop):
    cdef long i
    cdef double total = 0
    for i in range(start, stop):
        total += values[i + offset]
    return total


def downwards(double[:] values, long start, long stop):
    cdef long i
    result = []
    for i in range(start, stop, -1):
        result.append(values[i])
    return result


def add(double[:] left, double[:] right, double[:] target):
    cdef Py_ssize_t i
    for i in range(left.shape[0]):
        target[i] = left[i] + right[i]


def narrow(double[:] values, int count, int unused):
    cdef int i
    cdef double total = 0
    for i in range(count):
        total += values[i + 1]
    return total


def narrow_before(double[:] values):
    cdef int i
    result = []
    for i in range(values.shape[0]):
        result.append(values[i] + values[i - 1])
    return result


def stepped_over(double[:] values, long first):
    cdef long i
    cdef double total = 0
    for i in range(first, values.shape[0], 2):
        total += values[i]
    return total


def changed_inside(double[:] values):
    """What the body does to the variable does not change the count."""
    cdef Py_ssize_t i
    cdef double total = 0
    for i in range(3):
        i = i * 2 + 1
        if i < 5 or values.shape[0] < 6:
            total += values[i]
        else:
            total += values[i] - 3
    return total


def kept_from_before(double[:] values, long k):
    """The index is what an earlier turn left."""
    cdef Py_ssize_t i
    cdef double total = 0
    for i in range(values.shape[0] - 1):
        total += values[k]
        k = i + 1
    return total + k + 1 - values[0] + 0 * k


def after_the_loop(double[:] values, long count):
    cdef long i = 0, j
    cdef double total = 0
    for j in range(2):
        for i in range(count):
            total += values[i]
        total += values[i + 1]
    return total


def growing(double[:] values, long count):
    """The limit of the inner loop depends on the outer counter."""
    cdef long i, j
    cdef double total = 0
    for i in range(count + 1):
        for j in range(i):
            total += values[j + 1] if count > 2 else values[j]
    return total


def rebound(double[:] values, double[:] other):
    cdef Py_ssize_t i
    cdef double total = 0
    for i in range(values.shape[0]):
        total += values[i]
        if i == 1:
            values = other
    return total


def blur(double[:, :] source, double[:, :] target, long border):
    cdef Py_ssize_t i, j
    for i in range(border, source.shape[0] - border):
        for j in range(border, source.shape[1] - border):
            target[i, j] = (source[i, j] + source[i - 1, j] + source[i + 1, j]
                            + source[i, j - 1] + source[i, j + 1])
    return [target[i, j] for i in range(target.shape[0]) for j in range(target.shape[1])]


def triangle(double[:, :] matrix):
    cdef Py_ssize_t i, j
    cdef double total = 0
    for i in range(matrix.shape[1]):
        for j in range(i):
            total += matrix[i, j] if j > 0 or i < 2 else 0 * matrix[i, j] - 1
    return total


@cython.wraparound(False)
def without_wraparound(double[:] values, long offset):
    cdef Py_ssize_t i
    cdef double total = 0
    for i in range(values.shape[0]):
        total += values[i + offset]
    return total


# The rows of a matrix in an array that is one long row.
def long_row(double[:] values, Py_ssize_t rows, Py_ssize_t columns):
    cdef Py_ssize_t row, column
    sums = array("d", [0] * max(rows, 0))
    cdef double[:] totals = sums
    for row in range(rows):
        for column in range(columns):
            totals[row] += values[row * columns + column]
    return sums.tolist()


def long_row_by_shapes(double[:] values, double[:, :] matrix):
    cdef Py_ssize_t row, column
    target = array("d", values)
    cdef double[:] moved = target
    for row in range(matrix.shape[0]):
        for column in range(matrix.shape[1]):
            moved[column + row * matrix.shape[1]] = matrix[row, column]
    return target.tolist()


def from_row(double[:] values, Py_ssize_t row, Py_ssize_t columns, Py_ssize_t count):
    cdef Py_ssize_t i
    target = array("d", [0] * count)
    cdef double[:] items = target
    for i in range(count):
        items[i] = values[i + row * columns]
    return target.tolist()


# Numbers that are widened in the loop, with their signs and without.
def from_narrow(double[:] values, signed char first, Py_ssize_t count):
    cdef Py_ssize_t i
    target = array("d", [0] * count)
    cdef double[:] items = target
    for i in range(count):
        items[i] = values[first + i]
    return target.tolist()


def from_unsigned(double[:] values, unsigned char first, Py_ssize_t count):
    cdef Py_ssize_t i
    target = array("d", [0] * count)
    cdef double[:] items = target
    for i in range(count):
        items[i] = values[first + i]
    return target.tolist()


def from_unsigned_row(double[:] values, unsigned char row, unsigned char columns, long count):
    cdef Py_ssize_t i
    target = array("d", [0] * count)
    cdef double[:] items = target
    for i in range(count):
        items[i] = values[<Py_ssize_t>row * columns + i]
    return target.tolist()
