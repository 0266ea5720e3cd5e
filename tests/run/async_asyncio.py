"""Coroutines and asynchronous generators of ours in asyncio's event loop."""

import asyncio
import sys


async def add(first, second):
    await asyncio.sleep(0)
    return first + second


async def gathered():
    """
    >>> asyncio.run(gathered())
    ([1, 3, 5], ['ValueError', 2])
    """
    sums = await asyncio.gather(*(add(i, i + 1) for i in range(3)))
    mixed = await asyncio.gather(fails(), add(1, 1), return_exceptions=True)
    return sums, [type(mixed[0]).__name__, mixed[1]]


async def fails():
    await asyncio.sleep(0)
    raise ValueError("no")


async def cancelled():
    """
    >>> asyncio.run(cancelled())
    ['started', 'cancelled', 'finally', True]
    """
    log = []

    async def worker():
        try:
            log.append("started")
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            log.append("cancelled")
            raise
        finally:
            await asyncio.sleep(0)
            log.append("finally")

    task = asyncio.create_task(worker())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        log.append(task.cancelled())
    return log


async def timeouts():
    """
    >>> asyncio.run(timeouts())
    ['TimeoutError', 3]
    """
    found = []
    try:
        await asyncio.wait_for(asyncio.sleep(60), 0.001)
    except asyncio.TimeoutError:
        found.append("TimeoutError")
    found.append(await asyncio.wait_for(add(1, 2), 60))
    return found


async def queues():
    """
    >>> asyncio.run(queues())
    [0, 1, 4, 9, 16]
    """
    queue = asyncio.Queue(2)
    results = []

    async def producer():
        for i in range(5):
            await queue.put(i)
        await queue.put(None)

    async def consumer():
        while (item := await queue.get()) is not None:
            results.append(item * item)

    await asyncio.gather(producer(), consumer())
    return results


async def locks():
    """
    >>> asyncio.run(locks())
    (10, ['enter', 'leave'])
    """
    lock = asyncio.Lock()
    condition = asyncio.Condition()
    total = 0
    order = []

    async def increments():
        nonlocal total
        async with lock:
            before = total
            await asyncio.sleep(0)
            total = before + 1

    async def waits():
        async with condition:
            order.append("enter")
            await condition.wait()
            order.append("leave")

    async def notifies():
        await asyncio.sleep(0.001)
        async with condition:
            condition.notify_all()

    await asyncio.gather(*(increments() for _ in range(10)), waits(), notifies())
    return total, order


async def ticks(log):
    try:
        for i in range(1000):
            await asyncio.sleep(0)
            yield i
    finally:
        await asyncio.sleep(0)
        log.append("closed")


async def left_generators(log):
    found = []
    async for i in ticks(log):
        if i == 2:
            break
        found.append(i)
    for _ in range(5):
        await asyncio.sleep(0)
    log.append("end")
    holder.append(ticks(log))
    await holder[0].__anext__()
    return found


holder = []


def at_shutdown():
    """The loop closes generators that are left standing, at its end or before.

    >>> log = []
    >>> asyncio.run(left_generators(log)), log
    ([0, 1], ['closed', 'end', 'closed'])
    >>> holder.clear()
    """


async def tasks_by_name():
    """
    >>> asyncio.run(tasks_by_name())
    ('named', True, 'add')
    """
    task = asyncio.create_task(add(1, 2), name="named")
    coroutine = task.get_coro()
    await task
    return task.get_name(), "coro=<add() done" in repr(task), coroutine.__qualname__


def thread_pool():
    """
    >>> asyncio.run(in_executor())
    [1, 4, 9]
    """


async def in_executor():
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*(loop.run_in_executor(None, pow, i, 2) for i in (1, 2, 3)))


async def callbacks():
    """
    >>> asyncio.run(callbacks())
    ['soon', 'result']
    """
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    log = []
    loop.call_soon(log.append, "soon")
    loop.call_later(0.001, future.set_result, "result")
    log.append(await future)
    return log


async def streams():
    """
    >>> asyncio.run(streams())
    [b'HELLO', b'WORLD']
    """

    async def serve(reader, writer):
        async for line in reader:
            writer.write(line.upper())
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"hello\nworld\n")
        writer.write_eof()
        lines = [line.strip() async for line in reader]
        writer.close()
        await writer.wait_closed()
    return lines


def loop_is_left_clean():
    """
    >>> asyncio.run(raises_through())
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    >>> sys.exc_info()
    (None, None, None)
    """


async def raises_through():
    async def inner():
        await asyncio.sleep(0)
        1 / 0

    await asyncio.create_task(inner())
