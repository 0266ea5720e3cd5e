"""Points of floats: made, normalized and compared.

Exercises the making of instances with slots and without, and floats as attributes.
"""

from math import cos, sin, sqrt


class Point:
    """A point with slots."""

    __slots__ = ("x", "y", "z")

    def __init__(self, number):
        self.x = x = sin(number)
        self.y = cos(number) * 3
        self.z = (x * x) / 2

    def __repr__(self):
        return f"<Point: x={self.x}, y={self.y}, z={self.z}>"

    def normalize(self):
        x, y, z = self.x, self.y, self.z
        length = sqrt(x * x + y * y + z * z)
        self.x /= length
        self.y /= length
        self.z /= length

    def maximize(self, other):
        self.x = self.x if self.x > other.x else other.x
        self.y = self.y if self.y > other.y else other.y
        self.z = self.z if self.z > other.z else other.z
        return self


class Particle:
    """A point that moves, its attributes in a dictionary."""

    def __init__(self, x, y, speed_x, speed_y):
        self.x = x
        self.y = y
        self.speed_x = speed_x
        self.speed_y = speed_y
        self.bounces = 0

    def step(self, time):
        self.x += self.speed_x * time
        self.y += self.speed_y * time
        self.speed_y -= 9.81 * time
        if self.y < 0.0:
            self.y = -self.y
            self.speed_y *= -0.9
            self.bounces += 1

    @property
    def energy(self):
        return 0.5 * (self.speed_x**2 + self.speed_y**2) + 9.81 * self.y


def greatest(points):
    result = points[0]
    for point in points[1:]:
        result = result.maximize(point)
    return result


def compare_points(count):
    points = [Point(number) for number in range(count)]
    for point in points:
        point.normalize()
    return greatest(points)


def move_particles(count, steps):
    particles = [Particle(0.0, 1.0 + n % 7, 0.5 * (n % 5), 0.1 * (n % 3)) for n in range(count)]
    for _ in range(steps):
        for particle in particles:
            particle.step(0.01)
    total = sum(particle.energy for particle in particles)
    return total, sum(particle.bounces for particle in particles)


def run(scale=1):
    """Return the greatest coordinates, and the energy of particles that bounce."""
    count = max(2, round(310000 * scale))
    point = compare_points(count)
    total, bounces = move_particles(max(1, count // 800), 800)
    # Not every C library's sine is the same to the last bit.
    return f"{point.x:.9f} {point.y:.9f} {point.z:.9f}", f"{total:.6f}", bounces
