"""Calls that may go straight to a function of the module do what Python does in any case.

Each call stands in a loop, where the compiler guesses what is called, and is run before and after a
change of what the guess rests on.
"""

import abc
import functools
import traceback
import weakref


def repeat(function, *arguments):
    """The function's results, called three times."""
    return [function(*arguments) for _ in range(3)]


# --- Functions ------------------------------------------------------------------------------------


def scale(x, factor=2, *, plus=0):
    return x * factor + plus


def call_scale(x):
    """
    >>> call_scale(5)
    [10, 15, 15, 11, 26]
    >>> scale.__defaults__ = (100,)
    >>> call_scale(5)
    [500, 15, 15, 501, 26]
    >>> scale.__defaults__ = None
    >>> call_scale(5)
    Traceback (most recent call last):
    TypeError: scale() missing 1 required positional argument: 'factor'
    >>> scale.__defaults__ = (2,)
    >>> call_scale(5)
    [10, 15, 15, 11, 26]
    """
    results = []
    for _ in range(1):
        results += [
            scale(x),
            scale(x, 3),
            scale(factor=3, x=x),
            scale(x, plus=1),
            scale(x, 5, plus=1),
        ]
    return results


def call_wrongly(which):
    """
    >>> for which in range(4):
    ...     try:
    ...         call_wrongly(which)
    ...     except TypeError as error:
    ...         print(error)
    scale() got multiple values for argument 'x'
    scale() got an unexpected keyword argument 'by'
    scale() takes from 1 to 2 positional arguments but 3 were given
    scale() missing 1 required positional argument: 'x'
    """
    for _ in range(2):
        if which == 0:
            scale(1, x=2)
        elif which == 1:
            scale(1, by=2)
        elif which == 2:
            scale(1, 2, 3)
        else:
            scale()


def first(x):
    return "first", x


if weakref:

    def either(x):
        return "one", x
else:

    def either(x):
        return "other", x


def call_first(x):
    """
    >>> call_first(1)
    [('first', 1), ('one', 1)]
    >>> names = call_first.__globals__
    >>> kept, names["first"] = first, either
    >>> call_first(2)
    [('one', 2), ('one', 2)]
    >>> names["first"] = kept
    >>> call_first(3)
    [('first', 3), ('one', 3)]
    """
    results = []
    for _ in range(1):
        results.append(first(x))
        results.append(either(x))
    return results


def make_adder(n):
    def add(x):
        return x + n

    return add


def call_local(n):
    """
    >>> call_local(3)
    [3, 4, 5, 103]
    """
    add = make_adder(n)
    other = make_adder(100)

    def count(x):
        return x if x <= 0 else count(x - 1) + n - n

    results = []
    for i in range(3):
        results.append(add(i) + count(i))
    results.append(other(3))
    return results


def numbers(n, start=0):
    while start < n:
        yield start
        start += 1


def call_generator(n):
    """
    >>> call_generator(3)
    [[0, 1, 2], [1, 2]]
    """
    for _ in range(1):
        return [list(numbers(n)), list(numbers(n, start=1))]


# --- Methods --------------------------------------------------------------------------------------


class Shape:
    """
    >>> repeat(Shape(2).describe)
    [('Shape', 4, 2, 'static 2', 'Shape 2')] * 3
    """

    sides = 0

    def __init__(self, size, name="shape"):
        self.size = size
        self.name = name

    def area(self):
        return self.size * self.size

    def grow(self, by=0):
        return self.size + by

    @staticmethod
    def fixed(x):
        return f"static {x}"

    @classmethod
    def named(cls, x):
        return f"{cls.__name__} {x}"

    def describe(self):
        for _ in range(1):
            return type(self).__name__, self.area(), self.grow(), self.fixed(2), self.named(2)


Shape.__doc__ = Shape.__doc__.replace("] * 3", ", ('Shape', 4, 2, 'static 2', 'Shape 2')" * 2 + "]")


class Circle(Shape):
    """
    >>> Circle(2).describe()
    ('Circle', 12, 3, 'static 2', 'Circle 2')
    """

    def area(self):
        return super().area() * 3

    def grow(self, by=1):
        return super().grow(by)


class Hidden(Shape):
    """
    >>> hidden = Hidden(2)
    >>> hidden.describe()
    ('Hidden', 'mine', 2, 'static 2', 'Hidden 2')
    >>> del hidden.area
    >>> hidden.describe()
    ('Hidden', 4, 2, 'static 2', 'Hidden 2')
    """

    def __init__(self, size):
        super().__init__(size)
        self.area = lambda: "mine"


