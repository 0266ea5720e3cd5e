"""Asynchronous generators: asend, athrow, aclose, hooks, what one shows."""

import gc
import inspect
import sys
import types
import weakref


@types.coroutine
def pause(value=None):
    return (yield value)


def run(coroutine, yielded=None):
    while True:
        try:
            item = coroutine.send(None)
            if yielded is not None:
                yielded.append(item)
        except StopIteration as stop:
            return stop.value


def failure(function, *arguments):
    try:
        return function(*arguments)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


async def counts(count):
    """
    >>> run(collect(counts(3))), run(collect(counts(0)))
    ([0, 1, 2], [])
    >>> yielded = []
    >>> run(collect(counts(2)), yielded), yielded
    ([0, 1], ['before 0', 'before 1', 'end'])
    """
    for i in range(count):
        await pause(f"before {i}")
        yield i
    await pause("end")


async def collect(items):
    return [item async for item in items]


async def echoes():
    """
    >>> generator = echoes()
    >>> run(generator.asend(1))
    Traceback (most recent call last):
    TypeError: can't send non-None value to a just-started async generator
    >>> run(generator.__anext__()), run(generator.asend('one')), run(generator.asend('two')), run(generator.__anext__())
    ('ready', 'got one', 'got two', 'got None')
    >>> run(generator.aclose()), failure(run, generator.__anext__()), run(generator.aclose())
    (None, 'StopAsyncIteration: ', None)
    """
    received = yield "ready"
    while True:
        await pause()
        received = yield f"got {received}"


log = []


async def catches():
    """
    >>> generator = catches()
    >>> run(generator.__anext__()), run(generator.athrow(ValueError('one'))), run(generator.athrow(ValueError))
    ('ready', 'caught one', 'caught ')
    >>> failure(run, generator.athrow(KeyError('out'))), failure(run, generator.asend(None))
    ("KeyError: 'out'", 'StopAsyncIteration: ')
    >>> generator = catches()
    >>> failure(run, generator.athrow(ValueError('early'))), failure(run, generator.__anext__())
    ('ValueError: early', 'StopAsyncIteration: ')
    >>> generator = catches()
    >>> run(generator.__anext__()), log.clear(), run(generator.aclose()), log
    ('ready', None, None, ['closed'])
    >>> generator = catches()
    >>> run(generator.aclose()), failure(run, generator.__anext__())
    (None, 'StopAsyncIteration: ')
    """
    item = "ready"
    try:
        while True:
            try:
                await pause()
                yield item
            except ValueError as error:
                item = f"caught {error}"
    finally:
        await pause()
        log.append("closed")


async def returns():
    """
    >>> generator = returns()
    >>> run(generator.__anext__()), failure(run, generator.__anext__()), failure(run, generator.__anext__())
    (1, 'StopAsyncIteration: ', 'StopAsyncIteration: ')
    """
    yield 1
    return
    yield 2


async def never():
    """
    >>> run(collect(never()))
    []
    """
    if False:
        yield


async def tuples():
    """What an item is does not matter, nor what is awaited between items.

    >>> yielded = []
    >>> run(collect(tuples()), yielded), yielded
    ([(1, 2), ValueError('item'), None], [None, (3, 4)])
    """
    yield (1, 2)
    await pause()
    yield ValueError("item")
    await pause((3, 4))
    yield


async def raises(error):
    """
    >>> for kind in StopIteration, StopAsyncIteration, KeyError:
    ...     try:
    ...         run(collect(raises(kind(1))))
    ...     except Exception as error:
    ...         print(type(error).__name__, error, repr(error.__cause__))
    RuntimeError async generator raised StopIteration StopIteration(1)
    RuntimeError async generator raised StopAsyncIteration StopAsyncIteration(1)
    KeyError 1 None
    """
    yield 0
    raise error


async def ignores():
    """
    >>> generator = ignores()
    >>> run(generator.__anext__()), failure(run, generator.aclose())
    (1, 'RuntimeError: async generator ignored GeneratorExit')
    """
    try:
        yield 1
    except GeneratorExit:
        await pause()
        yield 2


async def delegates():
    """
    >>> run(collect(delegates()))
    [0, 1, 'between', 0]
    """
    async for item in counts(2):
        yield item
    yield "between"
    async for item in counts(1):
        yield item


async def managed():
    """
    >>> log.clear()
    >>> run(collect(managed())), log
    ([0, 1], ['in', 'out None'])
    >>> log.clear()
    >>> generator = managed()
    >>> run(generator.__anext__()), run(generator.aclose()), log
    (0, None, ['in', 'out GeneratorExit'])
    """
    async with Manager():
        for i in range(2):
            yield i


class Manager:
    async def __aenter__(self):
        await pause()
        log.append("in")

    async def __aexit__(self, kind, value, trace):
        await pause()
        log.append(f"out {kind and kind.__name__}")


