"""Dataclasses that are cdef classes: fields with C types, defaults, methods, what Python's module
reads of them, inheritance.

>>> isinstance(Point.__dataclass_fields__["x"], dataclasses.Field)
True
>>> [(f.name, f.type, f.default) for f in dataclasses.fields(Point)]
[('x', 'float', 1.5), ('y', 'cython.int', 2), ('label', 'str', 'origin')]
>>> dataclasses.is_dataclass(Point), dataclasses.is_dataclass(Point())
(True, True)
>>> dataclasses.asdict(Point(3, 4)), dataclasses.astuple(Point(3, 4))
({'x': 3.0, 'y': 4, 'label': 'origin'}, (3.0, 4, 'origin'))
>>> dataclasses.replace(Point(3, 4), y=7)
Point(x=3.0, y=7, label='origin')
>>> Point.__match_args__
('x', 'y', 'label')
"""

cimport cython
from cython cimport dataclasses as cython_dataclasses
from cython.dataclasses cimport dataclass, field
import dataclasses
import gc
import threading
import typing
from dataclasses import InitVar
from typing import ClassVar


@dataclass
cdef class Point:
    """
    >>> Point()
    Point(x=1.5, y=2, label='origin')
    >>> Point(3, y=4, label="a")
    Point(x=3.0, y=4, label='a')
    >>> point = Point()
    >>> point.x = 7
    >>> point.x, point.y
    (7.0, 2)
    >>> point == Point(7.0), point != Point(7.0), point == Point(), point == 1
    (True, False, False, False)
    >>> point < Point()
    Traceback (most recent call last):
    TypeError: '<' not supported between instances of 'dataclass_cdef.Point' and 'dataclass_cdef.Point'
    >>> hash(point)
    Traceback (most recent call last):
    TypeError: unhashable type: 'dataclass_cdef.Point'
    >>> Point("a")
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> Point(1, 2, 3)
    Traceback (most recent call last):
    TypeError: Expected str, got int
    >>> Point(1, 2, "3", 4)
    Traceback (most recent call last):
    TypeError: __init__() takes at most 3 positional arguments (4 given)
    >>> Point(z=1)
    Traceback (most recent call last):
    TypeError: __init__() got an unexpected keyword argument 'z'
    >>> sum_without_gil(Point(1.25, 3))
    4.25
    >>> list(walk(Point(1, 2)))
    [1.0, 2, 'origin']
    >>> move_later(Point(1, 2))()
    Point(x=1.0, y=3, label='origin')
    """

    x: float = 1.5
    y: cython.int = 2
    label: str = "origin"


def sum_without_gil(Point point not None):
    cdef double total
    with nogil:
        total = point.x + point.y
    return total


def walk(Point point):
    yield point.x
    yield point.y
    yield point.label


def move_later(Point point):
    def move():
        point.y += 1
        return point

    return move


made = []


def make_number():
    made.append(len(made))
    return len(made)


@dataclass(order=True, unsafe_hash=True)
cdef class Version:
    """
    >>> Version(1, 2) < Version(1, 3), Version(1, 2) <= Version(1, 2), Version(2, 0) > Version(1, 9)
    (True, True, True)
    >>> Version(1, 2) >= Version(1, 3), Version(1, 2) < Version(1, 2)
    (False, False)
    >>> Version(1, 2, note="a") == Version(1, 2, note="b")
    True
    >>> hash(Version(1, 2, note="a")) == hash(Version(1, 2, note="b"))
    True
    >>> hash(Version(1, 2)) == hash(Version(1, 3))
    False
    >>> Version(1, 2) < 3
    Traceback (most recent call last):
    TypeError: '<' not supported between instances of 'dataclass_cdef.Version' and 'int'
    >>> sorted([Version(2, 0), Version(1, 5), Version(1, 2)])
    [Version(major=1, minor=2), Version(major=1, minor=5), Version(major=2, minor=0)]
    """

    major: cython.int
    minor: cython.int
    note: str = field(default="", compare=False, repr=False)


@dataclass(eq=False, repr=False)
cdef class Bare:
    """
    >>> Bare(1) == Bare(1)
    False
    >>> bare = Bare(1)
    >>> hash(bare) == hash(bare), repr(bare).startswith("<dataclass_cdef.Bare object")
    (True, True)
    """

    x: cython.int


