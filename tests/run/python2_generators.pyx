# cython: language_level=2
"""Generators at language level 2: a StopIteration that leaves the body ends the generator.

>>> list(stops([1, 2]))
[1, 2, 'last']
>>> list(of_expression([1, 2, 3]))
[1, 2]
>>> list(delegates())
[1, 'got', 5]
>>> generator = stops([1])
>>> next(generator)
1
>>> generator.throw(StopIteration(7))
Traceback (most recent call last):
...
StopIteration: 7
>>> next(generator)
Traceback (most recent call last):
...
StopIteration
>>> list(raises())
Traceback (most recent call last):
...
KeyError: 1
>>> list(handles())
['handled']
"""


def stops(items):
    for item in items:
        yield item
    yield "last"
    raise StopIteration


def stop_at(item):
    if item == 3:
        raise StopIteration
    return item


def of_expression(items):
    return (stop_at(item) for item in items)


def returns():
    yield 1
    raise StopIteration(5)


def delegates():
    value = yield from returns()
    yield "got"
    yield value


def raises():
    yield 1
    raise KeyError(1)


def handles():
    try:
        next(iter(()))
    except StopIteration:
        yield "handled"
