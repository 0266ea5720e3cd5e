"""The module math_utils as plain Python: it runs as it is, and faster when compiled."""

import cython
from cython.cimports.libc.math import sqrt


def sum_squares(values):
    """Sum the squares of any numbers.

    >>> sum_squares([1, 2, 3])
    14
    """
    total = 0
    for value in values:
        total += value * value
    return total


def sum_squares_list(values: list):
    """Sum the squares of a list of floats, in C doubles.

    >>> sum_squares_list([1.0, 2.0, 3.0])
    14.0
    """
    total: cython.double = 0.0
    value: cython.double
    for value in values:
        total += value * value
    return total


def sum_squares_view(values: cython.double[:]):
    """Sum the squares of a buffer of doubles, with every index checked.

    >>> import numpy
    >>> float(sum_squares_view(numpy.array([1.0, 2.0, 3.0])))
    14.0
    """
    total: cython.double = 0.0
    i: cython.long
    for i in range(values.shape[0]):
        total += values[i] * values[i]
    return total


@cython.cfunc
@cython.exceptval(check=False)
def squared_distance(x: cython.double, y: cython.double) -> cython.double:
    return x * x + y * y


def distance(x: cython.double, y: cython.double):
    """Return the distance of a point from the origin.

    >>> distance(3, 4)
    5.0
    """
    return sqrt(squared_distance(x, y))


def smooth(source: cython.double[:, :], target: cython.double[:, :]):
    """Write to each inner cell of `target` the mean of its five neighbours in `source`.

    >>> import numpy
    >>> grid = numpy.zeros((3, 3)); grid[1, 1] = 5.0
    >>> result = numpy.zeros((3, 3))
    >>> smooth(grid, result)
    >>> float(result[1, 1])
    1.0
    """
    row: cython.long
    column: cython.long
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
    """
    match point:
        case (0, 0):
            return "the origin"
        case (x, y):
            return f"{distance(x, y)} away"
        case _:
            return "no point"
