"""Places that see objects of several types: each has what a look-up found for each type.

Every change of what one of them rests on must be seen at once, and leave the others as they are.
`rounds` has all types come often enough that each stands in every entry by and by.
"""

import types


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__


def rounds(function, objects, *arguments, count=600):
    """What the function gives for each object, which is the same each time."""
    first = [outcome(function, value, *arguments) for value in objects]
    for number in range(count):
        # in another order each time, and one far more often than the others
        often = objects[number % len(objects)]
        for _ in range(number % 5):
            outcome(function, often, *arguments)
        assert [outcome(function, value, *arguments) for value in objects] == first
    return first


def make_types(count):
    """Classes that inherit the first one's method, or override it: every second one."""

    class Base:
        kind = "base"

        def __init__(self, x):
            self.x = x

        def method(self):
            return f"base {self.x}"

    found = [Base]
    for number in range(1, count):
        names = {"kind": f"kind {number}"}
        if number % 2:
            names["method"] = lambda self, number=number: f"own {number} {self.x}"
        found.append(type(f"Type{number}", (Base,), names))
    return found


def make_objects(count):
    return [each(number) for number, each in enumerate(make_types(count))]


# --- Methods --------------------------------------------------------------------------------------


def methods_of_few_types():
    """
    >>> methods_of_few_types()
    ['base 0', 'own 1 1', 'base 2']
    """

    def call(value):
        return value.method()

    return rounds(call, make_objects(3))


def methods_of_many_types():
    """More types than a place has entries.

    >>> methods_of_many_types()
    ['base 0', 'own 1 1', 'base 2', 'own 3 3', 'base 4', 'own 5 5', 'base 6', 'own 7 7', 'base 8']
    """

    def call(value):
        return value.method()

    return rounds(call, make_objects(9))


def replace_methods():
    """
    >>> for line in replace_methods(): print(line)
    ['base 0', 'own 1 1', 'base 2', 'own 3 3']
    ['base 0', 'own 1 1', 'new', 'own 3 3']
    ['base 0', 'base 1', 'new', 'own 3 3']
    ['all', 'all', 'new', 'own 3 3']
    ['all', 'all', 'new', 'static']
    ['all', 'AttributeError', 'new', 'static']
    """

    def call(value):
        return value.method()

    objects = make_objects(4)
    base, first, second, third = map(type, objects)
    yield rounds(call, objects)
    second.method = lambda self: "new"
    yield rounds(call, objects)
    del first.method
    yield rounds(call, objects)
    base.method = lambda self: "all"
    yield rounds(call, objects)
    third.method = staticmethod(lambda: "static")
    yield rounds(call, objects)
    first.__getattribute__ = lambda self, name: object.__getattribute__(self, "no" + name)
    yield rounds(call, objects)


def hide_methods():
    """
    >>> for line in hide_methods(): print(line)
    ['base 0', 'own 1 1', 'base 2', 'own 3 3']
    ['base 0', 'hides', 'base 2', 'own 3 3']
    ['base 0', 'hides', 'base 2', 'hides too']
    ['base 0', 'own 1 1', 'base 2', 'hides too']
    """

    def call(value):
        return value.method()

    objects = make_objects(4)
    yield rounds(call, objects)
    objects[1].method = lambda: "hides"
    yield rounds(call, objects)
    objects[3].__dict__["method"] = lambda: "hides too"
    yield rounds(call, objects)
    del objects[1].method
    yield rounds(call, objects)


def methods_that_are_no_functions():
    """
    >>> methods_that_are_no_functions()
    ['base 0', 'own 1 1', 'attribute', 'property', 'slot', 'of a module', 'of a type', 'found']
    """

    class Computed:
        @property
        def method(self):
            return lambda: "property"

    class Slotted:
        __slots__ = ("method",)

    class OfType:
        @staticmethod
        def method():
            return "of a type"

    class Getting:
        def __getattr__(self, name):
            return lambda: "found"

    def call(value):
        return value.method()

    slotted, module = Slotted(), types.ModuleType("module")
    attribute = types.SimpleNamespace(method=lambda: "attribute")
    slotted.method = lambda: "slot"
    module.method = lambda: "of a module"
    objects = [*make_objects(2), attribute, Computed(), slotted, module, OfType, Getting()]
    for place in range(3, len(objects)):  # few of them, so that each is kept
        rounds(call, objects[place - 3 : place])
    return rounds(call, objects)


def method_goes_while_arguments_come():
    """
    >>> method_goes_while_arguments_come()
    ['first 1', 'second 2', 'new 2']
    """

    class First:
        def method(self, value):
            return f"first {value}"

    class Second:
        def method(self, value):
            return f"second {value}"

    def drop(number, new):
        if new:
            Second.method = new
        return number

    def call(value, number, new):
        return value.method(drop(number, new))

    for _ in range(10):
        seen = [call(First(), 1, None), call(Second(), 2, None)]
    assert call(Second(), 2, lambda self, value: f"new {value}") == "second 2"
    return [*seen, call(Second(), 2, None)]


