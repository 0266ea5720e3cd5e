# Displays of many constants: one tuple that a new list or set is filled from.

def fresh():
    """
    >>> first, second = fresh(), fresh()
    >>> first == second == list(range(40)), first is second
    (True, False)
    >>> first.append(1)
    >>> len(second), len(fresh())
    (40, 40)
    """
    return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39]


def kinds():
    """Constants that are equal, but not the same, stay what they are.

    >>> [type(value).__name__ for value in kinds()[:14]]
    ['int', 'float', 'bool', 'int', 'float', 'float', 'bool', 'NoneType', 'ellipsis', 'str', 'bytes', 'tuple', 'int', 'complex']
    >>> [str(value) for value in kinds()[3:7]]
    ['0', '-0.0', '0.0', 'False']
    >>> kinds()[:14] == kinds()[14:28] == kinds()[28:]
    True
    """
    return [1, 1.0, True, 0, -0.0, 0.0, False, None, ..., 'a', b'a', (1, 1.0), -3, 2j, 1, 1.0, True, 0, -0.0, 0.0, False, None, ..., 'a', b'a', (1, 1.0), -3, 2j, 1, 1.0, True, 0, -0.0, 0.0, False, None, ..., 'a', b'a', (1, 1.0), -3, 2j]


def starred(more):
    """
    >>> starred([1, 2])[38:]
    [38, 39, 1, 2, 'last']
    >>> starred(3)
    Traceback (most recent call last):
    ...
    TypeError: Value after * must be an iterable, not int
    """
    return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, *more, 'last']


def followed(value):
    """
    >>> followed(7)[39:], type(followed(7)).__name__
    ((39, 7), 'tuple')
    """
    return (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, value)


def as_set(more):
    """
    >>> as_set([]) == set(range(40))
    True
    >>> sorted(as_set([50, 1]))[38:]
    [38, 39, 50]
    """
    return {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, *more}


def in_loop():
    """
    >>> in_loop()
    [0, 1, 2]
    """
    found = []
    for number in range(3):
        values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39]
        values[0] = number
        found.append(values[0])
    return found


TABLE = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39]


def of_module():
    """
    >>> of_module()
    780
    """
    return sum(TABLE)


def parts_of_constants():
    """What stands in a tuple is the same object elsewhere.

    >>> parts_of_constants()
    [True, True, True, True, True, True]
    """
    pair = (("one two", 12345678901234567890), ("one two", 12345678901234567890), None, -5.5, ...)
    return [
        pair[0] is pair[1],
        pair[0] is ("one two", 12345678901234567890),
        pair[0][0] is "one two"[0:] or pair[0][0] == "one two",
        pair[2] is None and pair[4] is ...,
        pair[3] == -5.5,
        (b"bytes", 2j, (True, False, None)) == (b"bytes", 2j, (True, False, None)),
    ]