@dataclass(frozen=True)
cdef class Frozen:
    """
    >>> frozen = Frozen(2)
    >>> frozen.x = 3  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AttributeError: attribute 'x' of '...Frozen' objects is not writable
    >>> frozen, hash(frozen) == hash(Frozen(2)), Frozen.__dataclass_params__.frozen
    (Frozen(x=2.0, y=[]), False, True)
    """

    x: cython.double
    y: list = field(default_factory=list, hash=False)

    def __hash__(self):
        return id(self)


@dataclass(frozen=True)
cdef class FrozenHash:
    """
    >>> hash(FrozenHash(2)) == hash(FrozenHash(2)) == hash((2.0,))
    True
    >>> len({FrozenHash(2), FrozenHash(2), FrozenHash(3)})
    2
    """

    x: cython.double
    y: list = field(default_factory=list, hash=False)


@dataclass(kw_only=True)
cdef class Keywords:
    """
    >>> Keywords(b=2)
    Keywords(a=2.0, b=2)
    >>> Keywords(1, 2)
    Traceback (most recent call last):
    TypeError: __init__() takes exactly 0 positional arguments (2 given)
    >>> Keywords(a=3)
    Traceback (most recent call last):
    TypeError: __init__() needs keyword-only argument b
    >>> Keywords.__match_args__
    ()
    """

    a: cython.double = 2.0
    b: cython.long


@dataclass(init=False, match_args=False)
cdef class Unmade:
    """
    >>> Unmade()
    Unmade(a=0, b=None)
    >>> Unmade() == Unmade()
    True
    >>> hasattr(Unmade, "__match_args__")
    False
    """

    a: cython.int = 5
    b: object


@dataclass
cdef class Own:
    """What the body says itself stays.

    >>> Own(3)
    own repr
    >>> Own(3) == 4
    'own eq'
    """

    a: cython.int

    def __init__(self, value):
        self.a = value

    def __repr__(self):
        return "own repr"

    def __eq__(self, other):
        return "own eq"


@cython.dataclasses.dataclass
cdef class Factories:
    """
    >>> first, second = Factories(), Factories()
    >>> first.items is second.items, first.shared is second.shared, first.items
    (False, True, [])
    >>> first.number, second.number, made
    (1, 2, [0, 1])
    >>> Factories(number=9).number, made
    (9, [0, 1])
    >>> first.text, first.late, first.empty
    ('from a lambda', 'set', None)
    >>> Factories(late=1)
    Traceback (most recent call last):
    TypeError: __init__() got an unexpected keyword argument 'late'
    >>> Factories.__dataclass_fields__["number"].default_factory is make_number
    True
    >>> Factories.__dataclass_fields__["shared"].metadata
    mappingproxy({})  # until 3.14
    frozendict()  # from 3.15
    >>> made.clear()
    >>> Factories(items=())
    Traceback (most recent call last):
    TypeError: Expected list, got tuple
    """

    items: list = cython_dataclasses.field(default_factory=list)
    shared: object = cython.dataclasses.field(default=object(), repr=False)
    number: object = dataclasses.field(default_factory=make_number, compare=False)
    text: str = field(default_factory=lambda: "from a lambda")
    late: object = field(default="set", init=False)
    empty: object = field(init=False)


def fail():
    raise ValueError("no value")


@dataclass
cdef class Failing:
    """
    >>> Failing()
    Traceback (most recent call last):
    ValueError: no value
    >>> Failing(1)
    Failing(a=1)
    """

    a: object = field(default_factory=fail)


@dataclass
cdef class Child(Point):
    """
    >>> Child(1, 2, "a", 5)
    after (5,)
    Child(x=1.0, y=2, label='a', z=5, extra=None)
    >>> [f.name for f in dataclasses.fields(Child)]
    ['x', 'y', 'label', 'z', 'extra']
    >>> Child() == Point(), Point() == Child()
    after (0,)
    after (0,)
    (False, False)
    """

    z: cython.int = 0
    extra: object = None

    def __post_init__(self):
        print("after", (self.z,))


@dataclass
cdef class Grandchild(Child):
    """
    >>> Grandchild(z=3, w=[1])
    after (3,)
    Grandchild(x=1.5, y=2, label='origin', z=3, extra=None, w=[1])
    """

    w: list = None


cdef class Plain:
    cdef public int p

    def __repr__(self):
        return "plain"


@dataclass
cdef class FromPlain(Plain):
    """
    >>> FromPlain(3), FromPlain(3).p
    (FromPlain(q=3), 0)
    """

    q: cython.int = 1


