"""async def and await: values, exceptions, what a coroutine object shows."""

import asyncio
import gc
import inspect
import sys
import traceback
import types
import warnings
import weakref


class Pause:
    """Awaited, it yields once and gives what is sent."""

    def __init__(self, value=None):
        self.value = value

    def __await__(self):
        return (yield self.value)


@types.coroutine
def marked(value):
    return (yield value)


def run(coroutine, *sent):
    """What a coroutine yields, and what it returns in the end."""
    yielded = []
    sent = list(sent)
    value = None
    while True:
        try:
            yielded.append(coroutine.send(value))
        except StopIteration as stop:
            return yielded, stop.value
        value = sent.pop(0) if sent else None


def failure(function, *arguments):
    try:
        return function(*arguments)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


async def nothing():
    pass


async def identity(value):
    return value


async def adds(first, second=2, *rest, factor=1, **more):
    """
    >>> run(adds(1)), run(adds(1, 3, 5, factor=2, other=7))
    (([], 3), ([], 32))
    >>> adds.__doc__.strip()[:3], adds.__name__, adds.__defaults__
    ('>>>', 'adds', (2,))
    """
    total = await identity(first + second + sum(rest))
    return total * factor + sum([await identity(more[key]) for key in more]) * 2 * bool(more)


async def pauses(count):
    """
    >>> run(pauses(3), 'a', 'b', 'c')
    ([0, 1, 2], ['a', 'b', 'c'])
    >>> run(pauses(0))
    ([], [])
    """
    received = []
    for i in range(count):
        received.append(await Pause(i))
    return received


async def nested(depth):
    """
    >>> run(nested(4), 10)
    (['bottom'], 14)
    """
    if depth == 0:
        return await marked("bottom")
    return await nested(depth - 1) + 1


async def generator_based():
    """
    >>> run(generator_based(), 1, 2)
    (['x', 'y'], (1, 2))
    """
    return await marked("x"), await Pause("y")


def interpreted(source):
    names = {}
    exec(source, names)
    return names["f"]


async def mixed():
    """Coroutines of the interpreter, which await ours.

    >>> run(mixed(), 1, 2)
    (['inner', 'theirs'], [1, 2, 'end'])
    """
    theirs = interpreted("""
async def f(ours, pause):
    first = await ours('inner')
    second = await pause('theirs')
    return [first, second, await ours.__globals__['identity']('end')]
""")
    return await theirs(waits, Pause)


async def waits(value):
    return await Pause(value)


async def everywhere(items):
    """
    >>> run(everywhere([1, 2, 3]))[1]
    ('<1> 2=yes', [1, 3], {1: 1, 2: 2, 3: 3}, True, 6, (1, 3))
    """
    text = (
        f"<{await identity(items[0])}> {await identity(2)}={'yes' if await identity(1) else 'no'}"
    )
    odd = [x for x in items if await identity(x % 2)]
    table = {await identity(x): await identity(x) for x in items}
    truth = await identity(0) or (await identity(1) and not await identity(None))
    total = 0
    while await identity(items) and items[-1]:
        total += await identity(items[-1])
        items = items[:-1]
    first, *_, last = await identity((1, 2, 3))
    return text, odd, table, truth, total, (first, last)


async def in_try(action):
    """
    >>> for action in 'none', 'raise', 'return', 'else':
    ...     log.clear()
    ...     print(run(in_try(action)), log)
    ([], 'end') ['else', 'finally None']
    ([], 'caught ValueError') ['finally ValueError']
    ([], 'returned') ['finally None']
    ([], 'end') ['else', 'finally None']
    """
    try:
        if await identity(action) == "raise":
            raise ValueError(await identity("v"))
        if action == "return":
            return await identity("returned")
    except ValueError as error:
        return await identity("caught ") + type(error).__name__
    else:
        log.append(await identity("else"))
    finally:
        handled = sys.exc_info()[0] if action != "raise" else ValueError
        log.append(f"finally {await identity(handled and handled.__name__)}")
    return "end"


log = []


async def handles_while_waiting():
    """What is handled is this coroutine's own.

    >>> def interleave():
    ...     first, second = handles_while_waiting(), handles_while_waiting()
    ...     first.send(None), second.send(None)
    ...     print(sys.exc_info())
    ...     return failure(second.send, 2), failure(first.send, 1), sys.exc_info()
    >>> interleave()
    (None, None, None)
    ("StopIteration: (2, 'ZeroDivisionError')", "StopIteration: (1, 'ZeroDivisionError')", (None, None, None))
    """
    try:
        1 / 0
    except ZeroDivisionError:
        got = await Pause()
        return got, sys.exc_info()[0].__name__


