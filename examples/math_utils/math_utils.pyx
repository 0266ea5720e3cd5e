"""Sums, distances and a smoothing kernel: the kind of module that people speed up first."""

from libc.math cimport sqrt


def sum_squares(values):
    """Sum the squares of any numbers: no types, Python's meaning to the letter.

    >>> sum_squares([1, 2, 3])
    14
    >>> sum_squares(iter([1.5, True, 2**70])) == 1.5**2 + 1 + 2**140
    True
    >>> sum_squares([3, 'x'])
    Traceback (most recent call last):
    TypeError: can't multiply sequence by non-int of type 'str'
    """
    total = 0
    for value in values:
        total += value * value
    return total


def sum_squares_list(list values):
    """Sum the squares of a list of floats, in C doubles.

    >>> sum_squares_list([1.0, 2.0, 3.0])
    14.0
    >>> sum_squares_list((1.0, 2.0))
    Traceback (most recent call last):
    TypeError: Argument 'values' has incorrect type (expected list, got tuple)
    """
    cdef double total = 0.0
    cdef double value
    for value in values:
        total += value * value
    return total


def sum_squares_view(double[:] values):
    """Sum the squares of a buffer of doubles, with every index checked.

    >>> import array
    >>> sum_squares_view(array.array('d', [1, 2, 3]))
    14.0
    >>> sum_squares_view(array.array('i', [1, 2, 3]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double' but got 'int'
    """
    cdef double total = 0.0
    cdef long i
    for i in range(values.shape[0]):
        total += values[i] * values[i]
    return total


cdef double squared_distance(double x, double y) noexcept:
    return x * x + y * y


def distance(double x, double y):
    """Return the distance of a point from the origin.

    >>> distance(3, 4)
    5.0
    """
    return sqrt(squared_distance(x, y))


def smooth(double[:, :] source, double[:, :] target):
    """Write to each inner cell of `target` the mean of its five neighbours in `source`.

    >>> import numpy
    >>> grid = numpy.zeros((3, 3)); grid[1, 1] = 5.0
    >>> result = numpy.zeros((3, 3))
    >>> smooth(grid, result)
    >>> float(result[1, 1])
    1.0
    """
    cdef long row, column
    if source.shape[0] != target.shape[0] or source.shape[1] != target.shape[1]:
        raise ValueError("source and target differ in shape")
    for row in range(1, source.shape[0] - 1):
        for column in range(1, source.shape[1] - 1):
            target[row, column] = 0.2 * (
                source[row, column]
                + source[row - 1, column]
                + source[row + 1, column]
                + source[row, column - 1]
                + source[row, column + 1]
            )


def describe(point):
    """Say where a point lies.

    >>> describe((0, 0))
    'the origin'
    >>> describe((3, 4))
    '5.0 away'
    >>> describe('here')
    'no point'
    """
    match point:
        case (0, 0):
            return "the origin"
        case (x, y):
            return f"{distance(x, y)} away"
        case _:
            return "no point"
