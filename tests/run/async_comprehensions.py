"""Asynchronous comprehensions and generator expressions, and await in others."""

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


def failure(function, *arguments):
    try:
        return function(*arguments)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


async def identity(value):
    await pause()
    return value


class Items:
    def __init__(self, *items):
        self.items = list(items)

    def __aiter__(self):
        return self

    async def __anext__(self):
        await pause()
        if not self.items:
            raise StopAsyncIteration
        return self.items.pop(0)


async def kinds(count):
    """
    >>> run(kinds(5))
    ([0, 1, 2, 3, 4], {0, 1, 4}, {1: 'b', 3: 'd'}, [0, 2, 4])
    """
    items = range(count)
    return (
        [x async for x in Items(*items)],
        {x * x async for x in Items(*items) if x < 3},
        {x: "abcdefg"[x] async for x in Items(*items) if await identity(x % 2)},
        [x async for x in (y async for y in Items(*items)) if not x % 2],
    )


async def clauses():
    """
    >>> run(clauses())
    ([(1, 3), (1, 4), (2, 3), (2, 4)], [(1, 1), (2, 1), (2, 2)])
    """
    return (
        [(x, y) async for x in Items(1, 2) for y in await identity([3, 4])],
        [(x, y) for x in range(1, 3) async for y in Items(1, 2) if y <= x],
    )


async def scopes(base):
    """
    >>> run(scopes(10))
    ([11, 12], [2, 12], 10, ['x', 'x'], 'x')
    """
    x = "x"
    first = [base + x async for x in Items(1, 2)]
    functions = [lambda: x + base - 10 async for x in Items(1, 2)]
    assert [f() for f in functions] == [2, 2]
    outer = [x for _ in range(2)]
    named = [last := base + y async for y in Items(-8, 2)]
    assert last == 12
    return first, named, base, outer, x


async def generators():
    """
    >>> run(generators())
    ('async_generator', 'generator', [2, 3], [1, 2], [4, 5])
    """
    awaits = (await identity(x) + 1 for x in [1, 2])
    plain = (x for x in [1])
    conditions = (x for x in [1, 2, 3] if await identity(x < 3))
    inner = (y for x in [1] for y in await identity([4, 5]))
    return (
        type(awaits).__name__,
        type(plain).__name__,
        [x async for x in awaits],
        [x async for x in conditions],
        [x async for x in inner],
    )


async def first_iterable():
    """The first iterable of a generator expression is evaluated at once, aiter() included.

    >>> run(first_iterable())
    ["TypeError: 'async for' requires an object with __aiter__ method, got int", 'generator']
    """
    found = []
    try:
        (x async for x in 1)
    except TypeError as error:
        found.append(f"TypeError: {error}")
    found.append(type(x for x in await identity([1])).__name__)
    return found


async def errors():
    """
    >>> failure(run, errors())
    'ZeroDivisionError: division by zero'
    """
    return [1 / x async for x in Items(1, 0)]


async def arguments():
    """
    >>> run(arguments())
    ((1, 2, [3]), {'a': 4}, 'x1y', [1, 2, 3, 4])
    """

    def call(*arguments, **more):
        return arguments, more

    found = call(
        await identity(1), *await identity([2]), [await identity(3)], **await identity({"a": 4})
    )
    return (
        *found,
        f"x{await identity(1)}y",
        [*await identity([1, 2]), *[x async for x in Items(3, 4)]],
    )


async def order():
    """
    >>> run(order())
    [1, 2, 3, 4, 5]
    """
    log = []

    async def notes(value):
        await pause()
        log.append(value)
        return value

    table = {}
    table[await notes(2)] = await notes(1)
    await notes(3) + await notes(4) * await notes(5)
    return log


async def reads_before():
    """A variable is read before what is awaited changes it.

    >>> run(reads_before())
    (11, [1, 2], 'a b')
    """
    total = 1

    async def changes():
        nonlocal total
        await pause()
        total = 100
        return 10

    first = total + await changes()
    items = [1, 2]
    second = items + await identity([])
    return first, second, f"{'a'} {await identity('b')}"
