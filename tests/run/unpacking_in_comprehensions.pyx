"""Unpacking in comprehensions for every Python: older ones do not read it, so that only compiled code
has it there.

>>> lists([[1, 2], (3,), "ab"]), sets([[1, 2], [2, 3]]), dicts([{1: 2}, {1: 3, 4: 5}])
([1, 2, 3, 'a', 'b'], {1, 2, 3}, {1: 3, 4: 5})
>>> generator = generate([[1, 2], (3,)])
>>> next(generator), list(generator)
(1, [2, 3])
>>> lists([1])
Traceback (most recent call last):
TypeError: Value after * must be an iterable, not int
>>> dicts([1])
Traceback (most recent call last):
TypeError: 'int' object is not a mapping
>>> list(generate([1]))
Traceback (most recent call last):
TypeError: 'int' object is not iterable
>>> closures([[1], [2]])
[1, 1, 2, 2]
>>> run(collect())
([1, 2, 3], {'a': 1, 'b': 2}, [1, 2, 3])
>>> pairs(3)
[0, 0, 1, 2, 2, 4]
>>> counted([[1], None, [2]])
[1]
>>> Holder.flat
[1, 2, 3]
>>> unhashable([[[]]])
Traceback (most recent call last):
TypeError: unhashable type: 'list'  # until 3.13
TypeError: cannot use 'list' as a set element (unhashable type: 'list')  # from 3.14
"""


def lists(rows):
    return [*row for row in rows]


def sets(rows):
    return {*row for row in rows}


def dicts(rows):
    return {**row for row in rows}


def generate(rows):
    return (*row for row in rows)


def closures(rows):
    return [*(part() for part in (lambda: row[0], lambda: row[0])) for row in rows]


async def count():
    yield [1, 2]
    yield [3]


async def collect():
    mappings = {**{key: value} async for key, value in items()}
    return [*row async for row in count()], mappings, [item async for item in (*row async for row in count())]


async def items():
    yield "a", 1
    yield "b", 2


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


cdef (int, int) pair(int number):
    return number, 2 * number


def pairs(int count):
    cdef int number
    return [*pair(number) for number in range(count)]


def counted(rows):
    found = []
    try:
        found = [*(found.append(row[0]) or ()) for row in rows]
    except TypeError:
        return found


class Holder:
    flat = [*row for row in ([1, 2], [3])]


def unhashable(rows):
    return {*row for row in rows}