async def deletes():
    """An object lives as long as its variable.

    >>> run(deletes())[1]
    ['gone']
    """
    gone = []

    class Told:
        def __del__(self):
            gone.append("gone")

    told = Told()
    await Pause()
    assert not gone
    del told
    await Pause()
    return gone


def closures(count):
    """
    >>> run(closures(3)(), *'abcd')
    ([3, 4], (5, ['a', 'b']))
    """
    received = []

    async def increments():
        nonlocal count
        received.append(await Pause(count))
        count += 1

    async def twice():
        await increments()
        await increments()
        return count, received

    return twice


class Class:
    """
    >>> thing = Class(5)
    >>> run(thing.method(1), 2), run(Class.static(7)), run(Class.of_class())
    (([5], 8), ([], 8), ([], 'Class'))
    >>> run(Child(5).method(1), 2)
    ([5], ('child', 8))
    >>> run(thing)
    Traceback (most recent call last):
    AttributeError: 'Class' object has no attribute 'send'
    >>> async def awaits(thing): return await thing
    >>> run(awaits(thing), 'sent')
    ([5], 'sent')
    """

    def __init__(self, value):
        self.value = value

    async def method(self, more):
        return await Pause(self.value) + self.value + more

    @staticmethod
    async def static(value):
        return await identity(value) + 1

    @classmethod
    async def of_class(cls):
        return await identity(cls.__name__)

    def __await__(self):
        return (yield from Pause(self.value).__await__())


class Child(Class):
    async def method(self, more):
        return "child", await super().method(more)


def not_awaitable():
    """
    >>> async def awaits(thing): return await thing
    >>> async def ours(thing): return await awaited(thing)
    >>> for thing in 1, None, [], plain_generator(), BadIterator(), Raises():
    ...     text = failure(run, awaited(thing))
    ...     print(text == failure(run, awaits(thing)), text)
    True TypeError: object int can't be used in 'await' expression  # until 3.13
    True TypeError: object NoneType can't be used in 'await' expression  # until 3.13
    True TypeError: object list can't be used in 'await' expression  # until 3.13
    True TypeError: object generator can't be used in 'await' expression  # until 3.13
    True TypeError: 'int' object can't be awaited  # from 3.14
    True TypeError: 'NoneType' object can't be awaited  # from 3.14
    True TypeError: 'list' object can't be awaited  # from 3.14
    True TypeError: 'generator' object can't be awaited  # from 3.14
    True TypeError: __await__() returned non-iterator of type 'int'  # until 3.14
    True TypeError: async_functions.BadIterator.__await__() must return an iterator, not int  # from 3.15
    True ValueError: no
    >>> failure(run, awaited(GivesCoroutine()))
    'TypeError: __await__() returned a coroutine'  # until 3.14
    'TypeError: async_functions.GivesCoroutine.__await__() must return an iterator, not coroutine'  # from 3.15
    """


def plain_generator():
    yield


class BadIterator:
    def __await__(self):
        return 1


class GivesCoroutine:
    def __await__(self):
        coroutine = nothing()
        coroutine.close()
        return coroutine


class Raises:
    def __await__(self):
        raise ValueError("no")


async def awaited(thing):
    return await thing


def awaited_once():
    """
    >>> coroutine = nothing()
    >>> run(coroutine)
    ([], None)
    >>> for again in coroutine.send, coroutine.throw:
    ...     print(failure(again, ValueError('thrown') if again == coroutine.throw else None))
    RuntimeError: cannot reuse already awaited coroutine
    RuntimeError: cannot reuse already awaited coroutine
    >>> coroutine.close()
    >>> failure(run, awaited(coroutine))
    'RuntimeError: cannot reuse already awaited coroutine'
    >>> coroutine = waits('shared')
    >>> first, second = awaited(coroutine), awaited(coroutine)
    >>> first.send(None)
    'shared'
    >>> failure(second.send, None)
    'RuntimeError: coroutine is being awaited already'
    >>> interpreted('async def f(x): return await x')(coroutine).send(None)
    Traceback (most recent call last):
    RuntimeError: coroutine is being awaited already
    >>> failure(first.send, 'value')
    'StopIteration: value'
    >>> theirs = interpreted('async def f(x): return await x')(Pause('p'))
    >>> first, second = awaited(theirs), awaited(theirs)
    >>> first.send(None), failure(second.send, None)
    ('p', 'RuntimeError: coroutine is being awaited already')
    >>> first.close()
    """


