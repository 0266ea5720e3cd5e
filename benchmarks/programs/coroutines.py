"""Coroutines: `async def` under a scheduler of its own, without asyncio.

Exercises awaiting, async for and async with, exceptions through awaits, and queues between tasks.
"""

from collections import deque


class Suspend:
    """What a task awaits to give way: the scheduler gets the request."""

    def __init__(self, request):
        self.request = request

    def __await__(self):
        return (yield self.request)


class Task:
    """A coroutine that the scheduler steps."""

    def __init__(self, coroutine):
        self.coroutine = coroutine
        self.is_done = False
        self.result = None
        self.waiting = []


class Scheduler:
    """Runs tasks in turn until all are done."""

    def __init__(self):
        self.ready = deque()
        self.steps = 0

    def spawn(self, coroutine):
        task = Task(coroutine)
        self.ready.append((task, None))
        return task

    def run(self):
        while self.ready:
            task, value = self.ready.popleft()
            self.steps += 1
            try:
                request = task.coroutine.send(value)
            except StopIteration as stop:
                task.is_done = True
                task.result = stop.value
                for waiting in task.waiting:
                    self.ready.append((waiting, stop.value))
                continue
            if request is None:
                self.ready.append((task, None))
            elif isinstance(request, Task):
                if request.is_done:
                    self.ready.append((task, request.result))
                else:
                    request.waiting.append(task)
            else:
                request.append(task)


async def give_way():
    await Suspend(None)


async def join(task):
    return await Suspend(task)


class Queue:
    """A queue whose readers wait for writers, and writers for room."""

    def __init__(self, scheduler, limit):
        self.scheduler = scheduler
        self.limit = limit
        self.items = deque()
        self.readers = []
        self.writers = []

    def wake(self, tasks):
        if tasks:
            self.scheduler.ready.append((tasks.pop(), None))

    async def put(self, item):
        while len(self.items) >= self.limit:
            await Suspend(self.writers)
        self.items.append(item)
        self.wake(self.readers)

    async def get(self):
        while not self.items:
            await Suspend(self.readers)
        item = self.items.popleft()
        self.wake(self.writers)
        return item

    def __aiter__(self):
        return self

    async def __anext__(self):
        item = await self.get()
        if item is None:
            raise StopAsyncIteration
        return item


class Lock:
    """Held by one task at a time."""

    def __init__(self):
        self.is_held = False

    async def __aenter__(self):
        while self.is_held:
            await give_way()
        self.is_held = True
        return self

    async def __aexit__(self, kind, error, traceback):
        self.is_held = False
        return False


async def fibonacci(number):
    """Await oneself, as a tree."""
    if number < 2:
        return number
    return await fibonacci(number - 1) + await fibonacci(number - 2)


async def produce(queue, count):
    for number in range(count):
        await queue.put(number)
    await queue.put(None)
    return count


async def transform(source, target, factor):
    async for item in source:
        await target.put(item * factor % 1009)
    await target.put(None)


async def consume(queue):
    total = 0
    async for item in queue:
        total += item
    return total


async def ticks(count):
    """Generate numbers, giving way after every fourth."""
    for number in range(count):
        if number % 4 == 0:
            await give_way()
        yield number


async def sum_locked(lock, totals, count):
    async for number in ticks(count):
        async with lock:
            totals[0] += number


async def fail_often(count):
    """Count exceptions that came through an await."""
    caught = 0

    async def fail(number):
        await give_way()
        if number % 3 == 0:
            raise ValueError(number)
        return number

    for number in range(count):
        try:
            await fail(number)
        except ValueError:
            caught += 1
    return caught


async def main(scheduler, size):
    first, second = Queue(scheduler, 8), Queue(scheduler, 8)
    tasks = [
        scheduler.spawn(produce(first, size)),
        scheduler.spawn(transform(first, second, 17)),
        scheduler.spawn(consume(second)),
        scheduler.spawn(fail_often(size)),
    ]
    lock, totals = Lock(), [0]
    adders = [scheduler.spawn(sum_locked(lock, totals, size // 2)) for _ in range(4)]
    results = [await join(task) for task in tasks]
    for task in adders:
        await join(task)
    return results, totals


def run(scale=1):
    """Return what the tasks gave, the steps of the scheduler, and a number."""
    scheduler = Scheduler()
    task = scheduler.spawn(main(scheduler, max(8, round(95000 * scale))))
    scheduler.run()
    depth = 23 if scale >= 0.5 else 8
    try:
        fibonacci(depth).send(None)
    except StopIteration as stop:
        return task.result, scheduler.steps, stop.value
    return None
