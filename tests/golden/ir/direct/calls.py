class Point:
    def __init__(self, x, y=0):
        self.x = x

    def move(self, by, *, twice=False):
        self.x += by


class Other:
    def move(self, by):
        return by


def total(points, by):
    for point in points:
        point.move(by)
        point.move(by=by, unknown=1)
        point = Point(by)
    return total(points, by)
