"""Objects of classes whose bases another module has: made and released once, by both modules.

>>> import base, derived

Construction and destruction, also where it fails on the way:

>>> log = []
>>> life_of(base.Logged)
['base cinit', 'base dealloc']
>>> life_of(derived.LoggedChild)
['base cinit', 'child cinit', 'child dealloc', 'base dealloc']
>>> life_of(derived.LoggedGrandchild)
['base cinit', 'child cinit', 'child dealloc', 'base dealloc']
>>> life_of(derived.LoggedChild, "fail")
['base cinit', 'child dealloc', 'base dealloc', 'base']
>>> life_of(derived.LoggedGrandchild, "fail late")
['base cinit', 'child cinit', 'child dealloc', 'base dealloc', 'child']
>>> log = []
>>> base.note(derived.LoggedGrandchild(log), "x")
>>> log
['base cinit', 'child cinit', ('child', 'x'), ('base', 'x'), 'child dealloc', 'base dealloc']

Python's subclasses:

>>> life_of(type("P", (derived.LoggedGrandchild,), {}))
['base cinit', 'child cinit', 'child dealloc', 'base dealloc']
>>> life_of(type("P", (derived.LoggedChild,), {"__slots__": ()}))
['base cinit', 'child cinit', 'child dealloc', 'base dealloc']

Weak references and attributes:

>>> weak_life(derived.WeakChild)
(['gone'], True)
>>> weak_life(base.Weak)
(['gone'], True)

Finalizers run once:

>>> finalizer_life(base.Finalized), finalizer_life(derived.FinalizedChild)
((True, ['del', 'del']), (True, ['del', 'del']))
>>> finalizer_life(type("P", (derived.FinalizedChild,), {}))
(True, ['del', 'del'])
>>> finalizer_life(type("P", (base.Finalized,), {}))
(True, ['del', 'del'])

Cycles are found:

>>> [cycle_life(made) for made in (base.Node, derived.NodeChild, derived.SequenceChild)]
[True, True, True]
>>> cycle_life(type("P", (derived.NodeChild,), {}))
True
>>> cycle_life(type("P", (derived.SequenceChild,), {}))
True

Sizes, and references to the types:

>>> [made.__basicsize__ - object.__basicsize__ for made in (base.Plain, derived.PlainChild)]
[8, 16]
>>> type_references()
[1, 1, 1, 1, 1, 1, 1, 2]
"""

import gc
import sys
import weakref

import base
import derived


def life_of(made, *arguments):
    log = []
    try:
        made(log, *arguments)
    except ValueError as error:
        log.append(str(error))
    gc.collect()
    return log


def weak_life(made):
    log = []
    thing = made([1, 2])
    thing.attribute = [thing]
    reference = weakref.ref(thing, lambda _: log.append("gone"))
    assert reference() is thing
    assert thing.__dict__ == {"attribute": [thing]}
    del thing
    gc.collect()
    return log, reference() is None


def finalizer_life(made):
    log = []
    made(log)
    thing = made(log)
    thing_log = thing.log
    del thing
    gc.collect()
    return thing_log is log, log


class Canary:
    pass


def cycle_life(made):
    thing = made()
    canary = Canary()
    gone = weakref.ref(canary)
    if hasattr(thing, "other"):
        thing.other = thing, canary
    if hasattr(thing, "third"):
        thing.third = thing
    if hasattr(thing, "more"):
        thing.more = thing.extra = [thing, canary]
        thing.append(thing)
    del thing, canary
    gc.collect()
    return gone() is None


def type_references():
    classes = [derived.PlainChild, derived.LoggedGrandchild, derived.WeakChild, derived.NodeChild]
    classes += [type(f"Python{made.__name__}", (made,), {}) for made in classes]
    before = [sys.getrefcount(made) for made in classes]
    for made in classes:
        for _ in range(100):
            made([]) if issubclass(made, base.Logged) else made()
    gc.collect()
    return [sys.getrefcount(made) - count for made, count in zip(classes, before)]
