# cython: language_level=3
"""The directive iterable_coroutine: coroutines that are iterators too.

>>> list(iterates(simple(5))), next(stepped(3), "end")
([5], 'end')
>>> steps = twice(Yields(["a"]), Yields(["b", "c"]))
>>> iter(steps) is steps, list(steps)
(True, ['a', 'b', 'c'])
>>> next(steps)
Traceback (most recent call last):
...
RuntimeError: cannot reuse already awaited coroutine
>>> steps = twice(Yields("x"), Yields("y"))
>>> next(steps), steps.send(None)
('x', 'y')
>>> steps.send(None)
Traceback (most recent call last):
...
StopIteration: done
>>> asyncio.run(awaits())
'done'
>>> inspect.isawaitable(simple(1)), hasattr(simple(1), "__next__"), hasattr(plain(), "__next__")
(True, True, False)
>>> iter(plain())
Traceback (most recent call last):
...
TypeError: 'coroutine' object is not iterable
>>> next(delegates(plain()))
Traceback (most recent call last):
...
TypeError: 'coroutine' object is not iterable
>>> next(delegates(of_interpreter()))
Traceback (most recent call last):
...
TypeError: 'coroutine' object is not iterable
>>> steps = failing(); next(steps)
1
>>> next(steps)
Traceback (most recent call last):
...
KeyError: 'failing'
"""
import asyncio
import inspect
import types
import warnings
cimport cython

warnings.simplefilter("ignore", RuntimeWarning)  # coroutines that are never awaited
namespace = {}
exec("async def of_interpreter(): pass", namespace)
of_interpreter = namespace["of_interpreter"]


class Yields:
    def __init__(self, items):
        self.items = items

    def __await__(self):
        return iter(self.items)


@cython.iterable_coroutine
async def simple(value):
    return value


@cython.iterable_coroutine
async def twice(first, second):
    await first
    await second
    return "done"


@cython.iterable_coroutine
async def failing():
    await Yields([1])
    raise KeyError("failing")


async def plain():
    pass


async def awaits():
    return await twice(asyncio.sleep(0), asyncio.sleep(0))


def iterates(coroutine):
    value = yield from coroutine
    yield value


@cython.iterable_coroutine
async def stepped(n):
    return n


def delegates(coroutine):
    yield from coroutine
