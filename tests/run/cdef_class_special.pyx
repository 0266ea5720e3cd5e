"""Special methods of extension classes: containers, numbers, comparison, calls, attributes, context managers."""

from libc.math cimport sqrt


cdef class Vector:
    """Operators."""

    cdef readonly double x, y

    def __init__(self, double x, double y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f'Vector({self.x}, {self.y})'

    def __str__(self):
        return f'<{self.x}, {self.y}>'

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, Vector other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, double factor):
        return Vector(self.x * factor, self.y * factor)

    def __rmul__(self, factor):
        return self * factor

    def __truediv__(self, double divisor):
        return Vector(self.x / divisor, self.y / divisor)

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return sqrt(self.x * self.x + self.y * self.y)

    def __bool__(self):
        return self.x != 0 or self.y != 0

    def __iadd__(self, Vector other):
        self.x += other.x
        self.y += other.y
        return self

    def __pow__(self, exponent, modulus):
        return f'{self.x} ** {exponent} % {modulus}'

    def __float__(self):
        return self.x

    def __int__(self):
        return <int>self.x

    def __index__(self):
        return 1


def operators(Vector a, Vector b):
    """
    >>> operators(Vector(1, 2), Vector(3, 4))
    (Vector(4.0, 6.0), Vector(-2.0, -2.0), Vector(2.0, 4.0), Vector(3.0, 6.0), Vector(0.5, 1.0), Vector(-1.0, -2.0))
    """
    return a + b, a - b, a * 2, 3 * a, a / 2, -a


def wrong_operand(a, b):
    """
    >>> wrong_operand(Vector(1, 2), 5)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'cdef_class_special.Vector' and 'int'
    """
    return a + b


def conversions(vector):
    """
    >>> conversions(Vector(3, 4))
    ('<3.0, 4.0>', 'Vector(3.0, 4.0)', 5.0, True, 3.0, 3, 'b')
    """
    return str(vector), repr(vector), abs(vector), bool(vector), float(vector), int(vector), 'abc'[vector]


def truth(vector):
    """
    >>> truth(Vector(0, 0)), truth(Vector(0, 1))
    ('false', 'true')
    """
    return 'true' if vector else 'false'


def in_place(a, b):
    """
    >>> vector = Vector(1, 1)
    >>> in_place(vector, Vector(2, 3)) is vector, vector
    (True, Vector(3.0, 4.0))
    """
    a += b
    return a


def power(a):
    """
    >>> power(Vector(2, 0))
    ('2.0 ** 3 % None', '2.0 ** 3 % 5')
    """
    return a ** 3, pow(a, 3, 5)


cdef class Container:
    """Container methods."""

    cdef dict table

    def __init__(self):
        self.table = {}

    def __len__(self):
        return len(self.table)

    def __getitem__(self, key):
        return self.table[key]

    def __setitem__(self, key, value):
        self.table[key] = value

    def __delitem__(self, key):
        del self.table[key]

    def __contains__(self, key):
        return key in self.table

    def __iter__(self):
        return iter(sorted(self.table))


def container_methods():
    """
    >>> container_methods()
    (2, 1, True, False, ['a', 'b'], 1)
    """
    container = Container()
    container['a'] = 1
    container['b'] = 2
    result = len(container), container['a'], 'a' in container, 'z' in container, list(container)
    del container['a']
    return result + (len(container),)


def missing_key():
    """
    >>> missing_key()
    Traceback (most recent call last):
    KeyError: 'missing'
    """
    return Container()['missing']


def missing_deletion():
    """
    >>> missing_deletion()
    Traceback (most recent call last):
    KeyError: 5
    """
    del Container()[5]


def empty_container_is_false():
    """
    >>> empty_container_is_false()
    (False, True)
    """
    container = Container()
    before = bool(container)
    container[1] = 1
    return before, bool(container)


cdef class ReadOnly:
    """Only reads items."""

    def __getitem__(self, index):
        if index >= 3:
            raise IndexError(index)
        return index * 10


def old_iteration():
    """
    >>> old_iteration()
    ([0, 10, 20], True, False)
    """
    return list(ReadOnly()), 20 in ReadOnly(), 5 in ReadOnly()


def no_assignment():
    """
    >>> no_assignment()
    Traceback (most recent call last):
    TypeError: 'cdef_class_special.ReadOnly' object does not support item assignment
    """
    readonly = ReadOnly()
    readonly[0] = 1


cdef class Countdown:
    """An iterator."""

    cdef int value

    def __init__(self, int value):
        self.value = value

    def __iter__(self):
        return self

    def __next__(self):
        if self.value == 0:
            raise StopIteration
        self.value -= 1
        return self.value


def iteration(int n):
    """
    >>> iteration(3)
    ([2, 1, 0], 3, (1, 0))
    """
    a, b = Countdown(2)
    return [value for value in Countdown(n)], sum(Countdown(n)), (a, b)


