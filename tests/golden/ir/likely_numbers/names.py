# What other bodies of the module say: the attribute and the parameters that floats go to, what a
# function returns, and annotations. `size` is an int here and a float there: neither.


class Ball:
    def __init__(self, radius, name):
        self.radius = radius
        self.size = len(name)

    def grow(self, factor):
        return self.radius * factor + self.size


def half(ball):
    return ball.radius / 2


def annotated(start: float, steps: int):
    total: float = 0
    for _ in range(steps):
        total += start
    return total


class Cup:
    height: float
    handles: int = 1

    def room(self):
        return self.height * self.handles - 1


def run():
    ball = Ball(1.5, "red")
    ball.size = half(ball)
    return ball.grow(0.5)