def areas(shapes):
    """
    >>> areas([Shape(1), Circle(1), Shape(2)])
    [1, 3, 4]
    >>> area = Shape.area
    >>> Shape.area = lambda self: -1
    >>> areas([Shape(1), Circle(1), Shape(2)])
    [-1, -3, -1]
    >>> Shape.area = area
    >>> areas([Shape(1), Circle(1), Shape(2)])
    [1, 3, 4]
    >>> shape = Shape(3)
    >>> shape.area = area  # a function of the instance takes no object
    >>> areas([shape])
    Traceback (most recent call last):
    TypeError: Shape.area() missing 1 required positional argument: 'self'
    >>> areas([Shape])
    Traceback (most recent call last):
    TypeError: Shape.area() missing 1 required positional argument: 'self'
    >>> areas([None])
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'area'
    """
    return [shape.area() for shape in shapes]


class Swap:
    """The method is replaced while its arguments are evaluated: what was looked up is called.

    >>> Swap().run()
    ['old 1', 'new 2']
    """

    def method(self, x):
        return f"old {x}"

    def replace(self, x):
        Swap.method = lambda self, x: f"new {x}"
        return x

    def run(self):
        results = []
        for i in range(1, 3):
            results.append(self.method(self.replace(i)))
        return results


# --- Classes --------------------------------------------------------------------------------------


class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y})"


def make_points(n):
    """
    >>> make_points(2)
    [Point(0, 0), Point(1, 0), Point(1, 0), Point(2, 1)]
    >>> kept = Point.__init__
    >>> def init(self, x, y=7):
    ...     self.x, self.y = -x, y
    >>> Point.__init__ = init
    >>> make_points(1)
    [Point(0, 7), Point(-1, 0)]
    >>> Point.__init__ = lambda self, x, y=0: 5
    >>> make_points(1)
    Traceback (most recent call last):
    TypeError: __init__() should return None, not 'int'
    >>> Point.__init__ = kept
    >>> make_points(1)
    [Point(0, 0), Point(1, 0)]
    >>> Point.__new__ = lambda cls, *arguments, **keywords: "no point"
    >>> make_points(1)
    ['no point', 'no point']
    >>> Point.__new__ = lambda cls, *arguments, **keywords: object.__new__(cls)
    >>> make_points(1)
    [Point(0, 0), Point(1, 0)]
    """
    points = []
    for i in range(n):
        points.append(Point(i))
        points.append(Point(y=i, x=i + 1))
    return points


class Point3(Point):
    __slots__ = ("z",)

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Failing:
    alive = 0

    def __init__(self, x):
        Failing.alive += 1
        self.inverse = 1 / x

    def __del__(self):
        Failing.alive -= 1


class Returning:
    def __init__(self, x):
        return x  # noqa: PLE0101


class Meta(type):
    def __call__(cls, *arguments):
        return "meta", arguments


class OfMeta(metaclass=Meta):
    def __init__(self, x):
        self.x = x


class Abstract(abc.ABC):
    def __init__(self, x):
        self.x = x

    @abc.abstractmethod
    def get(self): ...


class Concrete(Abstract):
    def __init__(self, x):
        super().__init__(x)

    def get(self):
        return self.x


class Text(str):
    def __init__(self, text):
        self.length = len(text)


class Error(Exception):
    def __init__(self, code):
        super().__init__("code", code)
        self.code = code


class Plain:
    pass


def make_others(what, x):
    """
    >>> make_others("point3", 1)
    (Point3(1, 2), 3, True)
    >>> make_others("failing", 2).inverse
    0.5
    >>> make_others("failing", 0)
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    >>> names_in_traceback("failing", 0) is not None and Failing.alive <= 2
    True
    >>> make_others("returning", None) is not None
    True
    >>> make_others("returning", 1)
    Traceback (most recent call last):
    TypeError: __init__() should return None, not 'int'
    >>> make_others("meta", 1)
    ('meta', (1,))
    >>> make_others("abstract", 1)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: Can't instantiate abstract class Abstract ...
    >>> make_others("concrete", 1).get()
    1
    >>> make_others("text", "abc"), make_others("text", "abc").length
    ('abc', 3)
    >>> make_others("error", 7).args, make_others("error", 7).code
    (('code', 7), 7)
    >>> make_others("wrong", 1)
    Traceback (most recent call last):
    TypeError: Point.__init__() missing 1 required positional argument: 'x'
    """
    made = None
    for _ in range(2):
        if what == "point3":
            made = Point3(x, x + 1, z=x + 2)
            made = made, made.z, hasattr(made, "__dict__")
        elif what == "failing":
            made = Failing(x)
        elif what == "returning":
            made = Returning(x)
        elif what == "meta":
            made = OfMeta(x)
        elif what == "abstract":
            made = Abstract(x)
        elif what == "concrete":
            made = Concrete(x)
        elif what == "text":
            made = Text(x)
        elif what == "error":
            made = Error(x)
        else:
            made = Point()
    return made


