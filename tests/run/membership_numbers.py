"""Numbers in lists and tuples: `in` compares ints without asking them.

>>> [has([1, 2, 3], 2), has((1, 2, 3), 4), has([], 1), has([2**70, 5], 2**70), has([1], 2**70)]
[True, False, False, True, False]
>>> [has([1.0, 2.0], 2), has([True], 1), has([0, True], 1), has((0, None, 3), 3), has(["2"], 2)]
[True, True, True, True, False]
>>> [has(["a", "b"], "b"), has(["a", 1], "c"), has(["a", "\\xe4"], "\\xe4"), has(["", 0], 0)]
[True, False, True, True]
>>> [has([1, Asked(2)], 2), has([1, Asked(2)], 1), has([Asked(3)], 2)]
[True, True, False]
>>> has([Asked(None), 2], 2)
Traceback (most recent call last):
ValueError: asked
>>> class Own(int):
...     def __eq__(self, other):
...         return True
...     __hash__ = None
>>> has([1, Own(5)], 7), has([1, 2], Own(9)), has(Special([1]), 2)
(True, True, True)
>>> grows()
(True, 3)

Bools are combined by their own operators:

>>> [both(False, other) for other in (False, True, 1, 2)]
[(False, False, False), (False, True, True), (0, 1, 1), (0, 2, 2)]
>>> [both(True, other) for other in (False, True, 1, 2)]
[(False, True, True), (True, True, False), (1, 1, 0), (0, 3, 3)]
>>> any_true([False, True, False]), any_true([]), both(True, True, True)
(True, False, (2, 1, 0))
"""


class Asked:
    def __init__(self, equal):
        self.equal = equal

    def __eq__(self, other):
        if self.equal is None:
            raise ValueError("asked")
        return self.equal == other

    __hash__ = None


class Special(list):
    def __contains__(self, item):
        return True


def has(items, item):
    return item in items


def grows():
    items = [1]

    class Grows:
        def __eq__(self, other):
            items.append(other)
            return False

        __hash__ = None

    items.append(Grows())
    return 7 in items, len(items)


def both(a, b, plain=False):
    if plain:
        return a + b, a * b, a - b
    return a & b, a | b, a ^ b


def any_true(values):
    changed = False
    for value in values:
        changed |= value
    return changed
