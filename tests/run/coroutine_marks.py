"""Generators that types.coroutine() marks, as a decorator or later, are awaited by compiled and interpreted code.

>>> drive(awaits()), drive(waits_for_coroutine())
([1, ('value', 7)], [1, ('value', 7)])
>>> drive(interpreted(marked())), drive(interpreted(waits_for_coroutine())), drive(interpreted(awaits()))
([1, ('value', 7)], [1, ('value', 7)], [1, ('value', 7)])
>>> marked.__class__, marked().__class__, inspect.isawaitable(marked()), hasattr(marked(), '__await__')
(<class 'function'>, <class 'generator'>, True, False)
>>> marked.__code__.co_flags & marked().gi_code.co_flags & inspect.CO_ITERABLE_COROUTINE != 0
True
>>> drive(await_it(unmarked())) == drive(interpreted(unmarked()))
True
>>> drive(waits_unmarked()), drive(decorated())
(['TypeError'], ['TypeError'])
>>> types.coroutine(unmarked) is unmarked
True
>>> drive(await_it(unmarked())), drive(interpreted(unmarked()))
([1, ('value', None)], [1, ('value', None)])
>>> [drive(await_it(each())) for each in (inner_marked(1), inner_marked(2))]
[[1, ('value', 7)], [2, ('value', 7)]]
"""

import functools
import inspect
import types
import warnings

warnings.simplefilter("ignore")
namespace = {}
exec("async def interpreted(awaitable):\n    return await awaitable", namespace)
interpreted = namespace["interpreted"]


@types.coroutine
def marked():
    sent = yield 1
    return sent


async def awaits():
    return await marked()


async def await_it(awaitable):
    return await awaitable


@types.coroutine
def waits_for_coroutine():
    return (yield from awaits())


def unmarked():
    yield 1


def waits_unmarked():
    made = awaits()
    try:
        yield from made
    finally:
        made.close()


@functools.lru_cache(None)
def decorated():
    yield from waits_unmarked()


def inner_marked(first):
    @types.coroutine
    def inner():
        sent = yield first
        return sent

    return inner


def drive(stepped):
    steps = []
    try:
        steps.append(stepped.send(None))
        steps.append(stepped.send(7))
    except StopIteration as stop:
        steps.append(("value", stop.value))
    except TypeError as error:
        steps.append(type(error).__name__)
    stepped.close()
    return steps
