"""An error with many temporary objects alive, where the variables differ by path.

>>> many(True, refuse)
Traceback (most recent call last):
ValueError: 20
>>> many(False, refuse)
Traceback (most recent call last):
ValueError: 20
>>> many(True, len_of_all), many(False, len_of_all)
((20, 'x'), (20, 'y'))
>>> list(items(True, len_of_all))
[0, (20, 'x')]
>>> list(items(False, refuse))
Traceback (most recent call last):
ValueError: 20
"""


def refuse(*parts):
    raise ValueError(len(parts))


def len_of_all(*parts):
    return sum(len(part) for part in parts)


def many(which, function):
    for name in ("a", "b"):
        first = [name]
    if which:
        kind = ["x"]
        first = kind
    else:
        kind = ["y"]
    total = function(
        [1], [2], [3], [4], [5], [6], [7], [8], [9], [10],
        [11], [12], [13], [14], [15], [16], [17], [18], [19], [20],
    )  # fmt: skip
    return total, kind[0] if first else None


def items(which, function):
    yield 0
    if which:
        kind = ["x"]
    else:
        kind = ["y"]
        other = [which]
        which = other
    total = function(
        [1], [2], [3], [4], [5], [6], [7], [8], [9], [10],
        [11], [12], [13], [14], [15], [16], [17], [18], [19], [20],
    )  # fmt: skip
    yield total, kind[0]
