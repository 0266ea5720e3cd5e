"""Asynchronous comprehensions inside others, which those make asynchronous too."""
# python: 3.11

import types


@types.coroutine
def pause(value=None):
    return (yield value)


def run(coroutine):
    while True:
        try:
            coroutine.send(None)
        except StopIteration as stop:
            return stop.value


async def count(stop):
    for i in range(stop):
        await pause()
        yield i


async def lists():
    """
    >>> run(lists())
    ([[], [0], [0, 1]], [[0], [0, 1]], {0: [], 1: [0]})
    """
    return (
        [[y async for y in count(x)] for x in range(3)],
        [[y async for y in count(x)] async for x in count(3) if x],
        {x: [y async for y in count(x)] for x in range(2)},
    )


async def generators():
    """
    >>> run(generators())
    ('async_generator', [[], [0], [0, 1]], [[0, 1], [0, 1]])
    """
    made = ([y async for y in count(x)] for x in range(3))
    doubled = ([await echo(y) for y in x] async for x in two())
    return type(made).__name__, [x async for x in made], [x async for x in doubled]


async def echo(value):
    await pause()
    return value


async def two():
    yield [0, 1]
    yield [0, 1]
