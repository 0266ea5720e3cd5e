"""What is sent to a generator that waits for another one goes on to that, until it has ended."""

import traceback


def inner(n, log):
    try:
        for i in range(n):
            log.append((yield i))
        return "done"
    finally:
        log.append("end")


def middle(n, log):
    result = yield from inner(n, log)
    log.append(result)
    try:
        yield from inner(1, log)
    except ValueError as error:
        log.append(repr(error))
        yield "caught"
    return result


def outer(n, log):
    """
    >>> log = []
    >>> generator = outer(3, log)
    >>> next(generator), generator.send("a"), generator.send("b")
    (0, 1, 2)
    >>> generator.gi_yieldfrom.__name__, generator.gi_yieldfrom.gi_yieldfrom.__name__
    ('middle', 'inner')
    >>> generator.send("c")
    0
    >>> generator.throw(ValueError("v"))
    'caught'
    >>> log
    ['a', 'b', 'c', 'end', 'done', 'end', "ValueError('v')"]
    >>> next(generator)
    Traceback (most recent call last):
    StopIteration: done
    >>> log = []
    >>> generator = outer(2, log)
    >>> next(generator), next(generator), generator.close(), log
    (0, 1, None, [None, 'end'])
    >>> list(outer(2, []))
    [0, 1, 0]
    """
    return (yield from middle(n, log))


def raises():
    yield 1
    raise KeyError("x")


def guards(log):
    """
    >>> log = []
    >>> generator = guards(log)
    >>> next(generator), next(generator), log
    (1, 'guarded', ['raises'])
    >>> try:
    ...     next(generator)
    ... except KeyError as error:
    ...     print([entry.name for entry in traceback.extract_tb(error.__traceback__)][1:])
    ['guards', 'raises']
    """
    try:
        yield from raises()
    except KeyError as error:
        log.append(traceback.extract_tb(error.__traceback__)[-1].name)
        yield "guarded"
        raise


def contexts():
    """The exception that is handled where it waits is the context of what is raised inside.

    >>> generator = contexts()
    >>> next(generator)
    1
    >>> try:
    ...     next(generator)
    ... except ValueError as error:
    ...     print(repr(error.__context__))
    KeyError('first')
    """
    try:
        raise KeyError("first")
    except KeyError:
        yield from raises_later()


def raises_later():
    yield 1
    raise ValueError("second")


def asks_itself(holder):
    yield 1
    yield next(holder[0])


def waits(holder):
    """
    >>> holder = []
    >>> holder.append(waits(holder))
    >>> next(holder[0])
    1
    >>> next(holder[0])
    Traceback (most recent call last):
    ValueError: generator already executing
    """
    yield from asks_itself(holder)


def nested(depth):
    """
    >>> generator = nested(100)
    >>> [next(generator) for _ in range(3)]
    [0, 1, 2]
    >>> generator = nested(300_000)
    >>> next(generator)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    RecursionError: maximum recursion depth exceeded
    """
    if depth == 0:
        count = 0
        while True:
            yield count
            count += 1
    yield from nested(depth - 1)


class Awaitable:
    def __await__(self):
        return (yield "waiting")


async def awaits(n):
    """
    >>> coroutine = awaits(2)
    >>> coroutine.send(None), coroutine.send(5), coroutine.cr_await.__name__
    ('waiting', 'waiting', 'awaits')
    >>> coroutine.send(7)
    'waiting'
    >>> coroutine.send(9)
    Traceback (most recent call last):
    StopIteration: 21
    """
    total = 0
    if n > 0:
        total += await awaits(n - 1)
    return total + await Awaitable()


async def items(n):
    for i in range(n):
        await Awaitable()
        yield i


async def collects(n):
    """
    >>> coroutine = collects(3)
    >>> [coroutine.send(None) for _ in range(3)]
    ['waiting', 'waiting', 'waiting']
    >>> coroutine.send(None)
    Traceback (most recent call last):
    StopIteration: [0, 1, 2]
    """
    return [item async for item in items(n)]
