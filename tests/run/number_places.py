"""Numbers that have no object yet index containers and go into attributes and items."""


def look_up(container, i):
    """
    >>> look_up([10, 11, 12, 13], 1), look_up((10, 11, 12, 13), -2), look_up("abcd", 1)
    (13, 11, 'd')
    >>> look_up({3: "three", -1: "minus"}, 1), look_up({3: "three"}, 1.0)
    ('three', 'three')
    >>> look_up("a€éx", 0), look_up("a€éx", -1)
    ('€', 'x')
    >>> look_up(range(10), 2), look_up(b"abcdef", 2)
    (5, 102)
    >>> look_up({2**63 + 1: "large"}, 2**62)
    'large'
    >>> look_up([1, 2], 5)
    Traceback (most recent call last):
    IndexError: list index out of range
    >>> look_up("abc", 5)
    Traceback (most recent call last):
    IndexError: string index out of range
    >>> look_up([1, 2], 0.5)
    Traceback (most recent call last):
    TypeError: list indices must be integers or slices, not float
    >>> look_up([1, 2], 2**70)
    Traceback (most recent call last):
    IndexError: cannot fit 'int' into an index-sized integer
    >>> look_up({}, 1)
    Traceback (most recent call last):
    KeyError: 3
    >>> look_up(None, 1)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not subscriptable
    """
    return container[i * 2 + 1]


class Recorder:
    def __init__(self):
        self.seen = []

    def __getitem__(self, key):
        self.seen.append((type(key).__name__, key))
        return key

    def __setitem__(self, key, value):
        self.seen.append((type(key).__name__, key, type(value).__name__, value))


def put(container, i, value):
    """
    >>> put([0, 0, 0, 0], 1, "x"), put([0, 0, 0, 0], -3, 1.5)
    ([0, 0, 'x', 0], [0, 0, 1.5, 0])
    >>> put({}, 3, None)
    {4: None}
    >>> put(Recorder(), 1, "v").seen, put(Recorder(), 1.5, "v").seen
    ([('int', 2, 'str', 'v')], [('float', 2.5, 'str', 'v')])
    >>> put((1, 2, 3), 1, 0)
    Traceback (most recent call last):
    TypeError: 'tuple' object does not support item assignment
    >>> put([1], 1, 0)
    Traceback (most recent call last):
    IndexError: list assignment index out of range
    """
    container[i + 1] = value
    return container


def scale(items, factor):
    """
    >>> scale([1.0, 2.0, 3.0], 2.0), scale([1, 2, 3], 2), scale([1.0, 2, "a"], 2)
    ([2.0, 4.0, 6.0], [2, 4, 6], [2.0, 4, 'aa'])
    >>> scale({0: 1.5, 1: 2}, 2)
    {0: 3.0, 1: 4}
    """
    for i in range(len(items)):
        items[i] = items[i] * factor
    return items


def keep_items(items):
    """Who holds a float of the list keeps it as it was.

    >>> keep_items([1.5, 2.5])
    (1.5, [1.5, 2.5], [2.0, 3.0], 2.5)
    """
    first, copy = items[0], list(items)
    last = copy[1]
    for i in range(2):
        items[i] = items[i] + 0.5
    return first, copy, items, last


def share_items(n):
    """
    >>> share_items(3)
    [2.5, 1.5, 1.5]
    """
    value = float(n) / 2.0
    items = [value] * 3
    items[0] = items[0] + 1.0
    return items


def swap_in_place(items):
    """
    >>> swap_in_place([0.5, 1.5, 2.5])
    [1.5, 0.5, 5.0]
    """
    items[0], items[1] = items[1], items[0]
    items[2] = items[2] + items[2]
    return items


class Body:
    def __init__(self, x, v):
        self.x = x
        self.v = v

    def move(self, dt):
        """
        >>> body = Body(1.0, 0.5)
        >>> x, v = body.x, body.v
        >>> body.move(2.0)
        (2.0, 0.25)
        >>> x, v, vars(body)
        (1.0, 0.5, {'x': 2.0, 'v': 0.25})
        >>> Body(1, 3).move(2), Body(1.5, True).move(1), Body(2**62, 2**62).move(1)[0] == 2**63
        ((7, 1.5), (2.5, 0.5), True)
        >>> Body("a", 2).move("b")
        Traceback (most recent call last):
        TypeError: can only concatenate str (not "list") to str
        """
        self.x = self.x + self.v * dt if dt != "b" else self.x + [self.v]
        self.v = self.v / 2
        return self.x, self.v


class Slots:
    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x


class Property:
    def __init__(self, x):
        self.log = [x]

    @property
    def x(self):
        return self.log[-1]

    @x.setter
    def x(self, value):
        self.log.append(value)


class Guarded:
    def __init__(self, x):
        object.__setattr__(self, "x", x)

    def __setattr__(self, name, value):
        raise AttributeError(f"{name} is {self.x}, not {value}")


