"""Loops over floats without a declaration; floats_typed.pyx has the same with `cdef double`."""


def relax(count):
    """A `while` loop: two floats that depend on each other."""
    x = 0.0
    y = 1.5
    i = 0
    while i < count:
        x = x * 0.5 + y / 3.0
        y = 1.5 - x * 0.25
        i += 1
    return x + y


def decay(count):
    """A `for` loop: a float and a temporary."""
    total = 1.0
    for _ in range(count):
        step = total * 0.25
        total = step + 1.25
    return total


def escape(count):
    """A `while` loop that floats end: the number of steps until a point leaves the circle."""
    x = 0.0
    y = 0.0
    steps = 0
    while x * x + y * y < 4.0 and steps < count:
        x, y = x * x - y * y + 0.225, 2.0 * x * y
        steps += 1
    return steps


def escape_from(real, count):
    """The same for any number: what it is becomes known when it runs."""
    x = 0.0
    y = 0.0
    steps = 0
    while x * x + y * y < 4.0 and steps < count:
        x, y = x * x - y * y + real, 2.0 * x * y
        steps += 1
    return steps
