"""locals(), vars(), dir(), eval and exec where they read the variables of the code around them.

>>> MODULE
(True, True, True)
>>> sorted(set(Body.names) - {"__firstlineno__"}), Body.total, Body.bound
(['__module__', '__qualname__', 'first'], 2, 5)
>>> ITERATED
(True, True, True, [True], [True])
>>> Iterated.names
(['first'], {'first'}, {'first': 1}, [1])
"""

import sys

MODULE = locals() is globals(), vars() is globals(), "sys" in dir()


def conditional(flag, *rest, key=1, **others):
    """Only what has a value.

    >>> conditional(True, 2, key=3, other=4)
    {'flag': True, 'rest': (2,), 'key': 3, 'others': {'other': 4}, 'bound': 5}
    >>> conditional(False)
    {'flag': False, 'rest': (), 'key': 1, 'others': {}}
    """
    if flag:
        bound = 5
    return dict(sorted(locals().items(), key=rank))


def rank(item):
    return ["flag", "rest", "key", "others", "bound"].index(item[0])


def numbers(count):
    """Variables that are not boxed.

    >>> numbers(4)
    ({'count': 4, 'total': 0}, {'count': 4, 'total': 14, 'each': 3})
    """
    total = 0
    before = locals().copy()
    for each in range(count):
        total += each * each
    after = locals().copy()
    return before, {name: after[name] for name in ("count", "total", "each")}


def deleted(value):
    """
    >>> deleted(1)
    (['other', 'value'], ['value'])
    """
    other = 2
    before = dir()
    del other
    before.sort()
    return before, [name for name in vars() if name != "before"]


def shared(outer):
    """A closure's variables, its own and those of the function around it.

    >>> inner, names = shared(1)
    >>> names
    ['inner', 'outer', 'unused']
    >>> inner(2)
    {'mine': 2, 'outer': 1}
    """
    unused = 3

    def inner(mine):
        return dict(sorted(locals().items())) if outer else unset

    if not outer:
        unset = 4
    return inner, sorted(locals())


class Around:
    """`__class__` is a variable of the methods that use it.

    >>> Around().method()
    ['__class__', 'self']
    """

    def method(self):
        super().__init__()
        return dir()


def generator(count):
    """
    >>> list(generator(2))
    [0, ['count', 'each'], ['count']]
    """
    for each in range(count):
        yield each and sorted(locals())
    del each
    yield sorted(locals())


class Body:
    first = 1
    names = list(locals())
    total = eval("first + 1")
    exec("bound = 5")


def evaluated(left, right):
    """Sees the variables, and the module's; an error says where.

    >>> evaluated(1, 2)
    (3, 'MODULE')
    >>> evaluated(1, None)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
    >>> failing()
    Traceback (most recent call last):
    NameError: name 'nowhere' is not defined
    """
    return eval("left + right"), eval("[name for name in globals() if name == 'MODULE'][0]")


def failing():
    return eval("nowhere")


def executed(values):
    """What is bound there changes no variable.

    >>> executed([])
    ([1], 2)
    """
    bound = 2
    exec("values.append(1); bound = 3")
    return values, bound


def rebound(locals):
    """
    >>> rebound(lambda: "mine")
    'mine'
    """
    return locals()


def handled():
    """The name of a handler is gone after it.

    >>> handled()
    (['error'], [], <class 'ValueError'>)
    """
    try:
        raise ValueError
    except ValueError as error:
        during = dir()
        raised = error
    return during, [name for name in dir() if name not in ("during", "raised")], type(raised)


def kept():
    """The objects in the dict are let go with it.

    >>> kept()
    0
    """
    value = object()
    before = sys.getrefcount(value)
    locals()
    if sys.version_info >= (3, 13):
        return sys.getrefcount(value) - before
    names = locals()
    names.clear()
    return sys.getrefcount(value) - before


def iterated(left, right):
    """The first iterable of a comprehension belongs to the code around, whatever it collects.

    >>> iterated(1, 2)
    (['left', 'right'], ['left', 'right'], {'left': 1, 'right': 2}, [['left', 'right']], [3])
    """
    return (
        [name for name in dir()],
        sorted({name for name in vars()}),
        {name: value for name, value in locals().items()},
        [[name for name in names] for names in [sorted(vars())]],
        [each for each in eval("[left + right]")],
    )


ITERATED = (
    "sys" in [name for name in vars()],
    "sys" in {name for name in dir()},
    "sys" in {name: value for name, value in locals().items()},
    ["sys" in names for names in [vars()]],
    [each is sys for each in eval("[sys]")],
)


class Iterated:
    first = 1
    names = (
        [name for name in vars() if name == "first"],
        {name for name in dir() if name == "first"},
        {name: value for name, value in locals().items() if name == "first"},
        [each for each in eval("[first]")],
    )
