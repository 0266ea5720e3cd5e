import os
from libc.math cimport sqrt

cdef int total = 0
items = [item for item in (1, 2)]


def outer(first, *rest, key=None, **options):
    global total
    found = first

    def inner(step):
        nonlocal found
        found += step
        return found, key

    class Local:
        attribute = found

        def method(self):
            return found

    try:
        with open(first) as stream:
            (left, *others), right = stream
    except OSError as error:
        del left
    return inner, Local, lambda value: value + found, (x for x in rest if x), os


def generate():
    received = yield 1
    yield from received


async def wait(source):
    async for value in source:
        await value