def next_of_finished():
    """
    >>> next_of_finished()
    Traceback (most recent call last):
    StopIteration
    """
    next(Countdown(0))


cdef class Version:
    """Comparison methods and hash."""

    cdef int number

    def __init__(self, int number):
        self.number = number

    def __eq__(self, other):
        return isinstance(other, Version) and self.number == (<Version>other).number

    def __lt__(self, Version other):
        return self.number < other.number

    def __le__(self, Version other):
        return self.number <= other.number

    def __hash__(self):
        return self.number % 7


def comparisons(a, b):
    """
    >>> comparisons(Version(1), Version(2))
    (True, True, False, False, False, True)
    >>> comparisons(Version(2), Version(2))
    (False, True, False, True, True, False)
    """
    return a < b, a <= b, a > b, a >= b, a == b, a != b


def hashing():
    """
    >>> hashing()
    (2, True, 1)
    """
    return len({Version(1), Version(1), Version(8)}), Version(8) in {Version(8): 0}, hash(Version(8))


cdef class RichComparison:
    """The single method of older code."""

    cdef int number

    def __init__(self, number):
        self.number = number

    def __richcmp__(RichComparison self, RichComparison other, int operation):
        return ['<', '<=', '==', '!=', '>', '>='][operation] + f' {self.number} {other.number}'


def rich_comparison(a, b):
    """
    >>> rich_comparison(RichComparison(1), RichComparison(2))
    ('< 1 2', '<= 1 2', '== 1 2', '!= 1 2', '> 1 2', '>= 1 2')
    """
    return a < b, a <= b, a == b, a != b, a > b, a >= b


cdef class Callable:
    """Can be called."""

    def __call__(self, int a, b='default', *rest, **named):
        return a, b, rest, named


def calls():
    """
    >>> calls()
    ((1, 'default', (), {}), (1, 2, (3,), {'k': 4}))
    """
    function = Callable()
    return function(1), function(1, 2, 3, k=4)


def wrong_call():
    """
    >>> wrong_call()
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    Callable()('x')


cdef class Dynamic:
    """Attribute hooks."""

    cdef dict values

    def __cinit__(self):
        self.values = {}

    def __getattr__(self, name):
        if name in self.values:
            return self.values[name]
        raise AttributeError(f'no {name}')

    def __setattr__(self, name, value):
        self.values[name] = value

    def __delattr__(self, name):
        del self.values[name]


def attribute_hooks():
    """
    >>> attribute_hooks()
    (5, 'no a')
    """
    dynamic = Dynamic()
    dynamic.a = 5
    value = dynamic.a
    del dynamic.a
    try:
        dynamic.a
    except AttributeError as error:
        return value, str(error)


cdef class Manager:
    """A context manager."""

    cdef list log

    def __init__(self, log):
        self.log = log

    def __enter__(self):
        self.log.append('enter')
        return self

    def __exit__(self, kind, value, traceback):
        self.log.append(kind and kind.__name__)
        return True


def context_manager():
    """
    >>> context_manager()
    ['enter', 'ValueError', 'enter', None]
    """
    log = []
    with Manager(log):
        raise ValueError
    with Manager(log) as manager:
        pass
    return log


cdef class Descriptor:
    """Has __get__ and __set__."""

    cdef object value

    def __get__(self, instance, owner):
        return 'from class' if instance is None else self.value

    def __set__(self, instance, value):
        self.value = value


class Owner:
    """Uses the descriptor."""

    attribute = Descriptor()


def descriptor():
    """
    >>> descriptor()
    ('from class', None, 5, {})
    """
    owner = Owner()
    owner.attribute = None
    before = owner.attribute
    owner.attribute = 5
    return Owner.attribute, before, owner.attribute, owner.__dict__


cdef class Indexed:
    """A method with a C index.

    >>> Indexed()[3], Indexed()[-3], Indexed()[1:2]
    (6, -6, (1, 2))
    """

    def __getitem__(self, key):
        if isinstance(key, slice):
            return key.start, key.stop
        return key * 2


cdef class LongLength:
    """Wrong lengths are errors.

    >>> len(LongLength(3))
    3
    >>> len(LongLength(-2))
    Traceback (most recent call last):
    ValueError: __len__() should return >= 0
    """

    cdef Py_ssize_t length

    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


cdef class Inherits(Container):
    """Inherits the special methods.

    >>> inherits = Inherits()
    >>> inherits['x'] = 1
    >>> len(inherits), inherits['x'], list(inherits)
    (1, 'one', ['x'])
    """

    def __getitem__(self, key):
        return 'one' if Container.__getitem__(self, key) == 1 else 'other'


class PythonContainer(Container):
    """A Python subclass overrides special methods."""

    def __len__(self):
        return 42


def python_override(Container container):
    """
    >>> python_override(PythonContainer()), python_override(Container())
    (42, 0)
    """
    return len(container)
