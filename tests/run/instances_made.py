"""Instances in memory that others have left: attributes, layout, what the collector knows."""

import copy
import gc
import pickle
import sys
import threading
import weakref


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Lazy:
    """Sets what it is told to."""

    def __init__(self, names):
        for name in names:
            setattr(self, name, name)


class Slots:
    __slots__ = ("a", "b")

    def __init__(self, names):
        for name in names:
            setattr(self, name, name)


class Weak:
    __slots__ = ("a", "__weakref__")

    def __init__(self, a):
        self.a = a


class Wide:
    __slots__ = tuple("field%d" % number for number in range(20))

    def __init__(self, value):
        self.field0 = self.field19 = value


class Plain:
    pass


class Empty:
    __slots__ = ()


class Refusing:
    def __init__(self, value):
        self.value = value
        if value < 0:
            raise ValueError(value)
        self.root = value**0.5


class Returning:
    def __init__(self, value):
        self.value = value
        return value


def warm(make, *arguments):
    """Makes and releases enough for the class to be settled."""
    for _ in range(100):
        make(*arguments)


def attributes_are_unset():
    """
    >>> attributes_are_unset()
    [{'b': 'b'}, {}, {'c': 'c', 'a': 'a'}, {'a': 'a', 'b': 'b', 'c': 'c'}]
    """
    for names in ("abc", "ab", "c", ""):
        warm(Lazy, names)
    result = []
    for names in ("b", "", "ca", "abc"):
        Lazy("abc")
        made = Lazy(names)
        result.append(made.__dict__)
        made = None
    return result


def slots_are_unset():
    """
    >>> slots_are_unset()
    ('b', True, True)
    """
    warm(Slots, "ab")
    made = Slots("b")
    return made.b, not hasattr(made, "a"), not hasattr(Slots(""), "b")


def keys_that_grow():
    """
    >>> keys_that_grow()
    [1, 2, 3, 4, 5, 6]
    """

    class Growing:
        def __init__(self, count):
            for number in range(count):
                setattr(self, "name%d" % number, number)

    warm(Growing, 1)
    result = []
    for count in range(1, 7):
        warm(Growing, count)
        made = Growing(count)
        result.append(len(vars(made)))
    return result


def many_attributes(count):
    """
    >>> [many_attributes(count) for count in (5, 29, 30, 31, 40)]
    [True, True, True, True, True]
    """

    class Many:
        def __init__(self, count):
            for number in range(count):
                setattr(self, "name%d" % number, number)

    warm(Many, count)
    held = [Many(count) for _ in range(50)]
    first = [list(vars(made).values()) == list(range(count)) for made in held]
    held = None
    made = Many(count)
    return all(first) and list(vars(made)) == ["name%d" % number for number in range(count)]


def deleted_attributes():
    """
    >>> deleted_attributes()
    [{'y': 2}, {'y': 2, 'x': 3}, {}]
    """
    warm(Point, 1, 2)
    result = []
    made = Point(1, 2)
    del made.x
    result.append(dict(vars(made)))
    made.x = 3
    result.append(dict(vars(made)))
    made = None
    made = Point(1, 2)
    del made.y, made.x
    made = None
    made = Lazy("")
    result.append(vars(made))
    return result


def dict_that_stays():
    """
    >>> dict_that_stays()
    [{'x': 0, 'y': 0}, {'x': 1, 'y': 1, 'z': 5}, {'x': 2, 'y': 2}]
    """
    warm(Point, 1, 2)
    dicts = []
    for number in range(3):
        made = Point(number, number)
        dicts.append(vars(made))
        if number == 1:
            made.z = 5
        made = None
        made = Point(7, 8)
        made = None
    return dicts


def replaced_dict():
    """
    >>> replaced_dict()
    [3, {'x': 3}, 4, {'x': 5, 'y': 6}]
    """
    warm(Point, 1, 2)
    made = Point(1, 2)
    made.__dict__ = own = {"x": 3}
    result = [made.x]
    made = None
    result.append(own)
    made = Point(5, 6)
    del made.__dict__
    made.x = 4
    result.append(made.x)
    made = None
    made = Point(5, 6)
    result.append(vars(made))
    return result


