"""Calls of sum, any and all, which loop without the interpreter where they are its own.

>>> sum([1, 2, 3]), sum((True, 2)), sum([]), sum(range(5)), sum({4: 0, 5: 1})
(6, 3, 0, 10, 9)
>>> total([1, 2, 3]), total((True, False)), total([]), total(range(5)), total({4: 0, 5: 1})
(6, 1, 0, 10, 9)
>>> type(total([True])), type(total([])), type(total([1, 2.0]))
(<class 'int'>, <class 'int'>, <class 'float'>)
>>> total([2**62, 2**62, 5]), total([2**80, 1]), total([-(2**63), -1, 2])
(9223372036854775813, 1208925819614629174706177, -9223372036854775807)
>>> total(iter([1, 2.5, 3])), total([0.1] * 10) == sum([0.1] * 10), total([1, 1e16, 1.0, -1e16])
(6.5, True, 0.0)  # until 3.11
(6.5, True, 1.0)  # from 3.12
>>> total([1, 2j, 3]), total(number * 0.5 for number in range(4)), total([-0.0])
((4+2j), 3.0, 0.0)
>>> total([1, 2, 'x'])
Traceback (most recent call last):
TypeError: unsupported operand type(s) for +: 'int' and 'str'
>>> total('x')
Traceback (most recent call last):
TypeError: unsupported operand type(s) for +: 'int' and 'str'
>>> total(5)
Traceback (most recent call last):
TypeError: 'int' object is not iterable
>>> total(failing(3))
Traceback (most recent call last):
KeyError: 3
>>> any_of([0, '', 1]), any_of([]), any_of((0, None)), any_of(number > 2 for number in range(5))
(True, False, False, True)
>>> all_of([1, 'x']), all_of([]), all_of((1, None)), all_of(number > 2 for number in range(5))
(True, True, False, False)
>>> any_of(failing(2)), all_of(failing(1))
(True, False)
>>> any_of([Unclear()])
Traceback (most recent call last):
ValueError: no truth
>>> all_of(number / number for number in (1, 0))
Traceback (most recent call last):
ZeroDivisionError: division by zero
>>> all_of(None)
Traceback (most recent call last):
TypeError: 'NoneType' object is not iterable
"""


def total(items):
    return sum(items)


def any_of(items):
    return any(items)


def all_of(items):
    return all(items)


def failing(count):
    """Yields numbers from 0 on, then raises."""
    for number in range(count):
        yield number
    raise KeyError(count)


class Unclear:
    def __bool__(self):
        raise ValueError('no truth')


class Summed:
    """What becomes of a sum that is no number."""

    def __init__(self, log, name):
        self.log = log
        self.name = name

    def __radd__(self, other):
        self.log.append((other, self.name))
        return self.name


def sum_of_texts():
    """A text that comes out of an addition is added on, though sum() takes none to start with.

    >>> sum_of_texts()
    ('ab', [(3, 'a')])
    """
    log = []
    return sum([1, 2, Summed(log, 'a'), 'b']), log


def taken_from(items):
    """What is not needed stays.

    >>> taken_from([0, 3, 5])
    (True, [5])
    """
    rest = iter(items)
    return any(rest), list(rest)


class Growing:
    """Adds to the list that is being summed."""

    def __init__(self, items, step):
        self.items, self.step = items, step

    def __radd__(self, other):
        self.items.append(10)
        return other + self.step


def sum_of_growing(step):
    """
    >>> sum_of_growing(1), sum_of_growing(0.5)
    ((32, 4), (31.5, 4))
    """
    items = [1]
    items += [Growing(items, step), 20]
    return sum(items), len(items)


def of_subclass():
    """
    >>> of_subclass()
    (7, True, False)
    """

    class Items(list):
        def __iter__(self):
            return iter([3, 4])

    return sum(Items([1])), any(Items()), all(iter([1, Items() and 0]))


def rebound(items):
    """
    >>> rebound([1, 2])
    (['sum', 1, 2], False)
    """
    import builtins

    originals = builtins.sum, builtins.any
    builtins.sum, builtins.any = lambda items: ['sum', *items], lambda items: False
    try:
        return total(items), any_of(items)
    finally:
        builtins.sum, builtins.any = originals


class Box:
    def __init__(self, parts):
        self.parts = parts

    @property
    def weight(self):
        return sum(self.parts) + 1


def weights(count):
    """
    >>> weights(4)
    (14, 5, True)
    """
    boxes = [Box([number, 1]) for number in range(count)]
    return (
        sum(box.weight for box in boxes),
        max(boxes, key=lambda box: box.weight).weight,
        all(box.weight < 9 for box in boxes),
    )
