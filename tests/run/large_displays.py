"""Displays, calls and strings of many parts: their order, and what is released when one fails.

>>> made, alive = [], set()
>>> sum(as_list(Maker(made, alive))) == sum(range(36)) and made == list(range(36))
True
>>> as_tuple(Maker([], alive)) == tuple(range(36)), type(as_tuple(Maker([], alive))).__name__
(True, 'tuple')
>>> as_set(Maker([], alive)) == set(range(36))
True
>>> as_dict(Maker(made := [], alive)) == {i: -i for i in range(36)}, made[:4], made[-2:]
(True, [0, 0, 1, -1], [35, -35])
>>> as_arguments(Maker([], alive)) == tuple(range(36))
True
>>> as_text(Maker([], alive)) == "".join(f"{i}," for i in range(36))
True
>>> with_stars(Maker([], alive), [1, 2]) == [*range(36), 1, 2, 36]
True
>>> constants() == list(range(36)), constants() is constants()
(True, False)
>>> doubled({}), doubled({"b": 7})
([('a', 35)], [('a', 35), ('b', 7)])

Whichever part fails, all that were made before are released.

>>> for function in (as_list, as_tuple, as_set, as_dict, as_arguments, as_text):
...     for limit in (0, 1, 7, 8, 9, 20, 30, 31, 35):
...         try:
...             function(Maker([], alive, limit))
...         except ValueError as error:
...             assert error.args == (limit,), error.args
...         else:
...             print("no error", function, limit)
...         assert not alive, (function, limit, alive)
>>> unhashable([1])
Traceback (most recent call last):
    ...
TypeError: unhashable type: 'list'  # until 3.13
TypeError: cannot use 'list' as a set element (unhashable type: 'list')  # from 3.14
"""


class Number(int):
    """A number that says whether it is still alive."""

    def __new__(cls, value, alive):
        self = super().__new__(cls, value)
        self.alive = alive
        self.key = object()
        alive.add(self.key)
        return self

    def __del__(self):
        self.alive.discard(self.key)


class Maker:
    """Makes numbers, and fails at one."""

    def __init__(self, made, alive, limit=None):
        self.made = made
        self.alive = alive
        self.limit = limit

    def __call__(self, value):
        if value == self.limit:
            raise ValueError(value)
        self.made.append(value)
        return Number(value, self.alive)


def as_list(make):
    return [
        make(0),
        make(1),
        make(2),
        make(3),
        make(4),
        make(5),
        make(6),
        make(7),
        make(8),
        make(9),
        make(10),
        make(11),
        make(12),
        make(13),
        make(14),
        make(15),
        make(16),
        make(17),
        make(18),
        make(19),
        make(20),
        make(21),
        make(22),
        make(23),
        make(24),
        make(25),
        make(26),
        make(27),
        make(28),
        make(29),
        make(30),
        make(31),
        make(32),
        make(33),
        make(34),
        make(35),
    ]


def as_tuple(make):
    return (
        make(0),
        make(1),
        make(2),
        make(3),
        make(4),
        make(5),
        make(6),
        make(7),
        make(8),
        make(9),
        make(10),
        make(11),
        make(12),
        make(13),
        make(14),
        make(15),
        make(16),
        make(17),
        make(18),
        make(19),
        make(20),
        make(21),
        make(22),
        make(23),
        make(24),
        make(25),
        make(26),
        make(27),
        make(28),
        make(29),
        make(30),
        make(31),
        make(32),
        make(33),
        make(34),
        make(35),
    )


def as_set(make):
    return {
        make(0),
        make(1),
        make(2),
        make(3),
        make(4),
        make(5),
        make(6),
        make(7),
        make(8),
        make(9),
        make(10),
        make(11),
        make(12),
        make(13),
        make(14),
        make(15),
        make(16),
        make(17),
        make(18),
        make(19),
        make(20),
        make(21),
        make(22),
        make(23),
        make(24),
        make(25),
        make(26),
        make(27),
        make(28),
        make(29),
        make(30),
        make(31),
        make(32),
        make(33),
        make(34),
        make(35),
    }