def make_plain(arguments):
    """Classes that are called as objects.

    >>> make_plain([])  # doctest: +ELLIPSIS
    [<...Plain object at ...>, <...Plain object at ...>]
    >>> make_plain([1])
    Traceback (most recent call last):
    TypeError: Plain() takes no arguments
    """
    made = []
    for cls in (Plain, Plain):
        made.append(cls() if not arguments else cls(*arguments))
    return made


def classes_as_values(x):
    """
    >>> classes_as_values(3)
    [Point(3, 0), Point(3, 4), Point(3, 5), Point(3, 0)]
    """
    made, cls = [], Point
    for _ in range(1):
        made += [cls(x), cls(x, 4), cls(x=x, y=5), functools.partial(cls, x)()]
    return made


# --- Tracebacks -----------------------------------------------------------------------------------


def names_in_traceback(what, x):
    """
    >>> names_in_traceback("failing", 0)
    ['names_in_traceback', 'make_others', '__init__']
    """
    try:
        make_others(what, x)
    except ZeroDivisionError as error:
        return [entry.name for entry in traceback.extract_tb(error.__traceback__)]


def endless(x):
    """
    >>> endless(1)
    'RecursionError'
    """
    try:
        for _ in range(1):
            return Endless(x)
    except RecursionError as error:
        return type(error).__name__


class Endless:
    def __init__(self, x):
        self.next = Endless(x)


def of_one_name(which):
    """Several inner functions have one name; those that are not made are none of them.

    >>> of_one_name("first"), of_one_name("second"), of_one_name("first")
    (('first', 1, 0, 'x'), ('second', 1, 7), ('first', 1, 0, 'x'))
    >>> uses_third(1)
    ('third', 1, 8)
    """
    text = "x"
    if which == "first":

        def inner(x, y=0):
            return which, x, y, text
    else:

        def inner(x, y=7):
            return which, x, y

    for _ in range(1):
        return inner(1)


def uses_third(x):
    def inner(x, y=8):
        return "third", x, y

    for _ in range(1):
        return inner(x)


# --- Methods that are called as soon as they are looked up ----------------------------------------


class Collected:
    def __init__(self):
        self.items = []

    def append(self, item, twice=False):
        self.items = [*self.items, item, item] if twice else [*self.items, item]
        return self

    @staticmethod
    def count(item):
        return f"static {item}"


class Missing:
    def __getattr__(self, name):
        if name == "append":
            return lambda *items: ("asked", *items)
        raise AttributeError(name)


class Hiding(Collected):
    def __init__(self):
        super().__init__()
        self.append = lambda *items: ("own", *items)


def append_all(targets, item):
    """Builtin types have the name too, and others find it elsewhere.

    >>> collected, items = Collected(), []
    >>> append_all([collected, items, Missing(), Hiding(), collected], 5)
    ['Collected', None, ('asked', 5), ('own', 5), 'Collected']
    >>> collected.items, items
    ([5, 5], [5])
    >>> append_all([object()], 5)
    ["'object' object has no attribute 'append'"]
    >>> original, Collected.append = Collected.append, lambda self, item: "patched"
    >>> append_all([collected, items, Hiding()], 6)
    ['patched', None, ('own', 6)]
    >>> Collected.append = original
    >>> Collected.append.__defaults__ = (True,)
    >>> append_all([collected], 7), collected.items
    (['Collected'], [5, 5, 7, 7])
    >>> Collected.append.__defaults__ = (False,)
    >>> collected.append = lambda item: "hides"
    >>> append_all([collected, Collected()], 8)
    ['hides', 'Collected']
    >>> append_all([Collected, collected.__dict__], 8)  # doctest: +ELLIPSIS
    ["...missing 1 required positional argument: 'item'", "'dict' object has no attribute 'append'"]
    """
    found = []
    for target in targets:
        try:
            result = target.append(item)
            found.append("Collected" if isinstance(result, Collected) else result)
        except (AttributeError, TypeError) as error:
            found.append(str(error))
    return found


def count_all(targets, item):
    """
    >>> count_all([Collected(), [5, 5], Collected, "5"], "5")
    ['static 5', 0, 'static 5', 1]
    """
    found = []
    for target in targets:
        found.append(target.count(item))
    return found


def look_up_first(target):
    """The look-up comes before what the arguments may raise.

    >>> look_up_first(object())
    "'object' object has no attribute 'append'"
    >>> look_up_first(Collected())
    'UnboundLocalError'
    """
    for step in range(2):
        if step > 1:
            unset = step
        try:
            target.append(unset)
        except UnboundLocalError as error:
            found = type(error).__name__
        except AttributeError as error:
            found = str(error)
    return found


def same_twice(target):
    """
    >>> same_twice(Collected()).items[0] is not None
    True
    """
    for _ in range(2):
        target = target.append(target, target)
    return target
