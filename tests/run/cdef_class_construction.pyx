"""Instances of cdef classes are made without Python in between; everything else holds as it did.

>>> every_way()
Vector(1.0, 2.0) Vector(1.0, 1.0) Vector(1.0, 2.0) Vector(3.0, 4.0) Vector(-1.0, 1.0) Vector(1.0, 0.0)
>>> direct_errors()
TypeError __init__() takes at most 2 positional arguments (3 given)
TypeError __init__() takes at least 1 positional argument (0 given)
TypeError must be real number, not str
TypeError __init__() got an unexpected keyword argument 'z'
TypeError __cinit__() takes at least 1 positional argument (0 given)
3.0
9
>>> Vector(1, 2), Vector(y=2, x=1), Vector(*[5, 6]), Vector(**{"x": 7})
(Vector(1.0, 2.0), Vector(1.0, 2.0), Vector(5.0, 6.0), Vector(7.0, 1.0))
>>> Vector(1, 2, 3)
Traceback (most recent call last):
...
TypeError: __init__() takes at most 2 positional arguments (3 given)
>>> Vector(1, z=3)
Traceback (most recent call last):
...
TypeError: __init__() got an unexpected keyword argument 'z'
>>> v = Vector(1, 2); v.__init__(3, 4); v
Vector(3.0, 4.0)

`__cinit__` runs from the base class on, each with all arguments; `__init__` is the last class's.

>>> in_order()
['Base cinit 1', 'Middle cinit', 'Last cinit (1,) {}', 'Middle init 1']
['Base cinit 1', 'Middle cinit', 'Middle init 1']
['Base cinit 1', 'Middle cinit']
>>> log.clear(); _ = Last(1); log
['Base cinit 1', 'Middle cinit', 'Last cinit (1,) {}', 'Middle init 1']
>>> log.clear(); _ = Middle(a=2); log
['Base cinit 2', 'Middle cinit', 'Middle init 2']

Arguments are evaluated in their order, each once, also those that two methods take.

>>> evaluated()
['first', 'second', 'third']
True True
>>> typed_arguments()
(7, 250, 2.0, True, 'x', [1])
OverflowError value too large to convert to unsigned char
TypeError Argument 'items' has incorrect type (expected list, got tuple)
TypeError an integer is required
OverflowError value too large to convert to unsigned char
OverflowError can't convert negative value to unsigned char
None

Subclasses in Python override what they always could.

>>> class Own(Vector):
...     def __new__(cls, *args):
...         print("new", args)
...         return super().__new__(cls, *args)
...     def __init__(self, *args):
...         print("init", args)
...         super().__init__(*args)
>>> Own(1, 2)
new (1, 2)
init (1, 2)
Vector(1.0, 2.0)
>>> Own.__new__(Own)
new ()
Vector(0.0, 0.0)
>>> Vector.__new__(Own).x, Vector.__new__(Vector, 1, 2, z=3).x
(0.0, 0.0)
>>> Base.__new__(Plain, 4), Plain(4)
(<Plain>, <Plain>)
>>> Vector.__new__(int)
Traceback (most recent call last):
...
TypeError: cdef_class_construction.Vector.__new__(int): int is not a subtype of cdef_class_construction.Vector
>>> object.__new__(Vector)
Traceback (most recent call last):
...
TypeError: object.__new__(cdef_class_construction.Vector) is not safe, use cdef_class_construction.Vector.__new__()
>>> made_by_new()
0.0 0.0 None Vector
['Base cinit 5', 'Middle cinit']

What the body of the class has made nobody changes (but before Python 3.10).

>>> changed()
TypeError cannot set '__init__' attribute of immutable type 'cdef_class_construction.Vector'
TypeError cannot set 'new' attribute of immutable type 'cdef_class_construction.Vector'
TypeError cannot set '__repr__' attribute of immutable type 'cdef_class_construction.Vector'
>>> kept_by_failures()
0
>>> Nothing(1, 2, a=3).__class__.__name__, nothing()
('Nothing', 'Nothing')
>>> deep()
[1, 2, 3, 4, 5, 6] None
"""
import gc
import sys
import weakref

log = []


