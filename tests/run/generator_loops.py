"""Loops that resume generators directly, and what is seen of these meanwhile."""

import gc
import sys
import weakref


def count(n):
    for i in range(n):
        yield i
    return "end"


def give_and_take(n):
    got = []
    for i in range(n):
        got.append((yield i))
    yield got


def loop(values):
    """
    >>> loop(count(3))
    [0, 1, 2]
    >>> generator = count(4)
    >>> next(generator), loop(generator), loop(generator), list(generator)
    (0, [1, 2, 3], [], [])
    >>> loop(give_and_take(2))
    [0, 1, [None, None]]
    >>> loop(iter([1, 2])), loop((3,)), loop([]), loop({4: 5}), loop("ab")
    ([1, 2], [3], [], [4], ['a', 'b'])
    >>> loop(1)
    Traceback (most recent call last):
    ...
    TypeError: 'int' object is not iterable
    """
    result = []
    for value in values:
        result.append(value)
    return result


def leave(generator):
    """
    >>> generator = count(5)
    >>> leave(generator), next(generator), leave(generator), list(generator)
    (0, 1, 2, [3, 4])
    """
    for value in generator:
        break
    else:
        value = None
    return value


def loop_and_else(generator):
    """
    >>> loop_and_else(count(2)), loop_and_else(count(0))
    (['1', 'else'], ['?', 'else'])
    """
    text = "?"
    for value in generator:
        text = str(value)
    else:
        return [text, "else"]


class Item:
    pass


def give_item():
    yield 1
    return Item()


def what_is_returned_is_dropped():
    """
    >>> what_is_returned_is_dropped()
    [1, 'no items']
    """
    generator = give_item()
    found = []
    for value in generator:
        found.append(value)
    gc.collect()
    items = [each for each in gc.get_objects() if isinstance(each, Item)]
    found.append(items or "no items")
    del generator
    return found


def fail(kind, after):
    for i in range(after):
        yield i
    raise kind("x")


def loop_and_fail(kind, after):
    """
    >>> loop_and_fail(KeyError, 2)
    [0, 1, "KeyError('x')", None]
    >>> loop_and_fail(StopIteration, 1)
    [0, "RuntimeError('generator raised StopIteration')", "StopIteration('x')"]
    >>> loop_and_fail(GeneratorExit, 0)
    ["GeneratorExit('x')", None]
    """
    found = []
    generator = fail(kind, after)
    try:
        for value in generator:
            found.append(value)
    except BaseException as error:
        found.append(repr(error))
        found.append(error.__cause__ and repr(error.__cause__))
    assert list(generator) == []
    return found


class Reader:
    """Its generator looks at itself."""

    def __init__(self):
        self.generator = self.read()
        self.seen = []

    def look(self, what):
        self.seen.append(what)
        self.seen.append(self.generator.gi_running)
        for ask in (next, list, loop, lambda g: g.send(None), lambda g: g.throw(KeyError), close):
            try:
                ask(self.generator)
            except ValueError as error:
                self.seen.append(str(error) == "generator already executing")

    def read(self):
        self.look("start")
        yield 1
        self.look("again")
        yield from self.inner()

    def inner(self):
        self.look("inner")
        yield 2
        self.look("inner, passed on")
        return 3


def close(generator):
    generator.close()


def looking():
    """
    >>> looking()
    [1, False, 2, False]
    ['start', True, True, True, True, True, True, True]
    ['again', True, True, True, True, True, True, True]
    ['inner', True, True, True, True, True, True, True]
    ['inner, passed on', True, True, True, True, True, True, True]
    """
    reader = Reader()
    found = []
    for value in reader.generator:
        found += [value, reader.generator.gi_running]
    print(found)
    for i in range(0, len(reader.seen), 8):
        print(reader.seen[i : i + 8])


class Asker:
    """Asks the generator for more when the generator lets go of it."""

    def __init__(self, told):
        self.told = told
        self.generator = None

    def __del__(self):
        try:
            self.told.append(list(self.generator))
        except ValueError as error:
            self.told.append(str(error))


def hold(asker, fails):
    yield 1
    if fails:
        raise KeyError("k")
    return "value"


def asked_when_left(fails):
    """
    >>> asked_when_left(True)
    (1, KeyError('k'))
    >>> asked_when_left(False)
    (1, 'value')
    """
    told = []
    asker = Asker(told)
    asker.generator = generator = hold(asker, fails)
    del asker
    first = next(generator)
    try:
        next(generator)
    except StopIteration as stop:
        result = stop.value
    except KeyError as error:
        result = KeyError(*error.args)
    assert told in ([[]], ["generator already executing"]), told
    return first, result


def handling(values):
    try:
        raise KeyError("own")
    except KeyError:
        for value in values:
            yield value, sys.exc_info()[0]
    yield "after", sys.exc_info()[0]