class InPython(Point):
    """
    >>> InPython(1)
    InPython(x=1.0, y=2, label='origin')
    >>> InPython(1) == Point(1), InPython(1) == InPython(1)
    (False, True)
    """


@dataclass
cdef class Visible:
    """
    >>> [f.name for f in dataclasses.fields(Visible)], Visible.__match_args__
    (['b', 'c', 'd'], ('a', 'b', 'c', 'd'))
    >>> Visible(a=5)
    Visible(a=5.0, b=2.0, c=3.0, d=0)
    >>> Visible().a  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AttributeError: 'dataclass_cdef.Visible' object has no attribute 'a'...
    >>> Visible().d = 3  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AttributeError: attribute 'd' of 'dataclass_cdef.Visible' objects is not writable
    >>> Visible.__dataclass_fields__["c"].type
    'double'
    """

    cdef double a
    a = 1.0
    b: cython.double = 2.0
    cdef public double c
    c = 3.0
    cdef readonly int d
    d = 0


@dataclass
cdef class Variables:
    """
    >>> Variables(b=5, d=100)
    after 5 3.0 0 100
    Variables(a=0)
    >>> Variables.e, Variables.f, Variables.g
    (2.0, [], 3)
    >>> sorted(Variables.__dataclass_fields__), [f.name for f in dataclasses.fields(Variables)]
    (['a', 'b', 'c'], ['a'])
    >>> Variables(b=1) == Variables(b=2)
    after 1 3.0 0 5
    after 2 3.0 0 5
    True
    """

    a: cython.int = 0
    b: InitVar[cython.double] = 1.0
    c: dataclasses.InitVar[cython.double] = 3.0
    cdef InitVar[cython.int] d
    d = 5
    e: ClassVar[float] = 2.0
    cdef ClassVar[list] f
    f = []
    g: typing.ClassVar[int] = 3

    def __post_init__(self, b, c, d):
        print("after", b, c, self.d, d)


cdef struct Pair:
    int first
    int second


ctypedef Pair *PairPointer
cdef Pair pair


cdef PairPointer make_pair():
    return &pair


@dataclass
cdef class OfC:
    """
    >>> OfC({"first": 1, "second": 2})
    OfC(pair={'first': 1, 'second': 2}, number=(1+2j))
    >>> OfC({"first": 1, "second": 2}, pointer=0)
    Traceback (most recent call last):
    TypeError: __init__() got an unexpected keyword argument 'pointer'
    >>> OfC()
    Traceback (most recent call last):
    TypeError: __init__() takes at least 1 positional argument (0 given)
    >>> points_to_pair(OfC({"first": 1, "second": 2}))
    True
    >>> [f.name for f in dataclasses.fields(OfC)]
    ['pair', 'number']
    """

    pair: Pair = field(compare=False)
    pointer: PairPointer = field(init=False, repr=False, default_factory=make_pair)
    number: cython.doublecomplex = 1 + 2j


def points_to_pair(OfC value):
    return value.pointer == &pair


@dataclass
cdef class Node:
    """Objects that contain themselves, and threads.

    >>> node = Node("a")
    >>> node.next = node
    >>> node
    Node(name='a', next=...)
    >>> node.next = [node]
    >>> node
    Node(name='a', next=[...])
    >>> node.next = None
    >>> show_in_thread(node)
    Node(name='a', next=None)
    >>> node.next = Unprintable()
    >>> node
    Traceback (most recent call last):
    ValueError: unprintable
    >>> node.next = None
    >>> node
    Node(name='a', next=None)
    """

    name: str
    next: object = None


class Unprintable:
    def __repr__(self):
        raise ValueError("unprintable")


def show_in_thread(node):
    thread = threading.Thread(target=lambda: print(node))
    thread.start()
    thread.join()


@dataclass
cdef class Confusing:
    """Fields with the names that the methods use.

    >>> Confusing(1, 2, 3, 4)
    Confusing(self=1, other=2, key=3, type=4)
    >>> Confusing(1, 2, 3, 4) == Confusing(1, 2, 3, 4)
    True
    """

    self: object
    other: object
    key: object
    type: object


def leaves_nothing():
    """
    >>> leaves_nothing()
    True
    """
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(100):
        node = Node("a", [])
        node.next.append(node)
        repr(node), node == Node("a", [])
    del node
    gc.collect()
    return len(gc.get_objects()) - before < 20
