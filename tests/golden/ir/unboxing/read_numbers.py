class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def dot(left, right):
    return (left.x * right.x + left.y * right.y) * 2


def weighted(values, weights, count):
    total = 0
    for place in range(count):
        total += values[place] * weights[0]
    return total


def kept(values):
    first = values[0]
    return first, first * values[1] + values[2]
