class Vector:
    def __init__(self, x):
        self.x = x

    def __sub__(self, other):
        return Vector(self.x - other.x)

    def __eq__(self, other):
        return self.x == other.x

    def __call__(self, x, plus=1):
        return x + plus


def walk(vectors, start, numbers):
    for vector in vectors:
        start = (vector - start).moved()
        if start == vector:
            vector(1)
        numbers - 1
    return walk(vectors, start, numbers)
