"""async with and async for."""

import sys
import traceback
import types


@types.coroutine
def pause(value=None):
    return (yield value)


def run(coroutine):
    yielded = []
    while True:
        try:
            yielded.append(coroutine.send(None))
        except StopIteration as stop:
            return stop.value


def failure(function, *arguments):
    try:
        return function(*arguments)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


log = []


class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    async def __aenter__(self):
        log.append(f"enter {self.name}")
        await pause()
        return self.name

    async def __aexit__(self, kind, value, trace):
        await pause()
        log.append(f"exit {self.name} {kind and kind.__name__} {value} {trace is not None}")
        return self.swallow


def shows(coroutine):
    log.clear()
    result = failure(run, coroutine)
    return result, log


async def several(error=None, swallow=False):
    """
    >>> shows(several())
    ('ab', ['enter a', 'enter b', 'exit b None None False', 'exit a None None False'])
    >>> shows(several(ValueError('v')))
    ('ValueError: v', ['enter a', 'enter b', 'exit b ValueError v True', 'exit a ValueError v True'])
    >>> shows(several(ValueError('v'), True))
    ('after', ['enter a', 'enter b', 'exit b ValueError v True', 'exit a None None False'])
    """
    async with Manager("a") as a, Manager("b", swallow) as b:
        if error:
            raise error
        return a + b
    return "after"


async def leaves(how):
    """
    >>> for how in 'break', 'continue', 'return', 'fall':
    ...     print(*shows(leaves(how)))
    [0] ['enter 0', 'exit 0 None None False']
    [0, 1] ['enter 0', 'exit 0 None None False', 'enter 1', 'exit 1 None None False']
    returned ['enter 0', 'exit 0 None None False']
    [0, 'end', 1, 'end'] ['enter 0', 'exit 0 None None False', 'enter 1', 'exit 1 None None False']
    """
    items = []
    for i in range(2):
        async with Manager(i):
            items.append(i)
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "return":
                return await returns("returned")
            items.append("end")
    return items


async def returns(value):
    await pause()
    return value


async def mixed():
    """
    >>> shows(mixed())
    ('ValueError: inside', ['enter a', 'plain in', 'plain out ValueError', 'exit a ValueError inside True'])
    """
    async with Manager("a"):
        with Plain():
            await pause()
            raise ValueError("inside")


class Plain:
    def __enter__(self):
        log.append("plain in")

    def __exit__(self, kind, value, trace):
        log.append(f"plain out {kind.__name__}")


async def targets():
    """
    >>> run(targets())
    (1, 2, [3])
    """
    async with Gives((1, 2)) as (a, b), Gives(3) as holder.value:
        return a, b, [holder.value]


class holder:
    value = None


class Gives:
    def __init__(self, value):
        self.value = value

    async def __aenter__(self):
        return self.value

    async def __aexit__(self, *exception):
        pass


async def raises_in_exit():
    """
    >>> try: run(raises_in_exit())
    ... except KeyError as error: print(repr(error), repr(error.__context__))
    KeyError('exit') ValueError('body')
    """
    async with Fails():
        raise ValueError("body")


class Fails:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *exception):
        await pause()
        raise KeyError("exit")


async def cancelled():
    """
    >>> coroutine = cancelled()
    >>> log.clear()
    >>> coroutine.send(None), coroutine.send(None)
    (None, 'inside')
    >>> coroutine.throw(KeyError('thrown'))
    >>> failure(coroutine.send, None), log
    ("KeyError: 'thrown'", ['enter c', "exit c KeyError 'thrown' True"])
    >>> coroutine = cancelled()
    >>> coroutine.send(None), coroutine.send(None), coroutine.close()
    Traceback (most recent call last):
    RuntimeError: coroutine ignored GeneratorExit
    >>> failure(coroutine.send, None)
    'GeneratorExit: '
    """
    async with Manager("c"):
        await pause("inside")


def no_managers():
    """
    >>> for manager in 1, NoExit(), NoEnter(), Plain():
    ...     print(failure(run, uses(manager)) == failure(run, theirs(manager)))
    True
    True
    True
    True
    >>> for manager in NoExit(), NotAwaitable('aenter'), NotAwaitable('aexit'), NotAwaitable('generator'):
    ...     print(failure(run, uses(manager)))
    AttributeError: __aexit__                                                 # until 3.10
    TypeError: 'NoExit' object does not support the asynchronous context manager protocol (missed __aexit__ method)  # from 3.11 until 3.13
    TypeError: 'async_statements.NoExit' object does not support the asynchronous context manager protocol (missed __aexit__ method)  # from 3.14
    TypeError: 'async with' received an object from __aenter__ that does not implement __await__: int
    TypeError: 'async with' received an object from __aexit__ that does not implement __await__: int
    TypeError: 'async with' received an object from __aenter__ that does not implement __await__: generator
    """


