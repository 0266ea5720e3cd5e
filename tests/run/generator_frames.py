"""What a generator keeps between yields: what lives there, no more and no less.

>>> alive, pairs = run(one_each, 3)
>>> alive
[1, 1, 1, 0, 0]
>>> alive, pairs = run(last_two, 3)
>>> alive
[1, 2, 2, 0]

What has been stored at one yield and is no variable at the next is let go.

>>> alive, pairs = run(in_turns, 2)
>>> alive
[1, 0, 2, 0, 0]

The garbage collector sees the frame of a generator that is suspended, and none of one that runs.

>>> collected(cyclic, 1), collected(cyclic, 3)
(True, True)
>>> collect_inside()
[0, 1, 'kept', 0, 1, 'kept']

A number, a flag and an object in one frame, changed or not from yield to yield.

>>> list(mixed(3))
[(0, 0.5, 'x', None), (1, 0.5, 'x', None), (1, 1.0, 'x', [0]), (2, 1.0, 'x', [0]), (2, 2.0, 'x', [0, 1])]
>>> g = mixed(100)
>>> [next(g) for i in range(3)][-1], g.close(), list(g)
((1, 1.0, 'x', [0]), None, [])

Closed or thrown into at each place, nothing is lost and nothing released twice.

>>> [stop(count) for count in range(7)]
[0, 0, 0, 0, 0, 0, 0]
>>> [throw(count) for count in range(1, 7)]
['oops', 'oops', 'oops', 'oops', 'oops', 'oops']
"""
import gc
import weakref


class Thing:
    pass


def run(function, count):
    """How many things live after each step."""
    references = []

    def make():
        thing = Thing()
        references.append(weakref.ref(thing))
        return thing

    alive = []
    steps = 0
    for _ in function(make, count):
        steps += 1
        gc.collect()
        alive.append(sum(r() is not None for r in references))
    _ = None
    gc.collect()
    alive.append(sum(r() is not None for r in references))
    return alive, steps


def one_each(make, count):
    for i in range(count):
        thing = make()
        yield i
    del thing
    yield "after"


def last_two(make, count):
    before = thing = None
    for i in range(count):
        before = thing
        thing = make()
        yield i


def in_turns(make, count):
    first = make()
    yield 1
    del first
    yield 2
    pair = [make(), make()]
    yield 3
    del pair
    yield 4


def cyclic(box):
    thing = Thing()
    thing.box = box
    held = [thing]
    while True:
        yield weakref.ref(thing)
        held = [held, thing]


def collected(function, steps):
    """Is a generator that only its own frame refers to collected with all that it keeps?"""
    box = []
    generator = function(box)
    box.append(generator)
    for _ in range(steps):
        reference = next(generator)
    del generator, box
    gc.collect()
    return reference() is None


def collect_inside():
    log = []

    def inner(thing):
        for i in range(2):
            gc.collect()
            log.append(i * 0)
            yield thing
            gc.collect()
            log.append(1)
            log.append("kept" if thing.value == 5 else "lost")

    thing = Thing()
    thing.value = 5
    for _ in inner(thing):
        gc.collect()
    return log


def mixed(count):
    number, real, text, items = 0, 0.5, "x", None
    while number < count - 1:
        yield number, real, text, items
        number += 1
        yield number, real, text, items
        real *= 2
        items = (items or []) + [number - 1]
    yield number, real, text, items


def nested(things):
    kept = None
    for thing in things:
        try:
            yield thing
            kept = [thing, kept]
            for other in kept:
                yield other
        finally:
            things = things[:]
    yield kept


def stop(count):
    things = [Thing(), Thing()]
    references = [weakref.ref(thing) for thing in things]
    generator = nested(things)
    for _ in range(count):
        next(generator, None)
    generator.close()
    _ = None
    del things, generator
    gc.collect()
    return sum(r() is not None for r in references)


def throw(count):
    generator = nested([Thing(), Thing()])
    for _ in range(count):
        next(generator, None)
    try:
        generator.throw(ValueError("oops"))
    except ValueError as error:
        return str(error)
    return "nothing"


def counting(first, *rest, step=1):
    """
    >>> generator = counting(1, 2)
    >>> code = generator.gi_frame.f_code
    >>> code.co_varnames, code.co_nlocals, code.co_argcount, code is generator.gi_code
    (('first', 'step', 'rest', 'total', 'item', 'last'), 6, 1, True)
    >>> frame = generator.gi_frame
    >>> frame is generator.gi_frame, next(generator), generator.gi_frame is frame
    (True, 1, True)
    >>> list(generator), generator.gi_frame
    ([3], None)
    """
    total = first
    for item in rest:
        yield total
        total += item * step
    last = total
    yield last


def with_cells(x):
    """
    >>> code = with_cells(1).gi_code
    >>> code.co_varnames, code.co_freevars
    (('x', 'inner', 'own'), ())
    >>> [each.gi_code.co_varnames for each in with_cells(1)]
    [('y', 'z')]
    """
    shared = x

    def inner(y):
        z = yield shared
        yield z + y

    own = inner(shared)
    yield own


async def waiting(what):
    """
    >>> coroutine = waiting(1)
    >>> coroutine.cr_frame is coroutine.cr_frame, coroutine.cr_frame.f_code.co_varnames
    (True, ('what', 'got'))
    >>> coroutine.close(); coroutine.cr_frame
    """
    got = await what
    return got
