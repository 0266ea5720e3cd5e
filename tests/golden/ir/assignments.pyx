"""Assignments: parallel ones, unpacking with a star, places that are evaluated once."""


def swap(a, b):
    a, b = b, a
    return a, b


def unpack(values):
    first, *rest, last = values
    return last, rest, first


def once(table, key):
    table[key] += 1
    table.count -= 1


def chained():
    a = b = []
    return a is b
