"""Asynchronous functions with C variables, cdef classes and regions without the GIL."""

import asyncio
import inspect
import sys
import types

from libc.stdlib cimport free, malloc


@types.coroutine
def pause(value=None):
    return (yield value)


def run(coroutine, *sent):
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
        return f'{type(error).__name__}: {error}'


cdef struct Point:
    double x, y


cdef double scale(double value) noexcept nogil:
    return value * 2


cdef int checked(int value) except -1:
    if value < 0:
        raise ValueError(f'negative {value}')
    return value


async def numbers(int count, double factor=0.5, unsigned char small=200):
    """
    >>> run(numbers(3), 10, 20, 30)
    ([0, 1, 2], (60, 51.5, 203, 5))
    >>> run(numbers(0))
    ([], (0, 0.0, 200, 0))
    >>> failure(numbers, 'x')
    'TypeError: an integer is required'
    >>> failure(numbers, 1, 2, 256)
    'OverflowError: value too large to convert to unsigned char'
    """
    cdef int i, total = 0
    cdef double weighted = 0
    cdef long long sum_of_squares = 0
    cdef long long *squares = &sum_of_squares
    for i in range(count):
        total += await pause(i)
        weighted += factor * (total + i)
        small += 1
        squares[0] += i * i
    with nogil:
        weighted = scale(weighted) / 2
    return total, weighted, small, sum_of_squares


async def memory(Py_ssize_t size):
    """
    >>> run(memory(4))[1]
    6.0
    >>> coroutine = memory(4); freed.clear()
    >>> coroutine.send(None), coroutine.close(), freed
    (0.0, None, [1])
    """
    cdef double *items = <double *>malloc(size * sizeof(double))
    cdef Py_ssize_t i
    cdef double total = 0
    try:
        for i in range(size):
            items[i] = i
            await pause(items[i])
        with nogil:
            for i in range(size):
                total += items[i]
        return total
    finally:
        free(items)
        freed.append(1)


freed = []


async def structs(double x):
    """
    >>> run(structs(1.5), 2.5)
    ([1.5], (1.5, 2.5, [1, 2, 30], 4.0))
    """
    cdef Point point
    cdef int[3] items = [1, 2, 3]
    cdef (int, double) pair = (1, 3.0)
    point.x = x
    point.y = await pause(point.x)
    items[2] *= 10
    return point.x, point.y, [items[0], items[1], items[2]], pair[0] + pair[1]


async def views(double[:] view):
    """
    >>> from array import array
    >>> run(views(array('d', [1, 2, 3])))
    ([1.0, 2.0, 3.0], 6.0)
    """
    cdef double total = 0
    cdef double[:] part = view[1:]
    for i in range(view.shape[0]):
        total += view[i]
        await pause(view[i])
    assert part.shape[0] == view.shape[0] - 1
    return total


async def errors(int value):
    """
    >>> run(errors(1))
    ([], 1)
    >>> failure(run, errors(-1))
    'ValueError: negative -1'
    """
    return checked(value) + 0 * len(await returns([]))


async def returns(value):
    return value


async def catches(int value):
    """
    >>> run(catches(-5))
    (['caught'], 'negative -5')
    """
    try:
        checked(value)
    except ValueError as error:
        await pause('caught')
        return str(error)


cdef class Awaitable:
    """
    >>> thing = Awaitable(3)
    >>> run(awaits(thing), 'a', 'b', 'c')
    ([0, 1, 2], ['a', 'b', 'c'])
    >>> async def theirs(thing): return await thing
    >>> run(theirs(thing), 'a', 'b', 'c')
    ([0, 1, 2], ['a', 'b', 'c'])
    >>> next(thing.__await__())
    0
    """
    cdef int count

    def __init__(self, int count):
        self.count = count

    def __await__(self):
        cdef int i
        received = []
        for i in range(self.count):
            received.append((yield i))
        return received


async def awaits(thing):
    return await thing


cdef class Items:
    """
    >>> run(collect(Items(3)))
    ([0, 1, 2], [0, 1, 4])
    >>> async def theirs(items): return [item async for item in items]
    >>> run(theirs(Items(3)))
    ([0, 1, 2], [0, 1, 4])
    >>> run(collect(Child(2)))
    ([0, 1], ['child', 'child'])
    """
    cdef int next, end

    def __cinit__(self, int end):
        self.end = end

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.next == self.end:
            raise StopAsyncIteration
        await pause(self.next)
        self.next += 1
        return (self.next - 1) ** 2


class Child(Items):
    async def __anext__(self):
        await super().__anext__()
        return 'child'


async def collect(items):
    return [item async for item in items]


cdef class Manager:
    """
    >>> manager = Manager()
    >>> run(manages(manager, None)), manager.log
    ((['in', 'out'], 'entered'), [None])
    >>> failure(run, manages(manager, ValueError('v'))), manager.log
    ('ValueError: v', [None, 'ValueError'])
    >>> run(manages(manager, KeyError('k'))), manager.log
    ((['in', 'out'], None), [None, 'ValueError', 'KeyError'])
    """
    cdef public list log

    def __cinit__(self):
        self.log = []

    async def __aenter__(self):
        await pause('in')
        return 'entered'

    async def __aexit__(self, kind, value, trace):
        await pause('out')
        self.log.append(kind and kind.__name__)
        return isinstance(value, KeyError)