# --- Attributes -----------------------------------------------------------------------------------


def load_x(value):
    return value.x


def instances():
    """
    >>> for line in instances(): print(line)
    [0, 1, 2, 3]
    [0, 'AttributeError', 2, 3]
    [0, 'got x', 2, 3]
    [0, 'got x', 'all', 3]
    [0, 'got x', 'all', 'property']
    [0, 'AttributeError', 'all', 'property']
    [0, 'AttributeError', 2, 3]
    """
    objects = make_objects(4)
    _, first, second, third = map(type, objects)
    yield rounds(load_x, objects)
    del objects[1].x
    yield rounds(load_x, objects)
    first.__getattr__ = lambda self, name: f"got {name}"
    yield rounds(load_x, objects)
    second.__getattribute__ = lambda self, name: "all"
    yield rounds(load_x, objects)
    third.x = property(lambda self: "property")
    yield rounds(load_x, objects)
    del first.__getattr__
    yield rounds(load_x, objects)
    del second.__getattribute__, third.x
    yield rounds(load_x, objects)


def instances_with_dicts():
    """
    >>> for line in instances_with_dicts(): print(line)
    [0, 1, 2, 3]
    [0, 'item', 2, 3]
    [0, 'item', 'another dict', 3]
    [0, 'item', 'AttributeError', 3]
    """
    objects = make_objects(4)
    yield rounds(load_x, objects)
    vars(objects[1])["x"] = "item"
    yield rounds(load_x, objects)
    objects[2].__dict__ = {"y": 0, "x": "another dict"}
    yield rounds(load_x, objects)
    del vars(objects[2])["x"]
    yield rounds(load_x, objects)


def change_classes():
    """
    >>> for line in change_classes(): print(line)
    ['kind 1', 'kind 2', 'kind 3']
    ['kind 2', 'kind 3', 'kind 1']
    ['kind 2', 'own', 'kind 1']
    ['kind 2', 'own', 'new']
    """

    def load_kind(value):
        return value.kind

    objects = make_objects(4)[1:]
    first, second, third = map(type, objects)
    yield rounds(load_kind, objects)
    objects[0].__class__, objects[1].__class__, objects[2].__class__ = second, third, first
    yield rounds(load_kind, objects)
    objects[1].kind = "own"
    yield rounds(load_kind, objects)
    first.kind = "new"
    yield rounds(load_kind, objects)


def types_that_change_again_and_again():
    """What entries hold of a type that has changed makes room.

    >>> types_that_change_again_and_again()
    True
    """
    objects = make_objects(3)

    def load_kind(value):
        return value.kind

    for number in range(700):
        type(objects[1]).kind = number
        if [load_kind(value) for value in objects] != ["base", number, "kind 2"]:
            return number
    return rounds(load_kind, objects) == ["base", 699, "kind 2"]


def short_lives():
    """
    >>> short_lives()
    True
    """

    def load(value):
        return value.x, value.kind, value.method()

    for _ in range(100):
        if [load(value) for value in make_objects(4)] != [
            (0, "base", "base 0"),
            (1, "kind 1", "own 1 1"),
            (2, "kind 2", "base 2"),
            (3, "kind 3", "own 3 3"),
        ]:
            return False
    return True


# --- Storing --------------------------------------------------------------------------------------


class Slotted:
    __slots__ = ("x",)


def store_x(value, x):
    value.x = x
    return value.x


def stores():
    """
    >>> for line in stores(): print(line)
    [5, 5, 5, 5, 5]
    ['setattr', 6, 6, 6, 6]
    ['setattr', 'AttributeError', 7, 7, 7]
    ['setattr', 'AttributeError', 8, 8, 8]
    [9, 9, 9, 9, 9]
    {'x': 9} {'x': 9} {'x': 9} {'x': 9}
    """
    objects = [*make_objects(5)[1:], Slotted()]
    first, second = map(type, objects[:2])
    yield rounds(store_x, objects, 5)
    first.__setattr__ = lambda self, name, value: object.__setattr__(self, name, "setattr")
    yield rounds(store_x, objects, 6)
    second.x = property(lambda self: "property")
    yield rounds(store_x, objects, 7)
    dicts = [vars(value) for value in objects[:4]]
    yield rounds(store_x, objects, 8)
    del first.__setattr__, second.x
    yield rounds(store_x, objects, 9)
    yield " ".join(map(repr, dicts))


def stores_in_new_instances():
    """The first attribute of an instance, and the order of several.

    >>> stores_in_new_instances()
    [{'y': 1, 'x': 2}, {'y': 1, 'x': 2}, {'y': 1, 'x': 2}]
    """

    class Empty:
        pass

    found = [type(f"Type{number}", (Empty,), {}) for number in range(3)]

    def store(value):
        value.y = 1
        value.x = 2
        return value

    for _ in range(300):
        seen = [vars(store(each())) for each in found]
    return seen