def known_to_the_collector():
    """
    >>> known_to_the_collector()
    [(True, True, True), (True, True, True), (True, True, True)]
    """
    result = []
    for make in (Point, lambda x, y: Slots("ab"), lambda x, y: Weak([x, y])):
        warm(make, 1, 2)
        made = make([], 2)
        known = any(other is made for other in gc.get_objects())
        refers = type(made) in gc.get_referents(made)
        result.append((gc.is_tracked(made), known, refers))
    return result


def collected():
    """
    >>> collected()
    (True, True)
    """
    warm(Point, 1, 2)
    references = []
    for _ in range(200):
        made = Point(None, None)
        made.x = made
        references.append(weakref.ref(made))
    made = None
    gc.collect()
    gone = all(reference() is None for reference in references)
    return gone, all(Point(number, 1).x == number for number in range(200))


def same_size():
    """
    >>> same_size()
    [True, True, True]
    """
    result = []
    for make in (Point, lambda x, y: Slots("ab"), lambda x, y: Wide(x)):
        first = sys.getsizeof(make(1, 2))
        warm(make, 1, 2)
        result.append(sys.getsizeof(make(1, 2)) == first)
    return result


def weak_references():
    """
    >>> weak_references()
    [None, None, 2]
    """
    result = []
    for make in (lambda: Point(1, 2), lambda: Weak(1)):
        for _ in range(50):
            make()
            made = make()
            reference = weakref.ref(made)
            made = None
            made = make()
            assert not weakref.getweakrefcount(made)
        result.append(reference())
    made = Weak(2)
    result.append(weakref.ref(made)().a)
    return result


def failed_init():
    """
    >>> failed_init()
    ['-1', '-2', '-3', 2.0]
    """
    result = []
    warm(Refusing, 4)
    for value in (-1, -2, -3):
        try:
            Refusing(value)
        except ValueError as error:
            result.append(str(error))
    result.append(Refusing(4).root)
    return result


def returned_from_init():
    """
    >>> returned_from_init()
    __init__() should return None, not 'int'
    3
    """
    for _ in range(3):
        try:
            Returning(1)
        except TypeError as error:
            text = error
    print(text)
    return Point(3, 4).x


def without_init():
    """
    >>> without_init()
    [{}, {'a': 1}, {}, True]
    """
    warm(Plain)
    warm(Empty)
    first, second = Plain(), Plain()
    second.a = 1
    result = [vars(first), vars(second)]
    first = second = None
    result.append(vars(Plain()))
    result.append(not hasattr(Empty(), "__dict__"))
    return result


def refused_arguments():
    """
    >>> refused_arguments()
    Plain() takes no arguments
    Empty() takes no arguments
    """
    for make in (Plain, Empty):
        try:
            make(1)
        except TypeError as error:
            print(error)


def from_generators(count):
    """
    >>> from_generators(50)
    (1225, 49)
    """

    def points():
        for number in range(count):
            point = Point(number, number)
            yield point

    total = 0
    last = None
    for point in points():
        total += point.x
        last = point
    generator = points()
    next(generator)
    generator.close()
    return total, last.y


def copied():
    """
    >>> copied()
    [(1, [2]), (1, [2]), (1, [2]), ('a', 'b')]
    """
    warm(Point, 1, 2)
    point = Point(1, [2])
    result = [copy.copy(point), copy.deepcopy(point), pickle.loads(pickle.dumps(point))]
    slots = copy.copy(Slots("ab"))
    return [(made.x, made.y) for made in result] + [(slots.a, slots.b)]


def in_threads(count):
    """
    >>> in_threads(2000)
    [3998000, 3998000, 3998000, 3998000]
    """
    sums = []

    def work():
        total = 0
        chain = None
        for number in range(count):
            chain = Point(number, chain) if number % 60 else Point(number, None)
            pair = Slots("ab")
            total += chain.x + (pair.a == "a") * number
            [Point(number, pair), Slots("b")]
        sums.append(total)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sums
