"""The variables of a comprehension end with it, and what they held is let go.

>>> [alive_after(f) for f in (in_list, in_set, in_dict, nested, unpacked, with_condition)]
[0, 0, 0, 0, 0, 0]

When an exception leaves it and is handled in the same function, too.

>>> [alive_after(f) for f in (caught, caught_inside_finally, caught_by_with)]
[0, 0, 0]

A variable that an inner function has taken lives as long as that.

>>> alive_after(taken)
2
>>> alive_after(taken_and_dropped)
0

At a yield nothing of an earlier comprehension is left.

>>> list(generator())
[0, 'x', 0]
>>> at_module_level, InClass.alive
(0, 0)

Names of the function around stay what they were.

>>> shadowed()
('outer', [1, 2])
"""
import contextlib
import weakref

references = []


class Thing:
    def fail(self):
        raise ValueError


def make():
    thing = Thing()
    references.append(weakref.ref(thing))
    return thing


def alive():
    return sum(reference() is not None for reference in references)


def alive_after(function):
    del references[:]
    return function()


def in_list():
    result = [1 for thing in [make(), make()] if thing]
    return alive()


def in_set():
    result = {str(type(thing)) for thing in [make(), make()]}
    return alive()


def in_dict():
    result = {i: str(type(thing)) for i, thing in enumerate([make(), make()])}
    return alive()


def nested():
    result = [[1 for other in [thing, make()]] for thing in [make()]]
    return alive()


def unpacked():
    result = [1 for first, (second, *rest) in [(make(), (make(), make()))]]
    return alive()


def with_condition():
    result = [1 for thing in [make()] for other in [make(), thing] if other is thing]
    return alive()


def caught():
    try:
        result = [thing.fail() for thing in [make(), make()]]
    except ValueError:
        pass
    return alive()


def caught_inside_finally():
    try:
        try:
            result = [thing.fail() for thing in [make(), make()]]
        finally:
            more = [1 for thing in [make()]]
    except ValueError:
        pass
    return alive()


def caught_by_with():
    with contextlib.suppress(ValueError):
        result = {thing.fail() for thing in [make(), make()]}
    return alive()


def taken():
    functions = [lambda: (thing, other) for thing in [make(), make()] for other in [make()]]
    return alive()


def taken_and_dropped():
    functions = [lambda: thing for thing in [make(), make()]]
    del functions
    return alive()


def generator():
    del references[:]
    first = [1 for thing in [make(), make()]]
    yield alive()
    yield "x"
    try:
        second = [thing.fail() for thing in [make(), make()]]
    except ValueError:
        pass
    yield alive()


def shadowed():
    thing = "outer"
    numbers = [thing for thing in (1, 2)]
    return thing, numbers


del references[:]
numbers = [1 for thing in [make(), make()]]
at_module_level = alive()


class InClass:
    numbers = [1 for thing in [make(), make()]]
    alive = alive()
