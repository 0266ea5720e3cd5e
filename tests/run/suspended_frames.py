"""The frame of a generator or coroutine that is suspended: its line and its variables.

>>> generator = plain(1)
>>> frame = generator.gi_frame
>>> frame is generator.gi_frame, frame.f_locals, frame.f_lineno - start(plain), frame.f_back
(True, {'a': 1, 'b': 2}, 0, None)
>>> next(generator), frame is generator.gi_frame
(1, True)
>>> sorted(frame.f_locals.items()), frame.f_lineno - start(plain)
([('a', 1), ('b', 2), ('x', 1)], 2)
>>> generator.send("sent")
['sent']
>>> sorted(frame.f_locals.items()), frame.f_lineno - start(plain)
([('a', 1), ('b', 2), ('y', 'sent'), ('z', ['sent'])], 5)
>>> list(generator), generator.gi_frame, frame.f_code is plain.__code__
([], None, True)
>>> inspect.getgeneratorlocals(plain(5)), inspect.getgeneratorlocals(generator)
({'a': 5, 'b': 2}, {})

Captured variables, its own and those of functions around.

>>> [sorted(each.items()) for each in locals_of(captured(1))]
[[('a', 1)], [('a', 1), ('c', 1)], [('a', 1), ('c', 5), ('u', None)]]
>>> [sorted(each.items()) for each in locals_of(Around(7).method(3))]
[[('__class__', 'Around'), ('n', 3), ('self', 'Around')], [('__class__', 'Around'), ('n', 3), ('outer', 8), ('self', 'Around')]]
>>> [sorted(each.items()) for each in locals_of(expression(3))]
[[('k', 2)], [('i', 0), ('k', 2)], [('i', 1), ('k', 2)], [('i', 2), ('k', 2)]]
>>> sorted(expression(3).gi_frame.f_locals)
['.0', 'k']

Numbers that are not boxed; an argument that is bound anew; what has been deleted.

>>> [sorted(each.items()) for each in locals_of(numbers(2))]
[[('n', 2)], [('half', 0.0), ('i', 0), ('n', 2), ('total', 0)], [('half', 0.5), ('i', 1), ('n', 2), ('total', 1)], [('n', 'anew')]]
>>> [sorted(each.items()) for each in locals_of(anew("first"))]
[[('a', 'first')], [('a', 2)]]
>>> [sorted(each) for each in locals_of(starred(1, 2, k=3, m=4))]
[['a', 'args', 'k', 'kw'], ['a', 'args', 'k', 'kw']]

Coroutines and asynchronous generators.

>>> [(sorted(names), line) for names, line in steps(coroutine(1))]
[(['a'], 0), (['a', 'b'], 2), (['a', 'b', 'c'], 4)]
>>> [(sorted(names), line) for names, line in steps(blocks(1))[:3]]
[(['a'], 0), (['a'], 1), (['a', 'manager'], 2)]
>>> asynchronous = items(3)
>>> asynchronous.ag_frame.f_locals
{'a': 3}
>>> try: asynchronous.__anext__().send(None)
... except StopIteration: sorted(asynchronous.ag_frame.f_locals.items()), asynchronous.ag_frame.f_lineno - start(items)
([('a', 3), ('t', 1)], 2)
>>> tasks()
[('waits', ['a', 'later'], 2)]

While it runs, closed, and let go: frames that are kept keep what they show, no more.

>>> running()
['generator', True]
>>> kept_alive()
(True, True, False)
>>> closed()[0], closed()[1] or sys.version_info[:2] == (3, 12)  # whose own frame keeps it
(None, True)
>>> frames_of_tracebacks()
[('outer_of_traceback', []), ('inner_of_traceback', ['captured'])]
"""

import asyncio
import gc
import inspect
import sys
import weakref


def start(function):
    return function.__code__.co_firstlineno


def shown(value):
    known = (int, float, str, list, tuple, dict, type(None))
    return value if isinstance(value, known) else getattr(value, "__name__", type(value).__name__)