def inside():
    yield sys.exc_info()[0]
    try:
        raise IndexError
    except IndexError:
        yield sys.exc_info()[0]
    yield sys.exc_info()[0]


def passing():
    try:
        raise ValueError
    except ValueError:
        yield from inside()
    yield from inside()


def handled():
    """What is handled is the generator's where it handles something itself, else the caller's.

    >>> for line in handled():
    ...     print([getattr(each, "__name__", each) for each in line])
    [0, 'KeyError', 'TypeError']
    [1, 'KeyError', 'TypeError']
    ['after', 'TypeError', 'TypeError']
    ['TypeError', 'TypeError']
    ['IndexError', 'TypeError']
    ['TypeError', 'TypeError']
    ['ValueError', 'TypeError']
    ['IndexError', 'TypeError']
    ['ValueError', 'TypeError']
    ['TypeError', 'TypeError']
    ['IndexError', 'TypeError']
    ['TypeError', 'TypeError']
    """
    lines = []
    try:
        raise TypeError
    except TypeError:
        for value, kind in handling([0, 1]):
            lines.append([value, kind, sys.exc_info()[0]])
        for kind in inside():
            lines.append([kind, sys.exc_info()[0]])
        for kind in passing():
            lines.append([kind, sys.exc_info()[0]])
    assert sys.exc_info()[0] is None
    return lines


def context():
    """
    >>> context()
    (KeyError('inner'), TypeError('outer'))
    """

    def raising():
        yield 1
        raise KeyError("inner")

    try:
        raise TypeError("outer")
    except TypeError:
        try:
            for _ in raising():
                pass
        except KeyError as error:
            return error, error.__context__


def chain(depth, n):
    if depth:
        result = yield from chain(depth - 1, n)
        return result + 1
    yield from range(n)
    return 0


def deep():
    """
    >>> deep()
    ([0, 1, 2, 3], 50)
    """
    generator = chain(50, 4)
    found = [next(generator), next(generator)]
    for value in generator:
        found.append(value)
        if value == 2:
            break
    found.append(next(generator))
    try:
        next(generator)
    except StopIteration as stop:
        return found, stop.value


def taken_away():
    """What a generator waits for is finished by somebody else.

    >>> taken_away()
    ([0, 1, 'rest'], [])
    """

    def wait(inner):
        yield from inner
        yield "rest"

    inner = count(3)
    outer = wait(inner)
    found = [next(outer), next(outer)]
    list(inner)
    for value in outer:
        found.append(value)
    return found, list(inner)


def entangled():
    """Two that wait for the same one.

    >>> entangled()
    [0, 1, 2, 3, 'first', 'second']
    """

    def wait(inner, name):
        yield from inner
        yield name

    inner = count(4)
    first, second = wait(inner, "first"), wait(inner, "second")
    found = []
    for _ in range(2):
        found.append(next(first))
        found.append(next(second))
    for generator in (first, second):
        for value in generator:
            found.append(value)
    return found


def lists_in_expressions():
    """A generator expression reads a list as it is when the item is due.

    >>> lists_in_expressions()
    ([2, 4, 6, 8], [], [10, 20], [0, 1, 4])
    """
    values = [1, 2, 3]
    doubled = (value * 2 for value in values)
    found = [next(doubled)]
    values.append(4)
    found += list(doubled)
    values.append(5)
    return found, list(doubled), list(x * 10 for x in (1, 2)), list(x * x for x in count(3))


def collected():
    """Those that wait for each other in a circle are collected.

    >>> collected()
    (True, ['closed', 'closed'])
    """
    log = []

    def circle(holder):
        try:
            yield from inner(holder)
        finally:
            log.append("closed")

    def inner(holder):
        try:
            for i in count(3):
                yield i
        finally:
            log.append("closed")

    holder = []
    generator = circle(holder)
    holder.append(generator)
    found = weakref.ref(generator)
    next(generator)
    next(generator)
    del holder, generator
    gc.collect()
    return found() is None, log


def used_again():
    """Each of many after another is finalized, referred to weakly, and collected.

    >>> used_again()
    (100, 100, 100, True)
    """
    closed, died = [], []

    def give():
        try:
            yield 1
            yield 2
        finally:
            closed.append(1)

    for i in range(100):
        generator = give()
        weakref.finalize(generator, died.append, i)
        next(generator)
        if i % 3 == 0:
            list(generator)
        elif i % 3 == 1:
            generator.__name__ = "other"
            cycle = [generator]
            cycle.append(cycle)
            del cycle
        del generator
    gc.collect()
    names = {each.__name__ for each in [give() for _ in range(100)]}
    return len(closed), len(died), len({id(each) for each in [give() for _ in range(100)]}), (
        names == {"give"}
    )
