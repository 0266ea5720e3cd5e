"""Loops over enumerate and zip, whose tuples nobody sees.

>>> numbered("abc")
[(0, 'a'), (1, 'b'), (2, 'c')]
>>> numbered_from_five([])
[]
>>> numbered_from_five("ab")
[(5, 'a'), (6, 'b')]
>>> numbered(5)
Traceback (most recent call last):
TypeError: 'int' object is not iterable
"""


def numbered(values):
    result = []
    for i, value in enumerate(values):
        result.append((i, value))
    return result


def numbered_from_five(values):
    return [(i, value) for i, value in enumerate(values, 5)]


def numbers_are_changed(values):
    """
    >>> numbers_are_changed([10, 20, 30])
    [(100, 10), (101, 20), (102, 30)]
    """
    result = []
    for i, value in enumerate(values):
        i += 100  # noqa: PLW2901
        result.append((i, value))
    return result


def other_targets(values):
    """
    >>> other_targets(["ab", "cd"])
    ({'i': 1}, [0, 'd'], [(0, 'ab'), (1, 'cd')])
    """
    place, items, pairs = {}, [0, 0], []
    for place["i"], (_, items[1]) in enumerate(values):
        pass
    for pair in enumerate(values):
        pairs.append(pair)
    return place, items, pairs


def side_by_side(a, b):
    """
    >>> side_by_side([1, 2, 3], "ab")
    [(1, 'a'), (2, 'b')]
    >>> side_by_side([], "ab"), side_by_side([1], "")
    ([], [])
    >>> side_by_side([1], 5)
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    """
    result = []
    for x, y in zip(a, b):
        result.append((x, y))
    return result


def where_it_ends():
    """Python asks the iterators from left to right, and no more than it must.

    >>> where_it_ends()
    ([0, 0, 1, 1], ['left 0', 'right 0', 'left 1', 'right 1', 'left 2'], [], ['left 3'])
    """
    log = []

    def count(name, end):
        for i in range(end):
            log.append(f"{name} {i}")
            yield i

    left, right = count("left", 4), count("right", 2)
    values = []
    for a, b in zip(left, right):
        values += [a, b]
    seen, log[:] = log[:], []
    rest = list(right)
    list(left)
    return values, seen, rest, log


def when_they_are_made():
    """
    >>> when_they_are_made()
    ['first', 'second', 'iter first', 'iter second', 'next first', 'next second', 'next first']
    """
    log = []

    class Logged:
        def __init__(self, name):
            log.append(name)
            self.name = name
            self.left = 1

        def __iter__(self):
            log.append("iter " + self.name)
            return self

        def __next__(self):
            log.append("next " + self.name)
            if not self.left:
                raise StopIteration
            self.left -= 1
            return self.left

    for _, _ in zip(Logged("first"), Logged("second")):
        pass
    return log


def variable_is_set_by_an_argument(values):
    """
    >>> variable_is_set_by_an_argument([1, 2])
    [(1, 'a'), (2, 'b')]
    """
    result = []
    for x, y in zip(values, (values := "ab")):
        result.append((x, y))
    return result


def nested(names, values):
    """
    >>> nested(["a", "b"], [(1, 2), (3, 4), (5, 6)])
    ['0 a 1 2', '1 b 3 4']
    """
    result = []
    for i, (name, (x, y)) in enumerate(zip(names, values)):
        result.append(f"{i} {name} {x} {y}")
    return result


def three(a, b, c):
    """
    >>> three([1, 2], [3, 4], [5, 6])
    57
    """
    total = 0
    for x, y, z in zip(a, b, c):
        total += x * y * z
    return total - 6


def wrong_counts(a, b):
    """
    >>> wrong_counts([1, 2], [3, 4])
    Traceback (most recent call last):
    ValueError: not enough values to unpack (expected 3, got 2)
    """
    for _, _, _ in zip(a, b):
        pass


def starred(a, b):
    """
    >>> starred([1, 2], [3, 4])
    [(1, [3]), (2, [4])]
    """
    return [(x, rest) for x, *rest in zip(a, b)]


def one(a):
    """
    >>> one("ab")
    ['a', 'b']
    """
    return [x for (x,) in zip(a)]


def errors_inside(values):
    """
    >>> errors_inside([1, 2, "x"])
    Traceback (most recent call last):
    ValueError: at 2
    """
    for i, value in enumerate(values):
        try:
            value + 1
        except TypeError:
            raise ValueError(f"at {i}") from None


def leaves(values):
    """
    >>> leaves("abcd")
    (2, 'c', 'no')
    """
    for i, value in enumerate(values):
        if value == "b":
            continue
        if value == "c" and i:
            break
    else:
        return "not found"
    for _, _ in enumerate(""):
        return "wrong"
    else:  # noqa: PLW0120
        end = "no"
    return i, value, end


def generated(values):
    """
    >>> list(generated("ab"))
    [0, 'a', 1, 'b']
    >>> list(generated(zip("ab", "cd")))
    [0, ('a', 'c'), 1, ('b', 'd')]
    """
    for i, value in enumerate(values):
        yield i
        yield value


def shadowed(values):
    """
    >>> shadowed([5, 6])
    [(6, 5), (5, 6)]
    """

    def enumerate(values):
        return [(b, a) for a, b in zip(values, reversed(values))]

    return [(i, value) for i, value in enumerate(values)]


class InAClass:
    """
    >>> InAClass.found
    [(0, 'x'), (1, 'y')]
    """

    found = []
    for i, value in enumerate("xy"):
        found.append((i, value))


def items_are_the_same(values):
    """
    >>> items_are_the_same([[], "a", 2**70])
    True
    """
    return all(value is list(values)[i] for i, value in enumerate(values))
