"""K-means: groups points around centres that move.

Exercises lists of lists of floats, loops over zip and enumerate, and dictionaries of lists.
"""

import math


class Random:
    """Numbers that are the same everywhere."""

    def __init__(self, seed):
        self.state = seed

    def number(self):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state / 2147483648


def make_points(count, groups, dimensions, random):
    centres = [[10 * random.number() for _ in range(dimensions)] for _ in range(groups)]
    return [
        [value + random.number() + random.number() - 1 for value in centres[number % groups]]
        for number in range(count)
    ]


def squared_distance(left, right):
    total = 0.0
    for first, second in zip(left, right):
        difference = first - second
        total += difference * difference
    return total


def nearest(point, centres):
    """Return the number of the nearest centre, and how far it is."""
    best, best_distance = 0, squared_distance(point, centres[0])
    for number in range(1, len(centres)):
        distance = squared_distance(point, centres[number])
        if distance < best_distance:
            best, best_distance = number, distance
    return best, best_distance


def choose_centres(points, count, random):
    """Return points far from one another."""
    centres = [points[int(random.number() * len(points))]]
    distances = [squared_distance(point, centres[0]) for point in points]
    while len(centres) < count:
        rest = random.number() * sum(distances)
        place = 0
        while rest > distances[place]:
            rest -= distances[place]
            place += 1
        centre = points[place]
        centres.append(centre)
        distances = [
            min(distance, squared_distance(point, centre))
            for point, distance in zip(points, distances)
        ]
    return [list(centre) for centre in centres]


def mean(points):
    count = len(points)
    return [sum(values) / count for values in zip(*points)]


def group(points, centres):
    """Return the points of each centre, and the sum of the distances."""
    groups = {}
    total = 0.0
    for point in points:
        number, distance = nearest(point, centres)
        groups.setdefault(number, []).append(point)
        total += math.sqrt(distance)
    return groups, total


def k_means(points, count, random, most_rounds=10):
    """Return the centres, the sum of distances, and how many rounds it took."""
    centres = choose_centres(points, count, random)
    before = math.inf
    rounds = 0
    while rounds < most_rounds:
        rounds += 1
        groups, total = group(points, centres)
        if abs(before - total) < 1e-9:
            break
        before = total
        centres = [
            mean(groups[number]) if number in groups else centre
            for number, centre in enumerate(centres)
        ]
    return centres, total, rounds


def run(scale=1):
    """Return the sum of the distances, the rounds, and where the centres are."""
    random = Random(5)
    points = make_points(max(10, round(6000 * scale)), 7, 3, random)
    centres, total, rounds = k_means(points, 10, random)
    return repr(total), rounds, repr(sum(sum(centre) for centre in centres))
