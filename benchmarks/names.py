"""Loops over names and attributes of each kind: what ordinary Python code does most."""

import math

LIMIT = 7
counter = 0


class Point:
    """An ordinary class: two attributes, one that all share, a method and a property."""

    kind = 3

    def __init__(self):
        self.x = 1
        self.y = 2

    def get(self):
        return 1

    @property
    def double(self):
        return 2


class Slotted:
    """The same attributes in slots."""

    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1
        self.y = 2


class Failure(Exception):
    """An exception keeps attributes in a dict of its own."""

    def __init__(self):
        self.x = 1
        self.y = 2


def global_names(count):
    value = None
    for _ in range(count):
        value = LIMIT
        value = Point
        value = LIMIT
        value = Point
    return value is Point


def global_names_written(count):
    global counter  # noqa: PLW0603
    value = None
    for step in range(count):
        counter = step
        value = LIMIT
        value = counter
    return value


def builtin_names(count):
    value = None
    for _ in range(count):
        value = KeyError
        value = NotImplemented
        value = KeyError
        value = NotImplemented
    return value is NotImplemented


def attributes(count):
    point = Point()
    value = None
    for _ in range(count):
        value = point.x
        value = point.y
        value = point.x
        value = point.y
    return value


def attributes_written(count):
    point = Point()
    for step in range(count):
        point.x = step
        point.y = count
        point.x = count
        point.y = step
    return point.x + point.y


def attributes_in_dicts(count):
    failure = Failure()
    value = None
    for _ in range(count):
        value = failure.x
        value = failure.y
        value = failure.x
        value = failure.y
    return value


def slots(count):
    point = Slotted()
    value = None
    for _ in range(count):
        value = point.x
        value = point.y
        value = point.x
        value = point.y
    return value


def slots_written(count):
    point = Slotted()
    for step in range(count):
        point.x = step
        point.y = count
        point.x = count
        point.y = step
    return point.x + point.y


def class_attributes(count):
    point = Point()
    value = None
    for _ in range(count):
        value = point.kind
        value = Point.kind
        value = point.kind
        value = Point.kind
    return value


def module_attributes(count):
    value = None
    for _ in range(count):
        value = math.pi
        value = math.e
        value = math.pi
        value = math.e
    return value


def module_functions(count):
    value = None
    for _ in range(count):
        value = math.isqrt(9)
        value = math.isqrt(16)
    return value


def methods(count):
    point = Point()
    value = None
    for _ in range(count):
        value = point.get()
        value = point.get()
    return value


def properties(count):
    point = Point()
    value = None
    for _ in range(count):
        value = point.double
        value = point.double
    return value


def instances(count):
    value = None
    for _ in range(count):
        value = Point()
    return value.x
