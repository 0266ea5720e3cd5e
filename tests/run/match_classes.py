# python: 3.10
"""Class patterns: instances, arguments by position and by name, and what is wrong with them.

>>> [builtin(value) for value in (1, True, 2.5, "s", b"b", [1], (1,), {1}, frozenset(), {1: 2}, bytearray(), None)]
['bool or int 1', 'bool or int True', 'float 2.5', "str 's'", "bytes b'b'", 'list [1]', 'tuple (1,)', 'set {1}', 'frozenset frozenset()', 'dict {1: 2}', "bytearray bytearray(b'')", 'object']
>>> [points(value) for value in (Point(0, 0), Point(0, 5), Point(3, 0), Point(2, 2), Point(1, 2), Point3(1, 2, 3), (0, 0))]
['origin', ('y', 5), ('x', 3), ('same', 2), ('point', 1, 2), ('space', 1, 2, 3), 'none']
>>> line(Line(Point(0, 1), Point(2, 3))), line(Line(None, Point(2, 3)))
((1, 2, 3), (None, 2))
>>> [errors(kind) for kind in ("count", "list", "element", "twice", "keyword", "called", "raises")]
['int() accepts 1 positional sub-pattern (2 given)', 'List.__match_args__ must be a tuple (got list)', '__match_args__ elements must be strings (got int)', "Twice() got multiple sub-patterns for attribute 'x'", "Point() got multiple sub-patterns for attribute 'x'", True, 'boom']
>>> no_arguments(memoryview(b""))
'memoryview() accepts 0 positional sub-patterns (1 given)'
>>> missing(Point(1, 2)), slots(Slots()), slots(3)
('without z', 'Slots', None)
>>> Traced.log.clear(); traced(Traced()); Traced.log
'second'
['a', 'b', 'a', 'c']
>>> itself(Own([1])), itself(Named([1])), itself([1])
(([1], 1), ('name', 'named'), ([1], None))
>>> checked(Odd()), checked(4), hooked(Even()), hooked(3)
('not int', 'int', 'even', None)
>>> rebound(3)
'mine'
>>> raised(ValueError(3)), raised(KeyError("k")), raised(OSError(2, "gone"))
('value', 'lookup', (2, 'gone'))
"""

from dataclasses import dataclass


def builtin(value):
    match value:
        case int(x) as same if x is same:
            return f"bool or int {x}"
        case float(x):
            return f"float {x}"
        case str(x):
            return f"str {x!r}"
        case bytes(x):
            return f"bytes {x}"
        case bytearray(x):
            return f"bytearray {x}"
        case list(x):
            return f"list {x}"
        case tuple(x):
            return f"tuple {x}"
        case set(x):
            return f"set {x}"
        case frozenset(x):
            return f"frozenset {x}"
        case dict(x):
            return f"dict {x}"
        case object():
            return "object"


NO_CLASS = ("called match pattern must be a ", "class pattern must refer to a class")


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Point3(Point):
    z: int


@dataclass
class Line:
    start: Point
    end: Point


def points(value):
    match value:
        case Point(0, 0):
            return "origin"
        case Point3(x, y, z=z):
            return "space", x, y, z
        case Point(x=0, y=y):
            return "y", y
        case Point(x, y=0):
            return "x", x
        case Point(x, y) if x == y:
            return "same", x
        case Point(x=x, y=y):
            return "point", x, y
        case _:
            return "none"


def line(value):
    match value:
        case Line(Point(0, first), end=Point(x, y)):
            return first, x, y
        case Line(start=start, end=Point(x=x)):
            return start, x


class List:
    __match_args__ = ["x"]


class Element:
    __match_args__ = (1,)


class Twice:
    __match_args__ = ("x", "x")
    x = 1


class Raises:
    @property
    def x(self):
        raise ValueError("boom")


def errors(kind):
    called = print
    try:
        match kind:
            case "count":
                match 1:
                    case int(a, b):
                        pass
            case "list":
                match List():
                    case List(a):
                        pass
            case "element":
                match Element():
                    case Element(a):
                        pass
            case "twice":
                match Twice():
                    case Twice(a, b):
                        pass
            case "keyword":
                match Point(1, 2):
                    case Point(a, x=b):
                        pass
            case "called":
                match 1:
                    case called():
                        pass
            case "raises":
                match Raises():
                    case Raises(x=a):
                        pass
    except (TypeError, ValueError) as error:
        text = str(error)
        return text.startswith(NO_CLASS) if kind == "called" else text


def no_arguments(value):
    try:
        match value:
            case memoryview(x):
                return x
    except TypeError as error:
        return str(error)


def missing(value):
    match value:
        case Point(x=1, z=_):
            return "with z"
        case Point(x=1):
            return "without z"


class Slots:
    __slots__ = ("value",)


def slots(value):
    match value:
        case Slots(value=_):
            return "set"
        case Slots():
            return "Slots"


class Traced:
    __match_args__ = ("a", "b")
    log = []

    def __getattribute__(self, name):
        if len(name) > 1:
            return super().__getattribute__(name)
        Traced.log.append(name)
        return name


def traced(value):
    match value:
        case Traced("x", "b"):
            return "first"
        case Traced("a", c="c"):
            return "second"


class Own(list):
    @property
    def first(self):
        return self[0]


class Named(list):
    __match_args__ = ("name",)
    name = "named"


def itself(value):
    match value:
        case Own(items, first=first):
            return items, first
        case Named(name):
            return "name", name
        case list(items):
            return items, None


class Odd:
    @property
    def __class__(self):
        return str


def checked(value):
    match value:
        case int():
            return "int"
        case _:
            return "not int"


class Meta(type):
    def __instancecheck__(cls, instance):
        return hasattr(instance, "is_even")


class Hook(metaclass=Meta):
    pass


class Even:
    is_even = True


def hooked(value):
    match value:
        case Hook():
            return "even"


def rebound(value):
    class int:
        pass

    match value:
        case int():
            return "theirs"
        case _:
            return "mine"


def raised(error):
    try:
        raise error
    except Exception as caught:
        match caught:
            case ValueError(args=(3,)):
                return "value"
            case LookupError():
                return "lookup"
            case OSError(errno=number, strerror=text):
                return number, text