def run(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


cdef class Nothing:
    pass


def nothing():
    return type(Nothing()).__name__


cdef class Vector:
    cdef public double x, y
    cdef public object label

    def __init__(self, double x, double y=1.0):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"


cdef class Base:
    cdef public object a

    def __cinit__(self, a, b=3):
        self.a = a
        log.append(f"Base cinit {a}")


cdef class Plain(Base):
    def __repr__(self):
        return "<Plain>"


cdef class Middle(Base):
    def __cinit__(self):
        log.append("Middle cinit")

    def __init__(self, a):
        log.append(f"Middle init {a}")


cdef class Last(Middle):
    def __cinit__(self, *args, **keywords):
        log.append(f"Last cinit {args} {keywords}")


cdef class Typed:
    cdef int number
    cdef unsigned char small
    cdef double real
    cdef bint flag
    cdef str text
    cdef list items

    def __init__(self, int number, unsigned char small, double real, bint flag, str text not None,
                 list items=None):
        self.number, self.small, self.real = number, small, real
        self.flag, self.text, self.items = flag, text, items

    def values(self):
        return self.number, self.small, self.real, self.flag, self.text, self.items


cdef class Two:
    cdef public object first, second, third

    def __cinit__(self, a, b, *, c=None):
        self.first = a

    def __init__(self, a, b, *, c=None):
        self.second = a
        self.third = c


cdef class Level1:
    cdef list seen
    cdef object nothing

    def __cinit__(self):
        self.seen = [1]


cdef class Level2(Level1):
    def __cinit__(self):
        self.seen.append(2)


cdef class Level3(Level2):
    cdef object another

    def __cinit__(self):
        self.seen.append(3)


cdef class Level4(Level3):
    cdef int n

    cdef int number(self):
        return 4

    def __cinit__(self):
        self.seen.append(self.number())


cdef class Level5(Level4):
    cdef object last

    cdef int number(self):
        return -4

    def __cinit__(self):
        self.seen.append(5)

    def __init__(self):
        self.seen.append(6)


def deep():
    value = Level5()
    print([abs(n) for n in value.seen], value.last)


def every_way():
    print(Vector(1, 2), Vector(1), Vector(y=2, x=1.0), Vector(3, y=4), Vector(-1), Vector(True, False))


def direct_errors():
    run(lambda: Vector(1, 2, 3))
    run(lambda: Vector())
    run(lambda: Vector("a"))
    run(lambda: Vector(1, z=2))
    run(lambda: Base())
    run(lambda: Vector(3).x)
    run(lambda: Plain(9).a)


def in_order():
    for make in (lambda: Last(1), lambda: Middle(1), lambda: Middle.__new__(Middle, 1)):
        log.clear()
        make()
        print(log)


def evaluated():
    def note(text):
        order.append(text)
        return 1.5 * len(text)

    order = []
    two = Two(note("first"), note("second"), c=note("third"))
    print(order)
    print(two.first is two.second, two.third == 7.5)


def typed_arguments():
    cdef long wide = 250
    cdef short narrow = 7
    cdef float single = 2
    print(Typed(narrow, wide, single, "yes", "x", [1]).values())
    wide = 256
    run(lambda: Typed(narrow, wide, single, 0, "x"))
    run(lambda: Typed(narrow, 1, single, 0, "x", ()))
    run(lambda: Typed("a", 1, single, 0, "x"))
    run(lambda: Typed(1, 256, single, 0, "x"))
    run(lambda: Typed(1, -1, single, 0, "x"))
    print(Typed(1, 2, 3, 4, "5").values()[5])


def changed():
    def say(function, *arguments):
        try:
            print(function(*arguments))
        except TypeError as error:
            print(type(error).__name__, error)

    if sys.version_info < (3, 10):
        for name in ("__init__", "new", "__repr__"):
            say(refuse, name)
        return
    say(setattr, Vector, "__init__", None)
    say(setattr, Vector, "new", 3)
    say(delattr, Vector, "__repr__")


def refuse(name):
    raise TypeError(f"cannot set '{name}' attribute of immutable type '{__name__}.Vector'")


def made_by_new():
    cdef Vector vector = Vector.__new__(Vector)
    print(vector.x, vector.y, vector.label, type(vector).__name__)
    log.clear()
    Middle.__new__(Middle, 5)
    print(log)


cdef class Failing:
    cdef object held
    cdef object __weakref__

    def __cinit__(self, alive, fails):
        alive.add(self)
        self.held = [self]

    def __init__(self, alive, fails):
        if fails:
            raise ValueError(fails)


def kept_by_failures():
    alive = weakref.WeakSet()
    for i in range(5):
        try:
            Failing(alive, i + 1)
        except ValueError:
            pass
    gc.collect()
    return len(alive)