names = {}
exec(
    """
async def theirs(manager):
    async with manager:
        pass
async def their_loop(items):
    return [item async for item in items]
""",
    names,
)
theirs, their_loop = names["theirs"], names["their_loop"]


async def uses(manager):
    async with manager:
        pass


class NoExit:
    async def __aenter__(self):
        pass


class NoEnter:
    async def __aexit__(self, *exception):
        pass


class NotAwaitable:
    def __init__(self, which):
        self.which = which

    def __aenter__(self):
        return {"aenter": 1, "generator": (x for x in ())}.get(self.which) or returns(1)

    def __aexit__(self, *exception):
        return 1


# --- async for -----------------------------------------------------------------------------------


class Items:
    def __init__(self, *items):
        self.items = list(items)

    def __aiter__(self):
        return self

    async def __anext__(self):
        await pause()
        if not self.items:
            raise StopAsyncIteration
        item = self.items.pop(0)
        if isinstance(item, Exception):
            raise item
        return item


async def loops(items, stop=None):
    """
    >>> run(loops(Items(1, 2, 3))), run(loops(Items(1, 2, 3), 2)), run(loops(Items()))
    ([1, 2, 3, 'else'], [1], ['else'])
    >>> failure(run, loops(Items(1, ValueError('item'))))
    'ValueError: item'
    """
    found = []
    async for item in items:
        if item == stop:
            break
        found.append(item)
    else:
        found.append("else")
    return found


async def nested_loops():
    """
    >>> run(nested_loops())
    [(1, 4), (1, 5), (2, 4), (2, 5)]
    """
    found = []
    async for x in Items(1, 2, 3):
        async for y in Items(4, 5, 6):
            if x == 3:
                return found
            if y == 6:
                continue
            found.append((x, y))


async def unpacks():
    """
    >>> run(unpacks())
    [(1, 2, [3, 4]), (5, 6, [])]
    """
    found = []
    async for x, (y, *rest) in Items((1, (2, 3, 4)), (5, (6,))):
        found.append((x, y, rest))
    return found


async def own_stop():
    """StopAsyncIteration ends a loop only where the next item is waited for.

    >>> failure(run, own_stop())
    'StopAsyncIteration: mine'
    """
    async for _ in Items(1, 2):
        raise StopAsyncIteration("mine")


async def in_handler():
    """
    >>> run(in_handler())
    (['KeyError', 'KeyError'], None)
    """
    kinds = []
    try:
        raise KeyError
    except KeyError:
        async for _ in Items(1, 2):
            kinds.append(sys.exc_info()[0].__name__)
    return kinds, sys.exc_info()[0]


async def with_finally():
    """
    >>> run(with_finally())
    [1, 'f1', 2, 'f2', 'end']
    """
    found = []
    async for x in Items(1, 2, 3, 4):
        try:
            found.append(x)
            if x == 2:
                break
        finally:
            await pause()
            found.append(f"f{x}")
    found.append("end")
    return found


def not_iterable():
    """
    >>> for thing in 1, [], NoNext(), NextGives(1), NextGives([]), NextRaises():
    ...     text = failure(run, loops(thing))
    ...     print(text == failure(run, their_loop(thing)), text)
    True TypeError: 'async for' requires an object with __aiter__ method, got int
    True TypeError: 'async for' requires an object with __aiter__ method, got list
    True TypeError: 'async for' received an object from __aiter__ that does not implement __anext__: int
    True TypeError: 'async for' received an invalid object from __anext__: int
    True TypeError: 'async for' received an invalid object from __anext__: list
    True ZeroDivisionError: division by zero
    >>> try: run(loops(NextGives(1)))
    ... except TypeError as error: print(type(error.__cause__).__name__, error.__context__ is error.__cause__)
    TypeError True
    """


class NoNext:
    def __aiter__(self):
        return 1


class NextGives:
    def __init__(self, value):
        self.value = value

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.value


class NextRaises(NextGives):
    def __init__(self):
        pass

    def __anext__(self):
        1 / 0


def tracebacks():
    """
    >>> trace(loops(Items(ValueError('item'))))
    loops 'async for item in items:'
    __anext__ 'raise item'
    >>> trace(raises_in_exit())
    raises_in_exit 'raise ValueError("body")'  # until 3.9
    raises_in_exit 'async with Fails():'  # from 3.10
    __aexit__ 'raise KeyError("exit")'
    """


def trace(coroutine):
    try:
        run(coroutine)
    except Exception as error:
        for entry in traceback.extract_tb(error.__traceback__)[2:]:
            print(entry.name, repr(entry.line))
