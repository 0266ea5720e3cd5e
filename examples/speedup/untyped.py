"""Sums of squares and normalisation in plain Python, in three styles each.

Zilant compiles this file as it is. Whatever numbers come in, the meaning is Python's.
"""

from math import sqrt


def sum_squares_loop(values):
    """Add up the squares in a loop.

    >>> sum_squares_loop([1.0, 2.0, 3.0])
    14.0
    """
    total = 0.0
    for value in values:
        total += value * value
    return total


def sum_squares_comprehension(values):
    """Make a list of the squares, and add that up.

    >>> sum_squares_comprehension([1.0, 2.0, 3.0])
    14.0
    """
    return sum([value * value for value in values])


def sum_squares_generator(values):
    """Add up the squares without a list.

    >>> sum_squares_generator([1.0, 2.0, 3.0])
    14.0
    """
    return sum(value * value for value in values)


def normalise_loop(values):
    """Return how many standard deviations each value is above the mean.

    >>> normalise_loop([1.0, 2.0, 3.0, 4.0, 0.0])[2:]
    [0.7071067811865475, 1.414213562373095, -1.414213562373095]
    """
    total = 0.0
    for value in values:
        total += value
    mean = total / len(values)
    squares = 0.0
    for value in values:
        difference = value - mean
        squares += difference * difference
    deviation = sqrt(squares / len(values))
    result = []
    for value in values:
        result.append((value - mean) / deviation)
    return result


def normalise_comprehension(values):
    """Do the same with comprehensions.

    >>> normalise_comprehension([1.0, 3.0])
    [-1.0, 1.0]
    """
    mean = sum(values) / len(values)
    deviation = sqrt(sum([(value - mean) ** 2 for value in values]) / len(values))
    return [(value - mean) / deviation for value in values]


def normalise_generator(values):
    """Do the same with generator expressions; gives a tuple.

    >>> normalise_generator([1.0, 3.0])
    (-1.0, 1.0)
    """
    mean = sum(values) / len(values)
    deviation = sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return tuple((value - mean) / deviation for value in values)