def sends():
    """
    >>> coroutine = waits(1)
    >>> coroutine.send('early')
    Traceback (most recent call last):
    TypeError: can't send non-None value to a just-started coroutine
    >>> coroutine.send(None), failure(coroutine.send, 'value')
    (1, 'StopIteration: value')
    >>> coroutine = itself()
    >>> holder[0] = coroutine
    >>> failure(coroutine.send, None)
    'ValueError: coroutine already executing'
    """


holder = [None]


async def itself():
    await holder[0]


def throws():
    """
    >>> coroutine = catches()
    >>> coroutine.send(None), coroutine.throw(ValueError('one')), failure(coroutine.throw, KeyError)
    ('first', 'caught one', 'KeyError: ')
    >>> coroutine = catches()
    >>> failure(coroutine.throw, ValueError('before the start')), coroutine.cr_frame
    ('ValueError: before the start', None)
    >>> coroutine = nested_catches()
    >>> coroutine.send(None), coroutine.throw(ValueError('two')), coroutine.close()
    ('first', 'caught two', None)
    >>> coroutine = ignores()
    >>> coroutine.send(None)
    >>> coroutine.close()
    Traceback (most recent call last):
    RuntimeError: coroutine ignored GeneratorExit
    >>> failure(coroutine.send, None)
    'StopIteration: late'
    >>> coroutine = catches()
    >>> coroutine.throw(1)
    Traceback (most recent call last):
    TypeError: exceptions must be classes or instances deriving from BaseException, not int
    >>> coroutine.close()
    """


async def catches():
    try:
        await Pause("first")
    except ValueError as error:
        await Pause(f"caught {error}")


async def nested_catches():
    return await catches()


async def ignores():
    try:
        await Pause()
    except GeneratorExit:
        await Pause()
    return "late"


def stop_iteration():
    """
    >>> for kind in StopIteration, StopAsyncIteration:
    ...     try:
    ...         run(raises(kind, 1))
    ...     except RuntimeError as error:
    ...         print(error, repr(error.__cause__))
    ...     except StopAsyncIteration as error:
    ...         print(repr(error))
    coroutine raised StopIteration StopIteration(1)
    StopAsyncIteration(1)
    """


async def raises(kind, *arguments):
    await identity(0)
    raise kind(*arguments)


def never_awaited():
    """
    >>> def unawaited():
    ...     with warnings.catch_warnings(record=True) as caught:
    ...         warnings.simplefilter('always')
    ...         nothing()
    ...         Class(1).method(2)
    ...         nothing().close()
    ...         gc.collect()
    ...     return [(w.category.__name__, str(w.message)) for w in caught]
    >>> for warning in unawaited(): print(*warning)
    RuntimeWarning coroutine 'nothing' was never awaited
    RuntimeWarning coroutine 'Class.method' was never awaited
    """


def attributes():
    """
    >>> coroutine = nested(2)
    >>> coroutine.__name__, coroutine.__qualname__, repr(coroutine)[:24]
    ('nested', 'nested', '<coroutine object nested')
    >>> type(coroutine).__name__, coroutine.cr_code.co_name, coroutine.cr_running
    ('coroutine', 'nested', False)
    >>> coroutine.cr_await, coroutine.cr_origin, coroutine.cr_frame.f_code is coroutine.cr_code
    (None, None, True)
    >>> coroutine.send(None)
    'bottom'
    >>> coroutine.cr_await.__name__, coroutine.cr_await.cr_await.cr_await is None
    ('nested', False)
    >>> coroutine.cr_await.cr_await is coroutine.cr_await.cr_await
    True
    >>> coroutine.__name__ = 'other'; coroutine.__qualname__ = 'some.other'; repr(coroutine)[:28]
    '<coroutine object some.other'
    >>> coroutine.close(); coroutine.cr_await, coroutine.cr_frame, coroutine.cr_running
    (None, None, False)
    >>> iter(coroutine)
    Traceback (most recent call last):
    TypeError: 'coroutine' object is not iterable
    >>> next(coroutine)
    Traceback (most recent call last):
    TypeError: 'coroutine' object is not an iterator
    >>> for unwanted in 'list(f())', 'for_each(f())', 'a, b = f()':
    ...     names = {'f': waits_closed, 'for_each': for_each}
    ...     print(failure(exec, unwanted, names))
    TypeError: 'coroutine' object is not iterable
    TypeError: 'coroutine' object is not iterable
    TypeError: cannot unpack non-iterable coroutine object
    """


def waits_closed():
    coroutine = waits(1)
    coroutine.close()
    return coroutine


