"""The chaos game along splines: a fractal flame of a point that is moved again and again.

Exercises objects of floats with operators of their own, nested lists of integers, and calls of
methods with many arithmetic operations.
"""

import math
import random


class Vector:
    """A point in space."""

    def __init__(self, x=0.0, y=0.0, z=0.0):
        self.x = x
        self.y = y
        self.z = z

    def length(self):
        return math.sqrt(self.x * self.x + self.y * self.y + self.z * self.z)

    def distance(self, other):
        return (self - other).length()

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def mixed(self, other, share):
        """Return the point between, `share` of this one."""
        rest = 1 - share
        return Vector(
            self.x * share + other.x * rest,
            self.y * share + other.y * rest,
            self.z * share + other.z * rest,
        )


class Spline:
    """A B-spline of some degree, evaluated by de Boor's algorithm."""

    def __init__(self, points, degree, knots):
        if len(knots) != len(points) + degree - 1:
            raise ValueError("the number of knots does not fit")
        self.points = points
        self.degree = degree
        self.knots = knots

    def domain(self):
        return self.knots[self.degree - 1], self.knots[len(self.knots) - self.degree]

    def find_interval(self, u):
        for place in range(self.degree - 1, len(self.knots) - self.degree):
            if self.knots[place] <= u < self.knots[place + 1]:
                return place
        return len(self.knots) - self.degree - 1

    def __call__(self, u):
        interval = self.find_interval(u)
        first = interval - self.degree + 1
        work = [self.points[first + place] for place in range(self.degree + 1)]
        knots = self.knots
        for step in range(1, self.degree + 1):
            for place in range(self.degree - step + 1):
                low = knots[first + place + step - 1]
                high = knots[first + place + self.degree]
                share = (high - u) / (high - low)
                work[place] = work[place].mixed(work[place + 1], share)
        return work[0]


class ChaosGame:
    """Moves a point by splines that are chosen at random, and counts where it has been."""

    def __init__(self, splines, thickness, seed):
        self.splines = splines
        self.thickness = thickness
        self.random = random.Random(seed)
        self.min_x = min(point.x for spline in splines for point in spline.points)
        self.max_x = max(point.x for spline in splines for point in spline.points)
        self.min_y = min(point.y for spline in splines for point in spline.points)
        self.max_y = max(point.y for spline in splines for point in spline.points)
        self.width = self.max_x - self.min_x
        self.height = self.max_y - self.min_y
        self.lengths = [self.measure(spline) for spline in splines]
        self.total = sum(self.lengths)

    def measure(self, spline, steps=200):
        low, high = spline.domain()
        length = 0.0
        last = spline(low)
        for step in range(1, steps + 1):
            point = spline(low + (high - low) * step / steps)
            length += last.distance(point)
            last = point
        return length

    def choose(self):
        """Return the number of a spline, longer ones more often."""
        rest = self.random.random() * self.total
        for number, length in enumerate(self.lengths):
            if rest < length:
                return number
            rest -= length
        return len(self.lengths) - 1

    def move(self, point):
        spline = self.splines[self.choose()]
        share = (point.x - self.min_x) / self.width
        low, high = spline.domain()
        u = low + (high - low) * share
        base = spline(u)
        if u + 1 / 50000 < high:
            ahead, behind = spline(u + 1 / 50000), base
        else:
            ahead, behind = base, spline(u - 1 / 50000)
        slope = ahead - behind
        length = slope.length()
        offset = (point.y - self.min_y) / self.height - 0.5
        if length > 0:
            base.x += slope.y / length * offset * self.thickness
            base.y -= slope.x / length * offset * self.thickness
        self.keep_inside(base)
        return base

    def keep_inside(self, point):
        point.x = min(max(point.x, self.min_x), self.max_x)
        point.y = min(max(point.y, self.min_y), self.max_y)

    def play(self, width, height, steps):
        picture = [[0] * width for _ in range(height)]
        point = Vector((self.max_x + self.min_x) / 2, (self.max_y + self.min_y) / 2)
        for _ in range(steps):
            point = self.move(point)
            column = int((point.x - self.min_x) / self.width * (width - 1))
            row = int((point.y - self.min_y) / self.height * (height - 1))
            picture[row][column] += 1
        return picture


def make_splines():
    points = [
        [(1.6, 0.3), (1.7, 1.8), (2.4, 2.9), (2.8, 1.1), (2.3, 0.4), (2.0, 1.4)],
        [(2.8, 2.6), (3.2, 1.5), (3.6, 0.2), (2.9, -0.1), (2.4, 0.8)],
        [(1.2, 3.0), (1.8, 3.3), (2.6, 3.1), (3.4, 3.2)],
    ]
    knots = [[0, 0, 0, 1, 1.5, 2, 2, 2], [0, 0, 0, 1, 2, 2, 2], [0, 0, 0, 1, 1, 1]]
    return [
        Spline([Vector(x, y) for x, y in places], 3, marks) for places, marks in zip(points, knots)
    ]


def run(scale=1):
    """Return a checksum of the counts."""
    game = ChaosGame(make_splines(), 0.25, 1234)
    picture = game.play(60, 40, max(1, round(29000 * scale)))
    checksum = 0
    for row in picture:
        for count in row:
            checksum = (checksum * 31 + count) % 1000003
    return checksum