def as_dict(make):
    return {
        make(0): make(-0),
        make(1): make(-1),
        make(2): make(-2),
        make(3): make(-3),
        make(4): make(-4),
        make(5): make(-5),
        make(6): make(-6),
        make(7): make(-7),
        make(8): make(-8),
        make(9): make(-9),
        make(10): make(-10),
        make(11): make(-11),
        make(12): make(-12),
        make(13): make(-13),
        make(14): make(-14),
        make(15): make(-15),
        make(16): make(-16),
        make(17): make(-17),
        make(18): make(-18),
        make(19): make(-19),
        make(20): make(-20),
        make(21): make(-21),
        make(22): make(-22),
        make(23): make(-23),
        make(24): make(-24),
        make(25): make(-25),
        make(26): make(-26),
        make(27): make(-27),
        make(28): make(-28),
        make(29): make(-29),
        make(30): make(-30),
        make(31): make(-31),
        make(32): make(-32),
        make(33): make(-33),
        make(34): make(-34),
        make(35): make(-35),
    }


def collect(*arguments):
    return arguments


def as_arguments(make):
    return collect(
        make(0),
        make(1),
        make(2),
        make(3),
        make(4),
        make(5),
        make(6),
        make(7),
        make(8),
        make(9),
        make(10),
        make(11),
        make(12),
        make(13),
        make(14),
        make(15),
        make(16),
        make(17),
        make(18),
        make(19),
        make(20),
        make(21),
        make(22),
        make(23),
        make(24),
        make(25),
        make(26),
        make(27),
        make(28),
        make(29),
        make(30),
        make(31),
        make(32),
        make(33),
        make(34),
        make(35),
    )


def as_text(make):
    return (
        f"{make(0)},{make(1)},{make(2)},{make(3)},{make(4)},{make(5)},"
        f"{make(6)},{make(7)},{make(8)},{make(9)},{make(10)},{make(11)},"
        f"{make(12)},{make(13)},{make(14)},{make(15)},{make(16)},{make(17)},"
        f"{make(18)},{make(19)},{make(20)},{make(21)},{make(22)},{make(23)},"
        f"{make(24)},{make(25)},{make(26)},{make(27)},{make(28)},{make(29)},"
        f"{make(30)},{make(31)},{make(32)},{make(33)},{make(34)},{make(35)},"
    )


def with_stars(make, others):
    return [
        make(0),
        make(1),
        make(2),
        make(3),
        make(4),
        make(5),
        make(6),
        make(7),
        make(8),
        make(9),
        make(10),
        make(11),
        make(12),
        make(13),
        make(14),
        make(15),
        make(16),
        make(17),
        make(18),
        make(19),
        make(20),
        make(21),
        make(22),
        make(23),
        make(24),
        make(25),
        make(26),
        make(27),
        make(28),
        make(29),
        make(30),
        make(31),
        make(32),
        make(33),
        make(34),
        make(35),
        *others,
        make(36),
    ]


def constants():
    return [
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
        25,
        26,
        27,
        28,
        29,
        30,
        31,
        32,
        33,
        34,
        35,
    ]


def doubled(others, letter="a"):
    table = {
        letter: 0,
        letter: 1,
        letter: 2,
        letter: 3,
        letter: 4,
        letter: 5,
        letter: 6,
        letter: 7,
        letter: 8,
        letter: 9,
        letter: 10,
        letter: 11,
        letter: 12,
        letter: 13,
        letter: 14,
        letter: 15,
        letter: 16,
        letter: 17,
        letter: 18,
        letter: 19,
        letter: 20,
        letter: 21,
        letter: 22,
        letter: 23,
        letter: 24,
        letter: 25,
        letter: 26,
        letter: 27,
        letter: 28,
        letter: 29,
        letter: 30,
        letter: 31,
        letter: 32,
        letter: 33,
        letter: 34,
        letter: 35,
        **others,
    }
    return sorted(table.items())


def unhashable(value):
    return {
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
        25,
        26,
        27,
        28,
        29,
        30,
        31,
        32,
        33,
        34,
        35,
        value,
    }
