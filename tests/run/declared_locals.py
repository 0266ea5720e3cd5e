"""Types of local variables that a .pxd file gives with @cython.locals.

>>> Maker().get(), Maker().all(3)
(7, ([0, 1, 2], 2))
>>> sum_of([Maker().one(n) for n in range(4)])
6
"""


class Point:
    def _fill(self, x):
        self.x = x
        return self


class Maker:
    def __init__(self):
        self.made = []

    def _make(self, count):
        last = 0
        for i in range(count):
            point = Point.__new__(Point)
            point._fill(i)
            self.made.append(point)
            last = i
        return last

    def get(self):
        point = Point.__new__(Point)
        point._fill(7)
        return point.x

    def _unused(self):
        point = Point()
        return point._fill(1)

    def all(self, count):
        last = self._make(count)
        return [point.x for point in self.made], last

    def one(self, count):
        self._make(count + 1)
        return self.made[count]


def sum_of(points):
    total = 0
    for point in points:
        total += point._fill(point.x).x
    return total


def scaled(x, flag=False, factor=1):
    return x, flag, factor


def _half(factor):
    return factor / 2


def calls():
    return scaled(1, 2), scaled(1, False, 3), scaled(1), _half(3)
