# python: 3.15
"""Unpacking in comprehensions (PEP 798).

>>> lists([[1, 2], (3,), "ab"]), sets([[1, 2], [2, 3]]), dicts([{1: 2}, {1: 3, 4: 5}])
([1, 2, 3, 'a', 'b'], {1, 2, 3}, {1: 3, 4: 5})
>>> generator = generate([[1, 2], (3,)])
>>> next(generator), list(generator)
(1, [2, 3])
>>> chosen([1, None, 2])
[1, 1, 0, 2, 2]
>>> nested([[[1], [2]], [[3]]])
[[1, 2], [3]]
>>> lists([1])
Traceback (most recent call last):
TypeError: Value after * must be an iterable, not int
>>> dicts([1])
Traceback (most recent call last):
TypeError: 'int' object is not a mapping
>>> list(generate([1]))
Traceback (most recent call last):
TypeError: 'int' object is not iterable
>>> log
['close']
>>> closed()
[1, 'closed']
"""

log = []


def lists(rows):
    return [*row for row in rows]


def sets(rows):
    return {*row for row in rows}


def dicts(rows):
    return {**row for row in rows}


def generate(rows):
    return (*row for row in rows)


def chosen(values):
    return [*((value, value) if value else (0,)) for value in values]


def nested(rows):
    return [[*part for part in row] for row in rows]


def items():
    try:
        yield 1
        yield 2
    finally:
        log.append("close")


generator = generate([items()])
next(generator)
del generator


def closed():
    found = []

    def inner():
        try:
            yield 1
        finally:
            found.append("closed")

    generator = (*part for part in [inner()])
    found.append(next(generator))
    generator.close()
    del generator
    return found
