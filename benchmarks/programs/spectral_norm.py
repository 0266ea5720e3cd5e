"""The spectral norm of an infinite matrix, by the power method.

Exercises generator expressions that are summed, enumerate and zip over lists of floats, and calls
of a small function.
"""


def entry(row, column):
    """Return an entry of the matrix."""
    return 1.0 / ((row + column) * (row + column + 1) // 2 + row + 1)


def times_row(row, vector):
    return sum(entry(row, column) * value for column, value in enumerate(vector))


def times_column(column, vector):
    return sum(entry(row, column) * value for row, value in enumerate(vector))


def times_matrix(vector):
    return [times_row(row, vector) for row in range(len(vector))]


def times_transposed(vector):
    return [times_column(column, vector) for column in range(len(vector))]


def times_both(vector):
    return times_transposed(times_matrix(vector))


def dot(left, right):
    total = 0.0
    for first, second in zip(left, right):
        total += first * second
    return total


def norm(size, rounds=3):
    """Return the norm of the matrix's first `size` rows and columns."""
    vector = [1.0] * size
    image = vector
    for _ in range(rounds):
        image = times_both(vector)
        vector = times_both(image)
    return (dot(vector, image) / dot(image, image)) ** 0.5


def run(scale=1):
    """Return the norms for two sizes."""
    size = max(4, round(360 * scale**0.5))
    return [f"{norm(size):.9f}", f"{norm(size // 2):.9f}"]
