"""Unpacks sequences: tuples, lists, nested and starred targets, swaps and several results.

Exercises assignments to several targets, loops with targets that are unpacked, calls with starred
arguments.
"""


def unpack_tuples(rounds):
    total = 0
    values = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    for _ in range(rounds):
        a, b, c, d, e, f, g, h, i, j = values
        total += a + j
        a, b, c, d, e, f, g, h, i, j = values
        total += b + i
        a, b, c, d, e, f, g, h, i, j = values
        total += c + d + e + f + g + h
    return total


def unpack_lists(rounds):
    total = 0
    values = list(range(10))
    for _ in range(rounds):
        a, b, c, d, e, f, g, h, i, j = values
        total += a + j
        a, b, c, d, e, f, g, h, i, j = values
        total += b + i
        [a, b, c, d, e, f, g, h, i, j] = values
        total += c + d + e + f + g + h
    return total


def swap(rounds):
    """Fibonacci numbers, rotations of three, and items of a list that change places."""
    first, second = 0, 1
    a, b, c = 1, 2, 3
    items = [5, 3, 8, 1]
    for number in range(rounds):
        first, second = second, (first + second) % 10007
        a, b, c = c, a, b
        low, high = number % 4, (number + 1) % 4
        items[low], items[high] = items[high], items[low]
    return first, second, a, b, c, items


def unpack_nested(rounds):
    records = [((number, number + 1), [number * 2, (number, "x")]) for number in range(10)]
    total = 0
    for _ in range(rounds):
        for (left, right), [double, (same, letter)] in records:
            total += left * right - double + same + len(letter)
    return total


def unpack_starred(rounds):
    total = 0
    for number in range(rounds):
        head, *rest = (number, 1, 2, 3)
        *start, last = rest
        first, *_, end = "abcdef"
        total += head + len(start) + last + (first < end)
    return total


def several_results(dividend, divisor):
    return dividend // divisor, dividend % divisor


def three_results(value):
    quotient, rest = several_results(value, 7)
    return value, quotient, rest


def unpack_results(rounds):
    total = 0
    for number in range(rounds):
        quotient, rest = several_results(number, 13)
        _, other, _ = three_results(rest)
        total += quotient + rest * other
    return total


def add_all(first, second, *rest, **named):
    total = first + second
    for value in rest:
        total += value
    for value in named.values():
        total += value
    return total


def spread_arguments(rounds):
    pair, triple, named = (1, 2), [3, 4, 5], {"six": 6, "seven": 7}
    total = 0
    for _ in range(rounds):
        total += add_all(*pair, *triple)
        total += add_all(*pair, **named)
        merged = [*pair, *triple]
        total += len(merged)
    return total


def unpack_items(rounds):
    """Loops over enumerate, zip and the items of a dictionary."""
    names = {"one": 1, "two": 2, "three": 3, "four": 4}
    lefts, rights = [1, 2, 3, 4], (5, 6, 7, 8)
    total = 0
    for _ in range(rounds):
        for name, value in names.items():
            total += len(name) * value
        for place, (left, right) in enumerate(zip(lefts, rights)):
            total += place * left + right
    return total


class Iterable:
    """Unpacked by its iterator."""

    def __init__(self, size):
        self.size = size

    def __iter__(self):
        return iter(range(self.size))


def unpack_iterables(rounds):
    three = Iterable(3)
    total = 0
    for number in range(rounds):
        a, b, c = three
        d, e = (value * number for value in (1, 2))
        total += a + b * c + d - e
    return total


def run(scale=1):
    """Return the result of each kind."""
    rounds = max(1, round(80000 * scale))
    return (
        unpack_tuples(rounds * 2),
        unpack_lists(rounds * 2),
        swap(rounds * 2),
        unpack_nested(rounds // 3),
        unpack_starred(rounds),
        unpack_results(rounds),
        spread_arguments(rounds),
        unpack_items(rounds),
        unpack_iterables(rounds),
    )
