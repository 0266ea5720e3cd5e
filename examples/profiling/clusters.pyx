"""Points in clusters (k-means), with two flaws for the tools to find: distances are computed twice
as often as necessary, and a list keeps all centres that ever were.

>>> centres = cluster([Point(0, 0), Point(9, 9), Point(0, 1), Point(9, 8)], 2, 3)
>>> [(centre.x, centre.y) for centre in centres]
[(0.0, 0.5), (9.0, 8.5)]
>>> len(history)
3
"""

from libc.math cimport sqrt


cdef class Point:
    cdef readonly double x, y

    def __init__(self, double x, double y):
        self.x = x
        self.y = y


history = []


cdef double distance(Point a, Point b):
    cdef double across = a.x - b.x
    cdef double up = a.y - b.y
    return sqrt(across * across + up * up)


cpdef int nearest(Point point, list centres):
    """The number of the centre that is nearest to the point."""
    cdef int best = 0, i
    for i in range(1, len(centres)):
        if distance(point, centres[i]) < distance(point, centres[best]):
            best = i
    return best


def middle(list points, list numbers, int number):
    """The middle of the points with that number."""
    cdef double x = 0, y = 0
    cdef Point point
    cdef list members = [points[i] for i in range(len(points)) if numbers[i] == number]
    for point in members:
        x += point.x
        y += point.y
    return Point(x / len(members), y / len(members))


def cluster(list points, int count, int rounds):
    """The middles of so many clusters, from the first points on."""
    centres = points[:count]
    for _ in range(rounds):
        numbers = [nearest(point, centres) for point in points]
        centres = [middle(points, numbers, number) for number in range(count)]
        history.append(centres)
    return centres