async def manages(Manager manager not None, error):
    cdef int depth = 0
    async with manager as entered:
        depth += 1
        if error is not None:
            raise error
        return entered


cdef class Server:
    """
    >>> server = Server(2)
    >>> asyncio.run(server.serve(5))
    (10, 5, 20.0)
    >>> Server.step.__name__, server.step.__qualname__
    ('step', 'Server.step')
    >>> methods = Server.serve, server.serve, server.step
    >>> minor = sys.version_info[1]  # Python 3.9 asks for a function of its own
    >>> [inspect.iscoroutinefunction(method) or minor < 10 for method in methods]
    [True, True, True]
    >>> inspect.isasyncgenfunction(Server.steps) or minor < 10
    True
    >>> run(collect(server.steps(2)))
    ([], [2, 4])
    >>> run(Server.static(1)), run(Server.of_class())
    (([], 2), ([], 'Server'))
    """
    cdef int factor
    cdef double total

    def __init__(self, int factor):
        self.factor = factor

    async def step(self, int i):
        await asyncio.sleep(0)
        self.total += self.scaled(i)
        return i

    cdef int scaled(self, int i):
        return self.factor * i

    async def serve(self, int count):
        cdef int i, total = 0, done = 0
        for step in asyncio.as_completed([self.step(i) for i in range(count)]):
            total += await step
            done += 1
        return total, done, self.total

    async def steps(self, int count):
        cdef int i
        for i in range(1, count + 1):
            yield self.scaled(i)

    @staticmethod
    async def static(int value):
        return value + 1

    @classmethod
    async def of_class(cls):
        return cls.__name__


async def generates(int count, double factor):
    """
    >>> run(collect(generates(3, 0.5)))
    (['awaited 0', 'awaited 1', 'awaited 2'], [0.0, 0.5, 1.5])
    >>> generator = generates(3, 0.5)
    >>> failure(run, generator.__anext__())
    (['awaited 0'], 0.0)
    >>> run(generator.athrow(ValueError('thrown')))
    ([], -1)
    >>> run(generator.aclose())
    ([], None)
    """
    cdef double total = 0
    cdef int i
    try:
        for i in range(count):
            with nogil:
                total += i * factor
            await pause(f'awaited {i}')
            yield total
    except ValueError:
        yield -1


def closure(int start):
    """
    >>> run(closure(5)())
    ([5, 6], 7)
    """
    cdef int value = start

    async def inner():
        nonlocal value
        for _ in range(2):
            await pause(value)
            value += 1
        return value

    return inner


async def annotated(x: int, names: list = None) -> int:
    """
    >>> run(annotated(1, [1, 2]))
    ([1], 3)
    >>> failure(annotated, 1, (1, 2))
    "TypeError: Argument 'names' has incorrect type (expected list, got tuple)"
    """
    names = await pause(x) or names
    return x + len(names)


async def without_gil_in_between(int count):
    """
    >>> run(without_gil_in_between(3))
    (['a', 'a', 'a'], 14.0)
    """
    cdef double total = 0
    cdef int i
    for i in range(count):
        with nogil:
            total += scale(i)
            with gil:
                total += 0
        await pause('a')
        with nogil:
            total += scale(i) + 1
    return total - 1


def yields_once():
    yield


async def waits_to_yield():
    yield


def of_generators():
    """`__module__` is the function's, and the type keeps its own.

    >>> of_generators()
    ['async_cdef', 'async_cdef', 'async_cdef']
    >>> [type(each).__module__ == 'async_cdef' for each in (yields_once(), waits_to_yield())]
    [False, False]
    >>> type(yields_once()).__dict__['__name__'].__doc__
    'name of the generator'
    """
    coroutine = pauses_never()
    names = [each.__module__ for each in (yields_once(), coroutine, waits_to_yield())]
    coroutine.close()
    return names


async def pauses_never():
    pass


class Made:
    """An asynchronous manager, and iterator, with the methods that it is given."""

    def __init__(self, **methods):
        self.__class__ = type("Made", (Made,), methods)


async def given(value, *arguments):
    return value


async def uses(manager):
    """What cannot be awaited, or is no manager, is told in Cython's words.

    >>> failure(run, uses(Made()))
    'AttributeError: __aexit__'
    >>> failure(run, uses(Made(__aenter__=given)))
    'AttributeError: __aexit__'
    >>> failure(run, uses(Made(__aexit__=given)))
    'AttributeError: __aenter__'
    >>> failure(run, uses(Made(__aenter__=lambda self: 5, __aexit__=given)))
    "TypeError: object int can't be used in 'await' expression"  # until 3.13
    "TypeError: 'int' object can't be awaited"  # from 3.14
    >>> failure(run, uses(Made(__aenter__=given, __aexit__=lambda *arguments: 5)))
    "TypeError: object int can't be used in 'await' expression"  # until 3.13
    "TypeError: 'int' object can't be awaited"  # from 3.14
    """
    async with manager:
        pass


async def collects(iterable):
    """
    >>> failure(run, collects(Made()))
    "TypeError: 'async for' requires an object with __aiter__ method, got Made"
    >>> failure(run, collects(Made(__aiter__=lambda self: 5)))
    "TypeError: 'async for' requires an object with __anext__ method, got int"
    """
    return [each async for each in iterable]