def for_each(items):
    for _ in items:
        pass


def wrapper():
    """What __await__ gives.

    >>> wrapped = waits(1).__await__()
    >>> type(wrapped).__name__, iter(wrapped) is wrapped, next(wrapped), failure(wrapped.send, 5)
    ('coroutine_wrapper', True, 1, 'StopIteration: 5')
    >>> wrapped = catches().__await__()
    >>> wrapped.send(None), wrapped.throw(ValueError('x')), wrapped.close()
    ('first', 'caught x', None)
    >>> list(nothing().__await__())
    []
    """


def yield_from_coroutine():
    """
    >>> failure(list, not_marked())
    "TypeError: cannot 'yield from' a coroutine object in a non-coroutine generator"
    >>> run(marked_delegates(), 3)
    (['w'], 3)
    """


def not_marked():
    coroutine = waits(1)
    coroutine.close()
    yield from coroutine


@types.coroutine
def marked_delegates():
    return (yield from waits("w"))


def inspection():
    """
    >>> functions = nothing, Class.method, Class.static, marked, run
    >>> minor = sys.version_info[1]  # Python 3.9 asks for a function of its own
    >>> [inspect.iscoroutinefunction(function) or minor < 10 for function in functions[:3]]
    [True, True, True]
    >>> [asyncio.iscoroutinefunction(function) or minor < 10 for function in functions[:3]]
    [True, True, True]
    >>> [inspect.iscoroutinefunction(function) for function in functions[3:]]
    [False, False]
    >>> from collections import abc
    >>> coroutine = waits(1)
    >>> [isinstance(coroutine, kind) for kind in (abc.Coroutine, abc.Awaitable, abc.Generator, abc.AsyncGenerator)]
    [True, True, False, False]
    >>> asyncio.iscoroutine(coroutine), inspect.isawaitable(coroutine), inspect.getcoroutinestate(coroutine)
    (True, True, 'CORO_CREATED')
    >>> coroutine.send(None), inspect.getcoroutinestate(coroutine), coroutine.close()
    (1, 'CORO_SUSPENDED', None)
    >>> inspect.getcoroutinestate(coroutine)
    'CORO_CLOSED'
    >>> str(inspect.signature(adds))
    '(first, second=2, *rest, factor=1, **more)'
    >>> bool(nothing.__code__.co_flags & inspect.CO_COROUTINE), bool(nothing.__code__.co_flags & inspect.CO_GENERATOR)
    (True, False)
    """


def tracebacks():
    """
    >>> trace()
    outer
        await middle()
    middle
        await inner()
    inner
        raise ValueError(await identity("deep"))
    """


def trace():
    try:
        run(outer())
    except ValueError as error:
        for entry in traceback.extract_tb(error.__traceback__)[2:]:
            print(entry.name)
            print("   ", entry.line)


async def outer():
    await middle()


async def middle():
    await inner()


async def inner():
    raise ValueError(await identity("deep"))


def contexts():
    """
    >>> run(chained())[1]
    ('KeyError', 'ZeroDivisionError', 'ValueError')
    """


async def chained():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            await fails(KeyError)
    except KeyError as error:
        inner = type(error.__context__).__name__
        try:
            await fails(ValueError)
        except ValueError as second:
            assert second.__context__ is error
            return type(error).__name__, inner, type(second).__name__


async def fails(kind):
    await identity(1)
    raise kind


def cycles():
    """
    >>> def cycle():
    ...     coroutine = holds([])
    ...     items = coroutine.send(None)
    ...     items.append(coroutine)
    ...     return weakref.ref(coroutine)
    >>> made = cycle(); collected = gc.collect(); made() is None
    True
    """


async def holds(items):
    await Pause(items)
    return items


def origin():
    """
    >>> sys.set_coroutine_origin_tracking_depth(1)
    >>> coroutine = nothing()
    >>> sys.set_coroutine_origin_tracking_depth(0)
    >>> [name for file, line, name in coroutine.cr_origin], coroutine.close()
    (['<module>'], None)
    """


async def awaits_literals():
    """Nothing of these can be awaited, which is known when they are.

    >>> coroutine = awaits_literals()
    >>> [type(error).__name__ for error in finish(coroutine)]
    ['TypeError', 'TypeError', 'TypeError', 'AttributeError']
    """
    found = []
    for number in range(4):
        try:
            if number == 0:
                await ...
            elif number == 1:
                await .5
            elif number == 2:
                await(...)
            else:
                await ....attribute
        except (TypeError, AttributeError) as error:
            found.append(error)
    return found


def finish(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as ending:
        return ending.value
