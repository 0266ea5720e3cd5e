# The loops of floats.py, with C types.


def relax(int count):
    cdef double x = 0.0, y = 1.5
    cdef int i = 0
    while i < count:
        x = x * 0.5 + y / 3.0
        y = 1.5 - x * 0.25
        i += 1
    return x + y


def decay(int count):
    cdef double total = 1.0, step
    cdef int _
    for _ in range(count):
        step = total * 0.25
        total = step + 1.25
    return total


def escape(int count):
    cdef double x = 0.0, y = 0.0
    cdef int steps = 0
    while x * x + y * y < 4.0 and steps < count:
        x, y = x * x - y * y + 0.225, 2.0 * x * y
        steps += 1
    return steps


def escape_from(double real, int count):
    cdef double x = 0.0, y = 0.0
    cdef int steps = 0
    while x * x + y * y < 4.0 and steps < count:
        x, y = x * x - y * y + real, 2.0 * x * y
        steps += 1
    return steps