def add_to(place, n):
    """
    >>> add_to(Slots(0.5), 3).x, add_to(Property(0.5), 2).log, add_to(Body(1, 2), 2).x
    (3.5, [0.5, 1.5, 2.5], 3)
    >>> add_to(Guarded(1.5), 1)
    Traceback (most recent call last):
    AttributeError: x is 1.5, not 2.5
    >>> body = Body(1.0, 2.0)
    >>> del body.x
    >>> add_to(body, 1)
    Traceback (most recent call last):
    AttributeError: 'Body' object has no attribute 'x'
    >>> slots, kept = Slots(1.25), []
    >>> kept.append(slots.x)
    >>> add_to(slots, 1).x, kept
    (2.25, [1.25])
    """
    for _ in range(n):
        place.x = place.x + 1
    return place


def identity(place, x):
    """What a variable holds is one object.

    >>> identity(Body(0, 0), 1.5), identity(Slots(0), float("nan")), identity(Body(0, 0), 2**70)
    ((True, True, True), (True, True, True), (True, True, True))
    """
    y = x * 2.0 + 1.0 if isinstance(x, float) else x + 1
    place.x = y
    items = [None]
    items[0] = y
    return place.x is y, items[0] is y, y in items


def count(text):
    """
    >>> count("abca")
    ({'a': 2, 'b': 1, 'c': 1}, [2, 1, 1, 0])
    """
    counts, table = {}, [0] * 4
    for character in text:
        counts[character] = counts.get(character, 0) + 1
        table[ord(character) - 97] += 1
    return counts, table


def generate(items, n):
    """
    >>> list(generate([1.0, 2.0], 3))
    [1.5, 2.5, 2.0]
    """
    for i in range(n):
        items[i % 2] = items[i % 2] + 0.5
        yield items[i % 2]


class Odd:
    """What an item or an attribute is that is no float, though it stands where one may."""

    def __init__(self, log, name):
        self.log, self.name = log, name

    def __mul__(self, other):
        self.log.append((self.name, other))
        return 3

    __rmul__ = __add__ = __radd__ = __mul__


class Float(float):
    def __mul__(self, other):
        return 'product'


class Pair:
    def __init__(self, left, right):
        self.left, self.right = left, right

    def combined(self, times):
        total = 0
        for _ in range(times):
            total = total * 0 + self.left * self.right + self.left
        return total


class Slotted(Pair):
    __slots__ = ()


class Asked(Pair):
    def __getattribute__(self, name):
        if name == 'left':
            return 1.5
        return object.__getattribute__(self, name)


def combined_items(items, times):
    """Items and attributes that only arithmetic sees, as what they are.

    >>> combined_items([1.5, 2.0], 3), combined_items((1, 2), 3), combined_items([2**70, 2.0], 1)
    (4.5, 3, 3.541774862152234e+21)
    >>> combined_items([True, 1.5], 2), combined_items({0: 1.5, 1: 2}, 2), combined_items('ab', 0)
    (2.5, 4.5, 0)
    >>> combined_items([1j, 2.0], 2), combined_items([2**40, 2], 2)
    (3j, 3298534883328)
    >>> combined_items('ab', 1)
    Traceback (most recent call last):
    TypeError: can't multiply sequence by non-int of type 'str'
    >>> combined_items([1.5], 1)
    Traceback (most recent call last):
    IndexError: list index out of range
    >>> combined_items([Float(1.5), 2.0], 1)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'int' and 'str'
    >>> log = []
    >>> combined_items([Odd(log, 'a'), 2.0], 1), log
    (3, [('a', 2.0), ('a', 3)])
    >>> Pair(1.5, 2.0).combined(3), Pair(1, 2).combined(3), Pair(2**70, 2.0).combined(1)
    (4.5, 3, 3.541774862152234e+21)
    >>> Slotted(1.5, 2).combined(2), Asked(3, 2.0).combined(2), Pair(1.5, True).combined(1)
    (4.5, 4.5, 3.0)
    >>> pair = Pair(1.5, 2)
    >>> del pair.left
    >>> pair.combined(1)
    Traceback (most recent call last):
    AttributeError: 'Pair' object has no attribute 'left'
    >>> combined_items([1.5, 2.0, 3], 0)
    0
    """
    total = 0
    for place in range(times):
        total = total * 0 + items[0] * items[1] + items[0]
    return total


def smallest(items):
    """
    >>> smallest([3.5, 1.5, 2]), smallest([2, 1]), smallest(['b', 'a'])
    (1, 1, 1)
    >>> smallest([float('nan'), 1.0])
    0
    """
    found = 0
    for place in range(len(items)):
        if items[place] < items[found]:
            found = place
    return found


class Dropping:
    """Lets the list go to which it belongs, while it is being multiplied."""

    def __init__(self, items):
        self.items = items

    def __rmul__(self, other):
        self.items.clear()
        return other

    def __mul__(self, other):
        self.items.clear()
        return 2.5


def cleared():
    """The number that was read before is not lost with its object.

    >>> cleared()
    (7.5, 5.0, [])
    """
    first, second = [5.0], [4.0, 2.5]
    first.append(Dropping(first))
    one = first[0] * first[1] + 2.5
    second[0] = Dropping(second)
    two = second[0] * second[1] + 2.5
    return one, two, first
