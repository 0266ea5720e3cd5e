"""Types of variables that inner functions use or set, of what displays hold, and of classes that
class methods are given.

>>> set_by_inner()
(2.0, 'double')
>>> set_to_int()
(1.0, 'double', 2.0, 'double')
>>> set_to_text()
('test', 'Python object')
>>> set_by_two()
(3.0, 'double')
>>> deleted()
Traceback (most recent call last):
UnboundLocalError: local variable 'x' referenced before assignment
>>> unset_object(False)  # doctest: +ELLIPSIS
Traceback (most recent call last):
NameError: ...variable 'items' ...
>>> unset_object(True)
([1], 'list object')
>>> through_pointer()
(4.0, 'double *')
>>> adder(2**63 - 1)()
9223372036854775808
>>> counted()
9223372036854775808
>>> generated()
(['a', 'b'], 'Py_UCS4', 'str object')
>>> list(suspended())
[0.5, 1.5, 'double']
>>> in_comprehension()
([2.5, 5.0], 'double')
>>> by_value(True), by_value(False)
(1.5, None)
>>> caught()
(2.5, 'double')
>>> deep()
(4.5, 'double')
>>> displayed()
['long', 'Python object', 'Item', 'bytes object', 'Python object', 'double', 'Python object']
>>> [item.number for item in kept()]
[1, 2]
>>> Item.of(3)
('type object', 3)
>>> Item.all_of(1, 2)
('tuple object', 2)
>>> Item.made(7).number
7
"""

cimport cython


def set_by_inner():
    x = 1.0
    def inner():
        nonlocal x
        x = 2.0
    inner()
    return x, cython.typeof(x)


def set_to_int():
    x = 1.5
    y = 2
    def inner():
        nonlocal x, y
        x = 1
        y = 2.0
    inner()
    return x, cython.typeof(x), y, cython.typeof(y)


def set_to_text():
    x = 1.0
    def inner():
        nonlocal x
        x = "test"
    inner()
    return x, cython.typeof(x)


def set_by_two():
    x = 1.0
    def one():
        nonlocal x
        x = 2
    def two():
        nonlocal x
        x = 3.0
    one()
    two()
    return x, cython.typeof(x)


def deleted():
    x = 1.0
    def inner():
        return x
    del x
    return x


def unset_object(condition):
    def inner():
        return items, cython.typeof(items)
    if condition:
        items = [1]
    return inner()


def through_pointer():
    x = 1.0
    outer = &x
    def inner():
        nonlocal x
        place = &x
        place[0] += 3
        assert cython.typeof(place) == cython.typeof(outer)
    inner()
    return x, cython.typeof(outer)


def adder(x):
    y = 1
    def inner():
        return x + y
    return inner


def counted():
    count = 2**62
    def inner():
        nonlocal count
        count += count
    inner()
    return count


def generated():
    text = "ab"
    def characters():
        nonlocal text
        for character in text:
            yield character
        text = cython.typeof(character)
    found = list(characters())
    return found, text, cython.typeof(text)


def suspended():
    x = 0.5
    def inner():
        nonlocal x
        yield x
        x = 1.5
        yield x
    yield from inner()
    yield cython.typeof(x)


def in_comprehension():
    x = 2.5
    return [(lambda: x * i)() for i in range(1, 3)], cython.typeof(x)


def by_value(condition):
    x = None
    def inner():
        return x
    if condition:
        x = 1.5
    return inner()


def caught():
    x = 1.5
    def inner():
        nonlocal x
        try:
            x = 2.5
            raise ValueError
        except ValueError:
            return x
    return inner(), cython.typeof(x)


def deep():
    x = 1.5
    def middle():
        def inner():
            nonlocal x
            x = x * 3.0
        return inner
    middle()()
    return x, cython.typeof(x)


cdef class Item:
    cdef readonly int number

    def __init__(self, number):
        self.number = number

    @classmethod
    def of(cls, number):
        return cython.typeof(cls), number

    @classmethod
    def all_of(*arguments):
        return cython.typeof(arguments), len(arguments) - 1

    @classmethod
    def made(cls, number):
        return cls(number)


def displayed():
    result = []
    for a in [1, 2]:
        pass
    for b in (1.5, 2):
        pass
    for c in [Item(1), Item(2)]:
        pass
    for d in [b"ab", b"cd"]:
        pass
    for e in []:
        pass
    for f in (0.5, 1.5):
        pass
    for g in [*[1], 2]:
        pass
    return [cython.typeof(a), cython.typeof(b), cython.typeof(c), cython.typeof(d), cython.typeof(e),
            cython.typeof(f), cython.typeof(g)]


def kept():
    found = []
    for item in [Item(1), Item(2)]:
        item.number
        found.append(item)
    return found


def late():
    """What may be asked for before it has a value is an object.

    >>> late()
    ('NameError', 1, 'Python object')
    """
    def inner():
        return value
    try:
        inner()
    except NameError as error:
        name = type(error).__name__
    value = 1
    return name, inner(), cython.typeof(value)


def conditional(test):
    """
    >>> conditional(True), conditional(False)
    (1, 'NameError')
    """
    if test:
        value = 1

    def inner():
        return value
    try:
        return inner()
    except NameError as error:
        return type(error).__name__
