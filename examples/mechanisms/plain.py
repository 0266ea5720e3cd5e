"""Plain Python without a single type: a recursive function and a class."""


def fibonacci(n):
    """Return the n-th Fibonacci number.

    >>> fibonacci(20)
    6765
    """
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


class Vector:
    """A vector with two attributes and two methods.

    >>> Vector(1, 2).add(Vector(3, 4)).dot(Vector(1, 1))
    10
    >>> vector = Vector(1, 2)
    >>> vector.x = 'text'
    >>> vector.__dict__
    {'x': 'text', 'y': 2}
    """

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def add(self, other):
        """Return the sum of two vectors."""
        return Vector(self.x + other.x, self.y + other.y)

    def dot(self, other):
        """Return the scalar product."""
        return self.x * other.x + self.y * other.y


def walk(steps):
    """Add up small steps and, at each place, its product with the step.

    >>> walk(10)
    17.1875
    """
    position = Vector(0.0, 0.0)
    step = Vector(0.5, 0.25)
    total = 0.0
    for _ in range(steps):
        position = position.add(step)
        total += position.dot(step)
    return total
