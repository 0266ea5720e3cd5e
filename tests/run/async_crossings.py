"""Asynchronous functions crossed with all else: handlers, closures, classes, unpacking, globals.

>>> main()
([0, ('f', 0), 0, 'outer', 1, ('f', 1), 'outer', 2, ('f', 2), 2, 'outer', 3, ('f', 3), 'outer'], [0, 'caught', 'o', 1, 'o', 2, 'caught', 'o', 3, 'o'])
([0, 1, 2], [(None, (1, 2)), (None, (1, 2)), (None, (1, 2))])
(['cm', 'cb', 'cm'], ['in', 'v', "KeyError('k')", 'out', 'in', 'v', 'out'])
(['C'], None)
(['s'], ('C', None))
(['p'], None)
([None], (0, [1, 2, 3, 4], {'a': 1, 'b': 2, 'z': None}))
(['g'], (None, 4))
([1], 'UnboundLocalError')
([1, 3, 4, 5], (None, None, None, True, True, [2]))
([2, 5], (None, 0, 1, True, True, [2]))
([], [2, 2, 2, 2, 'else', (0, 1, 1, 0), (1, 2, 2, 0)])
([], (78.0, 10000000000))
([1, 2], ((2,), (1,), None))
([], ('KeyError(2)', "ValueError('c')"))
([], 'm2')
([], ([3, 1, 2], 4))
([], [2, 4])
([], (2, (2, 0)))
([0, 1, 'cm'], (0, 2))
"""

import contextlib
import types


@types.coroutine
def pause(v=None):
    return (yield v)


def run(c):
    out = []
    v = None
    while True:
        try:
            out.append(c.send(None))
        except StopIteration as s:
            return out, s.value


async def nested_finally(n):
    log = []
    for i in range(n):
        try:
            try:
                await pause(i)
                if i == 1:
                    continue
                if i == 3:
                    return log
                raise ValueError(i)
            finally:
                await pause(("f", i))
                log.append(i)
        except ValueError as e:
            await pause(e.args[0])
            log.append("caught")
        else:
            log.append("else")
        finally:
            await pause("outer")
            log.append("o")
    return log


async def lam():
    f = lambda x, *a: (x, a)
    g = [f(await pause(i), *await lst()) for i in range(3)]
    return g


@contextlib.asynccontextmanager
async def cm(log):
    log.append("in")
    try:
        yield "v"
    except KeyError as e:
        log.append(repr(e))
    finally:
        await pause("cm")
        log.append("out")


async def use_cm():
    log = []
    async with cm(log) as v:
        log.append(v)
        raise KeyError("k")
    async with contextlib.AsyncExitStack() as st:
        log.append(await st.enter_async_context(cm(log)))
        st.push_async_callback(pause, "cb")
    return log


class Meta(type):
    async def m(cls):
        return await pause(cls.__name__)


class C(metaclass=Meta):
    x = 5

    async def sup(self):
        return __class__.__name__, await pause("s")

    def __aiter__(self):
        async def it():
            for i in range(self.x):
                yield i

        return it()

    @property
    async def p(self):
        return await pause("p")


async def starred():
    a, *b = [x async for x in C()]
    d = {**{k: v async for k, v in pairs()}, "z": await pause()}
    return a, b, d


async def pairs():
    yield "a", 1
    yield "b", 2


async def globals_():
    global G
    G = await pause("g")
    global H
    async for H in C():
        pass
    return G, H


async def delete():
    x = await pause(1)
    del x
    try:
        return x
    except UnboundLocalError as e:
        return type(e).__name__


async def cond(a, b):
    return (
        (await pause(1) if a else await pause(2)),
        (a and await pause(3)),
        (b or await pause(4)),
        not await pause(5),
        1 < await two() < 3,
        [await two()][await zero() :],
    )


async def two():
    return 2


async def zero():
    return 0


async def loops():
    r = []
    while (n := await two()) and len(r) < 4:
        r.append(n)
    else:
        r.append("else")
    for i, (a, b) in enumerate(zip(await lst(), await lst())):
        r.append((i, a, b, await zero()))
    return r


async def lst():
    return [1, 2]


async def floats():
    t = 0.5
    n = 1
    for i in range(5):
        t = t * 2 + await two()
        n = n * 10 ** await two()
    return t, n


async def exc_group():
    try:
        try:
            await boom(1)
        except ValueError as e:
            await boom(2)
    except ValueError as e:
        x = e
    return x.args, x.__context__.args, x.__cause__


async def boom(x):
    await pause(x)
    raise ValueError(x)


async def raise_from():
    try:
        raise KeyError(await two()) from await err()
    except KeyError as e:
        return repr(e), repr(e.__cause__)


async def err():
    return ValueError("c")


async def assert_():
    try:
        assert await zero(), f"m{await two()}"
    except AssertionError as e:
        return str(e)


async def aug():
    x = [1]
    x[await zero()] += await two()
    x += await lst()

    class O:
        pass

    o = O()
    o.a = await two()
    o.a *= await two()
    return x, o.a


async def gen_in_gen():
    return [y async for y in (x * 2 for x in [1, 2] if await two())]


async def deco():
    def d(v):
        return lambda f: (v, f)

    @d(await two())
    async def inner(x=await two(), *, y: int = await zero()):
        return x, y

    return inner[0], (await inner[1]())


async def early(n):
    async for i in C():
        async with cm([]):
            for j in range(5):
                with contextlib.suppress(KeyError):
                    if j == n:
                        return i, j
                    await pause(j)


def main():
    for f in (
        lambda: nested_finally(5),
        lam,
        use_cm,
        C.m,
        C().sup,
        lambda: C().p,
        starred,
        globals_,
        delete,
        lambda: cond(1, 0),
        lambda: cond(0, 1),
        loops,
        floats,
        exc_group,
        raise_from,
        assert_,
        aug,
        gen_in_gen,
        deco,
        lambda: early(2),
    ):
        try:
            print(run(f()))
        except Exception as e:
            print(repr(e))