def one_step_at_a_time():
    """
    >>> generator = counts(3)
    >>> first = generator.__anext__()
    >>> first.send(None), generator.ag_running
    ('before 0', True)
    >>> for step in generator.asend(1), generator.athrow(KeyError), generator.aclose():
    ...     print(failure(step.send, None))
    RuntimeError: anext(): asynchronous generator is already running
    RuntimeError: athrow(): asynchronous generator is already running
    RuntimeError: aclose(): asynchronous generator is already running
    >>> failure(first.send, None), generator.ag_running
    ('StopIteration: 0', False)
    >>> first.send(None)
    Traceback (most recent call last):
    RuntimeError: cannot reuse already awaited __anext__()/asend()
    >>> closing = generator.aclose()
    >>> run(closing), failure(closing.send, None)
    (None, 'RuntimeError: cannot reuse already awaited aclose()/athrow()')
    >>> generator = counts(1)
    >>> step = generator.asend(None)
    >>> step.send(None), failure(step.throw, KeyError('thrown')), failure(run, generator.__anext__())
    ('before 0', "KeyError: 'thrown'", 'StopAsyncIteration: ')
    >>> generator = waits_in_vain()
    >>> step = generator.asend(None)
    >>> step.send(None), step.throw(KeyError('thrown')), failure(step.send, None)
    ('waiting', 'caught', "StopIteration: 'thrown'")
    >>> isinstance(generator.aclose(), types.CoroutineType), run(generator.aclose())
    (False, None)
    """


async def waits_in_vain():
    try:
        await pause("waiting")
    except KeyError as error:
        await pause("caught")
        yield error


def closes_what_it_awaits():
    """GeneratorExit goes through what the generator waits for.

    >>> log.clear()
    >>> generator = awaits_inner()
    >>> run(generator.__anext__())
    1
    >>> step = generator.aclose()
    >>> failure(step.send, None), log
    ('StopIteration: ', ['inner', 'outer'])
    """


async def awaits_inner():
    try:
        yield 1
    finally:
        await logs("inner")
        log.append("outer")


async def logs(text):
    log.append(text)


def attributes():
    """
    >>> generator = counts(1)
    >>> generator.__name__, generator.__qualname__, repr(generator)[:31], type(generator).__name__
    ('counts', 'counts', '<async_generator object counts ', 'async_generator')
    >>> generator.ag_running, generator.ag_await, generator.ag_frame is None, generator.ag_code.co_name
    (False, None, False, 'counts')
    >>> step = generator.__anext__()
    >>> step.send(None), generator.ag_await is None, generator.__aiter__() is generator
    ('before 0', False, True)
    >>> failure(step.send, None), run(generator.aclose()), generator.ag_frame
    ('StopIteration: 0', None, None)
    >>> inspect.isasyncgenfunction(counts) or sys.version_info < (3, 10)  # 3.9: its own functions
    True
    >>> inspect.iscoroutinefunction(counts), inspect.isgeneratorfunction(counts)
    (False, False)
    >>> from collections import abc
    >>> [isinstance(generator, kind) for kind in (abc.AsyncGenerator, abc.AsyncIterator, abc.Generator, abc.Awaitable)]
    [True, True, False, False]
    >>> iter(generator)
    Traceback (most recent call last):
    TypeError: 'async_generator' object is not iterable
    """


def hooks():
    """
    >>> def first(generator): log.append(('first', generator.__name__))
    >>> def final(generator): log.append(('final', generator.__name__)); run(generator.aclose())
    >>> log.clear()
    >>> sys.set_asyncgen_hooks(first, final)
    >>> generator = catches()
    >>> run(generator.__anext__()), log
    ('ready', [('first', 'catches')])
    >>> del generator; collected = gc.collect(); log
    [('first', 'catches'), ('final', 'catches'), 'closed']
    >>> log.clear()
    >>> run(collect(counts(2))), log
    ([0, 1], [('first', 'counts')])
    >>> generator = catches()
    >>> run(generator.__anext__()), run(generator.aclose()), log.clear()
    ('ready', None, None)
    >>> del generator; log
    []
    >>> def refuses(generator): raise ValueError('hook')
    >>> sys.set_asyncgen_hooks(refuses, None)
    >>> failure(counts(1).__anext__)
    'ValueError: hook'
    >>> sys.set_asyncgen_hooks(None, None)
    """


def left_alone():
    """Without a hook its finally clause runs at the end, as far as it need not wait.

    >>> def leave():
    ...     generator = plain_finally()
    ...     return run(generator.__anext__())
    >>> log.clear()
    >>> leave(), gc.collect() >= 0, log
    (1, True, ['finally'])
    """


async def plain_finally():
    try:
        yield 1
    finally:
        log.append("finally")


class Class:
    """
    >>> thing = Class([1, 2])
    >>> run(collect(thing)), run(collect(thing.pairs('x')))
    ([1, 2], [('x', 1), ('x', 2)])
    """

    def __init__(self, items):
        self.items = items

    async def __aiter__(self):
        for item in self.items:
            await pause()
            yield item

    async def pairs(self, first):
        async for item in self:
            yield first, item


def closure(count):
    """
    >>> run(collect(closure(2)()))
    [3, 4]
    """

    async def generator():
        nonlocal count
        for _ in range(2):
            count += 1
            yield count

    return generator


def cycles():
    """
    >>> def cycle():
    ...     generator = holds([])
    ...     items = run(generator.__anext__())
    ...     items.append(generator)
    ...     return weakref.ref(generator)
    >>> made = cycle(); collected = gc.collect(); made() is None
    True
    """


async def holds(items):
    yield items
    yield items
