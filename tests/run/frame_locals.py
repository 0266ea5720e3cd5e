"""The variables of a compiled function are in the frame that it shows to what gives frames.

>>> own(1)
[('a', 1), ('args', ()), ('b', 2), ('k', 3), ('kw', {}), ('x', 3)]
>>> caller(1), through_two(2)
([('a', 1), ('z', 5)], [('a', 2), ('zz', 6)])
>>> closure(2)
([('a', 2), ('c', 1), ('d', 3)], ['a', 'b'])
>>> numbers(2)
[(0, 0.0), (1, 1.5)]
>>> arguments(1, 2)
(['a', 'c'], 'b', 'd', {'a': 1, 'b': (2,), 'c': 1, 'd': {}, 'e': 3})
>>> from_stack(4), interpolated('a')
((4, 'from_stack'), 'aa a')
>>> list(generator(1))
[[('a', 1), ('b', 3)], [('a', 1), ('b', 3), ('c', 4)]]
>>> Class().method(1), Class().with_class()
(['self', 'v'], ['__class__', 'self'])
>>> kept()
([('first', 1), ('second', [1])], 1, True)
>>> gone()
True
>>> nested(3)
[[('n', 1)], [('n', 2)], [('n', 3)]]
>>> reads_place_only(1)
(True, 'reads_place_only')
>>> raised()
([('value', 3)], 'asked')
>>> renamed(1)
[('a', 1)]
>>> empty_closure()
[]
>>> items_of_own_cells(1)
[('a', 1), ('b', 2)]
>>> asked_in_traceback(1)
['asked_in_traceback', 'inner']
"""

import gc
import inspect
import sys
import weakref


def own(a, b=2, *args, k=3, **kw):
    x = a + b
    y = [x]
    del y
    return sorted(sys._getframe().f_locals.items())


def items_of_own_cells(a):
    b = 2

    def inner():
        return a, b

    names = dict(sys._getframe().f_locals.items())
    return sorted(item for item in names.items() if item[1] is not inner)


def reader():
    return sorted(sys._getframe(1).f_locals.items())


def caller(a):
    z = 5
    result = reader()
    after = 7
    return result


def outer_reader():
    return reader_of_two()


def reader_of_two():
    return sorted(sys._getframe(2).f_locals.items())


def through_two(a):
    zz = 6
    return outer_reader()


def closure(a):
    b = 4

    def inner(c):
        d = a + c
        return sorted(sys._getframe().f_locals.items())

    def of_outer():
        return [name for name, value in sorted(sys._getframe(1).f_locals.items()) if not callable(value)]

    return inner(1), of_outer()


def numbers(n):
    out = []
    for i in range(n):
        f = i * 1.5
        out.append((inspect.currentframe().f_locals["i"], inspect.currentframe().f_locals["f"]))
    return out


def arguments(a, *b, c=1, **d):
    e = 3
    found = inspect.getargvalues(inspect.currentframe())
    return found.args, found.varargs, found.keywords, {name: found.locals[name] for name in "abcde"}


def from_stack(a):
    return inspect.stack()[0].frame.f_locals["a"], inspect.stack()[0].function


def interpolated(name):
    value = name * 2
    return filled("{value} {name}")


def filled(text):
    return text.format(**sys._getframe(1).f_locals)


def generator(a):
    b = 3
    yield sorted(sys._getframe().f_locals.items())
    c = 4
    yield sorted(sys._getframe().f_locals.items())


class Class:
    def method(self, v):
        return sorted(name for name in sys._getframe().f_locals)

    def with_class(self):
        __class__
        return sorted(name for name in sys._getframe().f_locals)


def give_frame(first):
    second = [first]
    return own_frame()


def own_frame():
    return sys._getframe(1)


def kept():
    frame = give_frame(1)
    names = sorted(frame.f_locals.items())
    return names, frame.f_locals["first"], frame.f_code.co_name == "give_frame"


class Thing:
    pass


def look_and_leave(thing):
    return "thing" in sys._getframe().f_locals


def gone():
    thing = Thing()
    reference = weakref.ref(thing)
    look_and_leave(thing)
    del thing
    gc.collect()
    return reference() is None


def nested(n):
    found = nested(n - 1) if n > 1 else []
    del_found = found
    del found
    return [*del_found, [item for item in sys._getframe().f_locals.items() if item[0] == "n"]]


def reads_place_only(a):
    return sys._getframe().f_globals is globals(), sys._getframe().f_code.co_name


class Asked(Exception):
    pass


def ask():
    names = sorted(sys._getframe(1).f_locals.items())
    raise Asked(names, "asked")


def raised():
    try:
        asks()
    except Asked as error:
        return error.args


def asks():
    value = 3
    ask()


look = sys._getframe


def renamed(a):
    return sorted(look().f_locals.items())


def empty_closure():
    def inner():
        return sorted(sys._getframe().f_locals) + ([late] if False else [])

    result = inner()
    late = 1
    return result


def asked_in_traceback(captured):
    def inner():
        return captured + None

    try:
        inner()
    except TypeError as error:
        entry = error.__traceback__
    names = []
    while entry is not None:
        assert len(entry.tb_frame.f_locals) >= 0
        names.append(entry.tb_frame.f_code.co_name)
        entry = entry.tb_next
    return names