def locals_of(generator):
    """The variables before each step; functions and the iterator of an expression left out."""
    found = []
    try:
        while True:
            names = generator.gi_frame.f_locals
            found.append(
                {
                    name: shown(value)
                    for name, value in names.items()
                    if not inspect.isfunction(value) and name != ".0"
                }
            )
            next(generator)
    except StopIteration:
        return found


def plain(a, b=2):
    x = a
    y = yield x
    z = [y]
    del x
    w = yield z
    return w


def captured(a):
    c = 1
    call = lambda: c
    u = yield call
    c = 5
    yield call()


class Around:
    def __init__(self, value):
        self.value = value

    def method(self, n):
        def generator():
            nonlocal outer
            yield
            outer = self, n, __class__

        def second():
            outer = self.value + 1
            yield lambda: (outer, self, n, __class__)

        outer = generator
        return second()


def expression(n):
    k = 2
    return (i * k for i in range(n))


def numbers(n):
    total = 0
    for i in range(n):
        total += i
        half = i * 0.5
        yield total
    del total, half, i
    n = "anew"
    yield n


def anew(a):
    a = 2
    yield a


def starred(a, *args, k, **kw):
    yield a


class Later:
    def __await__(self):
        yield 1

    async def __aenter__(self):
        await Later()
        return self

    async def __aexit__(self, *exception):
        await Later()


async def coroutine(a):
    b = 2
    await Later()
    c = 3
    await Later()
    return b, c


async def blocks(a):
    async with Later() as manager:
        await Later()


async def items(a):
    t = 1
    yield t
    yield a


def steps(coroutine):
    """(variables, lines behind the first) where it is suspended."""
    found = []
    try:
        while True:
            frame = coroutine.cr_frame
            found.append((list(frame.f_locals), frame.f_lineno - frame.f_code.co_firstlineno))
            coroutine.send(None)
    except StopIteration:
        return found


async def waits(a):
    later = asyncio.get_running_loop().create_future()
    await later


def tasks():
    async def main():
        task = asyncio.ensure_future(waits(1))
        await asyncio.sleep(0)
        frames = [
            (frame.f_code.co_name, sorted(frame.f_locals), frame.f_lineno - start(waits))
            for frame in task.get_stack()
        ]
        task.cancel()
        return frames

    return asyncio.run(main())


def running():
    """Its frame can be had while it runs."""
    found = []

    def generator():
        frame = own.gi_frame
        found.append(frame.f_code.co_name)
        found.append(frame is own.gi_frame)
        yield

    own = generator()
    next(own)
    return found


class Thing:
    pass


def holds(thing):
    yield
    del thing
    yield


def kept_alive():
    """A frame that nobody else holds keeps no object longer than the generator does."""
    thing = Thing()
    reference = weakref.ref(thing)
    generator = holds(thing)
    del thing
    alive = []
    for _ in range(2):
        next(generator)
        generator.gi_frame.f_lineno
        gc.collect()
        alive.append(reference() is not None)
    names = dict(generator.gi_frame.f_locals)
    return alive[0], not alive[1], "thing" in names


def closed():
    thing = Thing()
    reference = weakref.ref(thing)
    generator = holds(thing)
    generator.gi_frame.f_lineno
    del thing
    generator.close()
    gc.collect()
    return generator.gi_frame, reference() is None


def frames_of_tracebacks():
    """What an exception has left: frames that do not know their variables, but for cells."""

    def outer_of_traceback(captured):
        def inner_of_traceback():
            raise ValueError(captured)

        inner_of_traceback()

    try:
        outer_of_traceback(1)
    except ValueError as error:
        traceback = error.__traceback__.tb_next
    found = []
    while traceback:
        frame = traceback.tb_frame
        captured = frame.f_code.co_freevars
        dict(frame.f_locals)
        found.append((frame.f_code.co_name, [name for name in captured if name != "inner_of_traceback"]))
        traceback = traceback.tb_next
    return found
