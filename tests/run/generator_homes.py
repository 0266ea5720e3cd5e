"""Variables that live in the frame of a generator, and values that are in each other's way there.

What is yielded may be what a variable held before: it is stored over before the yield is reached.

>>> list(old_values('abc'))
['a', 'b', 'c', 'end']
>>> list(swapped('a', 'b', 'c'))
['abc', 'bac', 'bac', 'acb', 'acb', 'bca', 'bca']
>>> list(rotated(1, 2, 3, 4))
[(1, 2, 3), (2, 3, 1), (3, 1, 2), (1, 2, 3)]

>>> list(set_anew(list))
[[], ([[]], []), ([[]], [])]

An assignment takes what the variable held, and may fail before it has done so.

>>> list(chained(3))
[[], [[]], [[[]]]]
>>> list(failing(3))
[0, 'ZeroDivisionError', 1, 2.0, 'ZeroDivisionError', 1, 2.0]
>>> g = unset(False); next(g), list(g)
('first', ['unbound', 'set'])
>>> g = unset(True); next(g), list(g)
('first', ['early', 'set'])

Deleted and set again, under every order of both.

>>> [list(deleted(order)) for order in ('s', 'sd', 'sds', 'dss')]
[['s'], ['s', 'unbound'], ['s', 'unbound', 's'], ['unbound', 's', 's']]

Loops in each other, with a variable that both set, and one that none does.

>>> list(nested([[1, 2], [], [3]], 'all'))
[(1, None, 'all'), (2, 1, 'all'), ('row', 2, 'all'), ('row', 2, 'all'), (3, 2, 'all'), ('row', 3, 'all')]

Cells of the closure are there again after a yield, whatever was stored in them meanwhile.

>>> g, put = shared(); next(g), put('b'), next(g), put('c'), next(g)
('a', None, 'b', None, 'c')

Sent and thrown values go where they belong.

>>> g = keeping(); [next(g), g.send('x'), g.send('y'), g.throw(ValueError('z')), g.send('w')]
[[], ['x'], ['x', 'y'], ['x', 'y', 'z'], ['x', 'y', 'z', 'w']]

Nothing is lost and nothing released twice, wherever it ends.

>>> [count_after(stop) for stop in range(9)]
[0, 0, 0, 0, 0, 0, 0, 0, 0]
"""
import gc


def old_values(items):
    kept = None
    for item in items:
        if kept is not None:
            old = kept
            kept = item
            yield old
        else:
            kept = item
    yield kept
    yield 'end'


def swapped(a, b, c):
    yield a + b + c
    a, b = b, a
    yield a + b + c
    yield a + b + c
    a, b, c = b, c, a
    yield a + b + c
    yield a + b + c
    a, c = c, a
    a, c, b = a, b, c
    yield a + c + b
    yield a + c + b


def set_anew(make):
    new = make()
    yield new
    old = new
    new = make([old])
    yield new, old
    yield new, old


def rotated(a, b, c, count):
    while count:
        yield a, b, c
        a, b, c = b, c, a
        count -= 1


def chained(count):
    value = []
    while count:
        yield value
        value = [value]
        count -= 1


def divide(numerator, denominator):
    return numerator / denominator


def failing(count):
    value = 0
    yield value
    for denominator in (0, 1, 0, 1)[:count + 1]:
        try:
            value = divide(2, denominator)
        except ZeroDivisionError as error:
            value = type(error).__name__
            yield value
            value = 1
        yield value


def unset(early):
    if early:
        value = 'early'
    yield 'first'
    try:
        yield value
    except UnboundLocalError:
        yield 'unbound'
    value = 'set'
    yield value


def deleted(order):
    for step in order:
        if step == 's':
            value = step
        else:
            try:
                del value
            except UnboundLocalError:
                pass
        try:
            yield value
        except UnboundLocalError:
            yield 'unbound'


def nested(rows, mark):
    last = None
    for row in rows:
        for item in row:
            yield item, last, mark
            last = item
        yield 'row', last, mark


def shared():
    value = 'a'

    def put(new):
        nonlocal value
        value = new

    def read():
        while True:
            yield value

    return read(), put


def keeping():
    values = []
    while True:
        try:
            sent = yield list(values)
        except ValueError as error:
            sent = str(error)
        values.append(sent)


class Counted:
    alive = 0

    def __init__(self):
        Counted.alive += 1

    def __del__(self):
        Counted.alive -= 1


def many():
    first = Counted()
    yield first
    second = first
    first = Counted()
    yield second
    for third in (Counted(), Counted(), first):
        old = second
        second = third
        yield old
    del first
    yield [second, third]
    second = third = None
    yield Counted()
    raise ValueError(Counted())


def count_after(stop):
    generator = many()
    try:
        for i in range(stop):
            next(generator)
    except (ValueError, StopIteration):
        pass
    del generator
    gc.collect()
    return Counted.alive
