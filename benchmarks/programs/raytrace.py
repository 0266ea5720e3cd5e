"""A ray tracer: spheres over a chequered floor, with shadows and mirrors.

Exercises small objects of floats that are made and thrown away, methods that take other objects,
and recursion.
"""

import math

EPSILON = 1e-5
DEEPEST = 3


class Vector:
    """A direction."""

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other):
        return Vector(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    def length(self):
        return math.sqrt(self.dot(self))

    def normalized(self):
        return self.scaled(1.0 / self.length())

    def scaled(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def negated(self):
        return self.scaled(-1)

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def reflected(self, normal):
        return self - normal.scaled(2 * self.dot(normal))


class Point:
    """A place."""

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, vector):
        return Point(self.x + vector.x, self.y + vector.y, self.z + vector.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)


class Ray:
    """A half line."""

    def __init__(self, start, direction):
        self.start = start
        self.direction = direction.normalized()

    def at(self, distance):
        return self.start + self.direction.scaled(distance)


class Sphere:
    """A ball."""

    def __init__(self, centre, radius):
        self.centre = centre
        self.radius = radius

    def intersect(self, ray):
        """Return the distance at which a ray meets the sphere, or None."""
        to_centre = self.centre - ray.start
        along = to_centre.dot(ray.direction)
        inside = self.radius * self.radius - (to_centre.dot(to_centre) - along * along)
        if inside < 0:
            return None
        return along - math.sqrt(inside)

    def normal(self, point):
        return (point - self.centre).normalized()


class Floor:
    """A plane."""

    def __init__(self, base, normal):
        self.base = base
        self.up = normal.normalized()

    def intersect(self, ray):
        steepness = ray.direction.dot(self.up)
        if abs(steepness) < EPSILON:
            return None
        return (self.base - ray.start).dot(self.up) / steepness

    def normal(self, point):
        return self.up


class Surface:
    """One colour, and how light is given back."""

    def __init__(self, colour, mirror=0.2, diffuse=0.6, ambient=0.2):
        self.colour = colour
        self.mirror = mirror
        self.diffuse = diffuse
        self.ambient = ambient

    def base_colour(self, point):
        return self.colour

    def shade(self, scene, ray, point, normal, depth):
        red = green = blue = 0.0
        if self.mirror > 0:
            reflected = Ray(point, ray.direction.reflected(normal))
            colour = scene.trace(reflected, depth + 1)
            red, green, blue = (self.mirror * part for part in colour)
        light = 0.0
        for place in scene.visible_lights(point):
            share = (place - point).normalized().dot(normal)
            if share > 0:
                light += share
        light = min(1.0, light) * self.diffuse + self.ambient
        base = self.base_colour(point)
        return (red + light * base[0], green + light * base[1], blue + light * base[2])


class Chequered(Surface):
    """Two colours in squares."""

    def __init__(self, colour, other, size=1.0):
        super().__init__(colour)
        self.other = other
        self.size = size

    def base_colour(self, point):
        squares = (
            int(abs(point.x) / self.size + 0.5)
            + int(abs(point.y) / self.size + 0.5)
            + int(abs(point.z) / self.size + 0.5)
        )
        return self.other if squares % 2 else self.colour


class Scene:
    """Objects, lights and an eye."""

    def __init__(self, eye, target):
        self.eye = eye
        self.target = target
        self.objects = []
        self.lights = []

    def add(self, shape, surface):
        self.objects.append((shape, surface))

    def nearest(self, ray):
        """Return the nearest object that a ray meets, its surface and the distance, or None."""
        found = None
        for shape, surface in self.objects:
            distance = shape.intersect(ray)
            if distance is None or distance <= EPSILON:
                continue
            if found is None or distance < found[2]:
                found = (shape, surface, distance)
        return found

    def is_dark(self, point, light):
        ray = Ray(point, light - point)
        for shape, _ in self.objects:
            distance = shape.intersect(ray)
            if distance is not None and distance > EPSILON:
                return True
        return False

    def visible_lights(self, point):
        return [light for light in self.lights if not self.is_dark(point, light)]

    def trace(self, ray, depth=0):
        if depth > DEEPEST:
            return (0.0, 0.0, 0.0)
        found = self.nearest(ray)
        if found is None:
            return (0.0, 0.0, 0.1)
        shape, surface, distance = found
        point = ray.at(distance)
        return surface.shade(self, ray, point, shape.normal(point), depth)

    def render(self, width, height):
        """Return the picture's bytes, three a pixel."""
        pixels = bytearray()
        view = Ray(self.eye, self.target - self.eye)
        right = view.direction.cross(Vector(0, 1, 0)).normalized()
        up = right.cross(view.direction).normalized()
        half = math.tan(math.pi / 8)
        for row in range(height):
            above = up.scaled(half * (1 - 2 * row / (height - 1)) * height / width)
            for column in range(width):
                aside = right.scaled(half * (2 * column / (width - 1) - 1))
                colour = self.trace(Ray(self.eye, view.direction + aside + above))
                pixels.extend(min(255, max(0, int(part * 255))) for part in colour)
        return pixels


def make_scene():
    scene = Scene(Point(0, 1.8, 10), Point(0, 3, 0))
    scene.lights += [Point(30, 30, 10), Point(-10, 100, 30)]
    scene.add(Sphere(Point(1, 3, -10), 1.0), Surface((1.0, 1.0, 0.0)))
    for step in range(6):
        ball = Sphere(Point(-3 - step * 0.4, 2.3, -5), 0.4)
        scene.add(ball, Surface((step / 6, 1 - step / 6, 0.5)))
    floor = Floor(Point(0, 0, 0), Vector(0, 1, 0))
    scene.add(floor, Chequered((1.0, 1.0, 1.0), (0.0, 0.0, 0.0)))
    return scene


def run(scale=1):
    """Return a checksum of the picture."""
    side = max(4, round(130 * math.sqrt(scale)))
    checksum = 0
    for value in make_scene().render(side, side):
        checksum = (checksum * 31 + value) % 1000003
    return checksum
