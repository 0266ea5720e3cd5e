"""Tests of a type that follow one another: what the first has told the second need not ask.

>>> class Words(list):
...     pass
>>> [kind(value) for value in (True, 1, 1.5, "a", [1], Words(), (), None, {})]
['bool', 'int', 'float', 'str', 'list', 'list or other', 'other', 'None', 'other']
>>> class Number(int):
...     pass
>>> [number(value) for value in (1, Number(2), True, 2.5, "a")]
['int', 'int', 'int', 'float', 'no']
"""


def kind(value):
    if value is None:
        return "None"
    if type(value) is bool:
        return "bool" if isinstance(value, int) and value is not None else "wrong"
    if isinstance(value, (int, float)):
        return "int" if isinstance(value, int) else "float"
    return kind_of_sequence(value)


def kind_of_sequence(value):
    if type(value) is str:
        is_str = isinstance(value, str) and type(value) is not list
        return "str" if is_str and not isinstance(value, list) else "wrong"
    if isinstance(value, list):
        if type(value) is tuple or value is None:
            return "wrong"
        return "list" if type(value) is list else "list or other"
    return "other"


def number(value):
    if isinstance(value, int):
        if isinstance(value, int):
            return "int"
        return "wrong"
    if isinstance(value, int):
        return "wrong"
    return "float" if isinstance(value, float) else "no"


class Liar:
    """Is of another class each time that it is asked, with something in between.

    >>> liar = Liar()
    >>> [isinstance(liar, int) for _ in range(4)]
    [True, False, True, False]
    >>> ask_after(Liar())
    (True, False)
    """

    def __init__(self):
        self.asked = 0

    @property
    def __class__(self):
        self.asked += 1
        return int if self.asked % 2 else str


def ask_after(value):
    first = isinstance(value, int)
    second = False
    if first:
        repr("something runs")
        second = isinstance(value, int)
    return first, second


class Changing:
    """
    >>> change(Changing())
    (True, False, True)
    """


class Changed:
    pass


def change(value):
    before = isinstance(value, Changing)
    value.__class__ = Changed
    return before, isinstance(value, Changing), isinstance(value, Changed)


def what_is_made(n):
    """
    >>> what_is_made(3)
    (True, False, True, True, False)
    """
    items = []
    pair = (n, n)
    text = f"{n}-{n}"
    return (
        isinstance(items, list),
        isinstance(items, tuple),
        type(pair) is tuple,
        isinstance(text, str),
        items is None,
    )


def constants_are_one(items, n):
    """What a literal gives is one object, in a variable that is computed with as well.

    >>> items = []
    >>> constants_are_one(items, 2), constants_are_one(items, 3)
    ((3.0, 200000), (4.5, 300000))
    >>> items[0] is items[2], items[1] is items[3], items
    (True, True, [1.5, 100000, 1.5, 100000])
    """
    half = 1.5
    items.append(half)
    half = half * n
    large = 100000
    items.append(large)
    large = large * n
    return half, large


def classes(values):
    """
    >>> classes([1, "a", None, 2.5, Liar])
    ['int', 'str', 'NoneType', 'float', 'type']
    >>> type(Liar()).__name__
    'Liar'
    """
    return [type(value).__name__ for value in values]


def errors(value, types):
    """
    >>> errors(1, (int, str)), errors(1, str)
    (True, False)
    >>> errors(1, 2)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: isinstance() arg 2 must be a type...
    """
    return isinstance(value, types)


class Meta(type):
    """
    >>> isinstance(1, Any), in_any(1)
    (True, True)
    """

    def __instancecheck__(cls, value):
        return True


class Any(metaclass=Meta):
    pass


def in_any(value):
    return isinstance(value, Any)


def shadowed(value):
    """
    >>> shadowed("a"), shadowed(1)
    (True, False)
    """
    int = str
    return isinstance(value, int)


def loops(values):
    """
    >>> loops([1, 2.5, True, "abc", None, [1, 2]])
    (2, 5.0, 3, 2, 1)
    """
    ints, floats, length, items, nothing = 0, 0.0, 0, 0, 0
    for value in values:
        if value is None:
            nothing += 1
        elif isinstance(value, int):
            ints += value
        elif isinstance(value, float):
            floats += value * 2
        elif isinstance(value, str):
            length += len(value)
        elif isinstance(value, list) and value is not None and isinstance(value, list):
            value.append(0)
            items += len(value) - 1
    return ints, floats, length, items, nothing
