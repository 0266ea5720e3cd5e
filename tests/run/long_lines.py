"""Lines with many values at once, where each may fail: what has been made is released, and
variables keep what they hold until the function ends.

>>> long_lines(FailsAt(99))
([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 12)
>>> failing_lines() == [0] * 12 + [2] * 12
True
>>> for _ in range(10):
...     _ = failing_lines()
>>> import sys
>>> before = sys.getallocatedblocks()
>>> for _ in range(200):
...     _ = failing_lines()
>>> abs(sys.getallocatedblocks() - before) < 50
True
"""


class FailsAt:
    def __init__(self, place):
        self.place = place
        self.count = 0

    def __call__(self, value):
        if self.count == self.place:
            raise ZeroDivisionError(self.count)
        self.count += 1
        return [value]


def long_lines(f):
    # fmt: off
    first = (f(1), f(2), f(3), f(4), f(5), f(6), f(7), f(8), f(9), f(10), f(11), f(12))
    kept = [x for (x,) in first]
    second = (f(1), f(2), f(3), f(4), f(5), f(6), f(7), f(8), f(9), f(10), f(11), f(12))
    # fmt: on
    return kept, len(second)


def failing_lines():
    """Return for each place that may fail in which line it stands, from the first one on."""
    start = long_lines.__code__.co_firstlineno + 2
    lines = []
    for place in range(24):
        try:
            long_lines(FailsAt(place))
        except ZeroDivisionError as error:
            lines.append(error.__traceback__.tb_next.tb_lineno - start)
    return lines
