"""Python classes: attributes, methods, inheritance, super(), multiple bases, operators."""


class Animal:
    """An animal.

    >>> Animal.__doc__.splitlines()[0], Animal.__name__, Animal.__qualname__, Animal.__module__ == __name__
    ('An animal.', 'Animal', 'Animal', True)
    """

    legs = 4
    names = []

    def __init__(self, name):
        self.name = name

    def speak(self):
        """Say the own name."""
        return f'{self.name} speaks'

    def describe(self):
        """Describe by calling another method."""
        return f'{self.speak()} on {self.legs} legs'


class Bird(Animal):
    """A subclass."""

    legs = 2

    def __init__(self, name, colour='grey'):
        super().__init__(name)
        self.colour = colour

    def speak(self):
        return super().speak().replace('speaks', 'sings')


class Parrot(Bird):
    """A subclass of the subclass."""

    def speak(self):
        return super(Parrot, self).speak() + ' loudly'


def instances():
    """
    >>> instances()
    ('Rex speaks on 4 legs', 'Tit sings on 2 legs', 'Polly sings loudly on 2 legs', 'grey', 'green')
    """
    dog, tit, polly = Animal('Rex'), Bird('Tit'), Parrot('Polly', colour='green')
    return dog.describe(), tit.describe(), polly.describe(), tit.colour, polly.colour


def class_relations():
    """
    >>> class_relations()
    (True, True, False, ['Parrot', 'Bird', 'Animal', 'object'])
    """
    polly = Parrot('Polly')
    return (isinstance(polly, Animal), issubclass(Parrot, Bird), isinstance(Animal('x'), Bird),
            [cls.__name__ for cls in Parrot.__mro__])


def class_and_instance_attributes():
    """
    >>> class_and_instance_attributes()
    (4, 3, 4, {'name': 'Rex', 'legs': 3})
    """
    dog = Animal('Rex')
    before = dog.legs
    dog.legs = 3
    return before, dog.legs, Animal.legs, dog.__dict__


def deleted_attribute():
    """
    >>> deleted_attribute()
    4
    """
    dog = Animal('Rex')
    dog.legs = 3
    del dog.legs
    return dog.legs


def missing_attribute(name):
    """
    >>> missing_attribute('tail')
    "'Animal' object has no attribute 'tail'"
    """
    dog = Animal('Rex')
    try:
        return getattr(dog, name)
    except AttributeError as error:
        return str(error)


def missing_attribute_read():
    """
    >>> missing_attribute_read()
    Traceback (most recent call last):
    AttributeError: 'Animal' object has no attribute 'tail'
    """
    return Animal('Rex').tail


def shared_class_list():
    """
    >>> shared_class_list()
    ['x', 'y']
    """
    Animal.names.clear()
    Animal('a').names.append('x')
    Bird('b').names.append('y')
    return Animal.names


def method_as_value():
    """
    >>> method_as_value()
    ('Rex speaks', 'Rex speaks', True)
    """
    dog = Animal('Rex')
    method = dog.speak
    return method(), Animal.speak(dog), method == dog.speak


def replaced_method():
    """
    >>> replaced_method()
    ('Rex speaks', 'changed')
    """
    class Dog(Animal):
        pass
    dog = Dog('Rex')
    before = dog.speak()
    Dog.speak = lambda self: 'changed'
    return before, dog.speak()


def instance_method_override():
    """
    >>> instance_method_override()
    'own on 4 legs'
    """
    dog = Animal('Rex')
    dog.speak = lambda: 'own'
    return dog.describe()


class Left:
    """One of two bases."""

    def who(self):
        return 'left'

    def chain(self):
        return ['left']


class Right:
    """The other base."""

    def who(self):
        return 'right'

    def only_right(self):
        return 'only right'

    def chain(self):
        return ['right']


class Both(Left, Right):
    """Diamond of methods."""

    def chain(self):
        return ['both'] + super().chain()


def multiple_inheritance():
    """
    >>> multiple_inheritance()
    ('left', 'only right', ['both', 'left'])
    """
    both = Both()
    return both.who(), both.only_right(), both.chain()


def cooperative():
    """
    >>> cooperative()
    ['D', 'B', 'C', 'A']
    """
    class A:
        def visit(self):
            return ['A']

    class B(A):
        def visit(self):
            return ['B'] + super().visit()

    class C(A):
        def visit(self):
            return ['C'] + super().visit()

    class D(B, C):
        def visit(self):
            return ['D'] + super().visit()
    return D().visit()


def inconsistent_bases():
    """
    >>> inconsistent_bases()
    True
    """
    try:
        class Wrong(object, Left):
            pass
    except TypeError as error:
        return 'method resolution' in str(error)


class Vector:
    """Operators and special methods."""

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f'Vector({self.x}, {self.y})'

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return (self.x, self.y)[index]

    def __iter__(self):
        yield self.x
        yield self.y

    def __contains__(self, value):
        return value in (self.x, self.y)

    def __call__(self, z):
        return self.x, self.y, z

    def __bool__(self):
        return bool(self.x or self.y)


def operators():
    """
    >>> operators()
    (Vector(4, 6), Vector(3, 6), Vector(3, 6), True, False)
    """
    a, b = Vector(1, 2), Vector(3, 4)
    return a + b, a * 3, 3 * a, a == Vector(1, 2), a == b


def container_methods():
    """
    >>> container_methods()
    (2, 1, [1, 2], True, False, (1, 2, 3), True, False)
    """
    vector = Vector(1, 2)
    return (len(vector), vector[0], list(vector), 2 in vector, 5 in vector, vector(3), bool(vector),
            bool(Vector(0, 0)))


def hashing():
    """
    >>> hashing()
    1
    """
    return len({Vector(1, 2), Vector(1, 2)})


def super_outside_of_method():
    """
    >>> super_outside_of_method()
    Traceback (most recent call last):
    RuntimeError: super(): no arguments
    """
    return super()


def super_of_attribute():
    """
    >>> super_of_attribute()
    (2, 4)
    """
    class Odd(Bird):
        legs = 1

        def both(self):
            return super().legs, super(Bird, self).legs
    return Odd('x').both()


def class_in_method():
    """
    >>> class_in_method()
    ('C', True)
    """
    class C:
        def name(self):
            return __class__.__name__

        @classmethod
        def own(cls):
            return cls is __class__
    return C().name(), C.own()


def many_attributes(n):
    """
    >>> many_attributes(100)
    4950
    """
    class Box:
        pass
    box = Box()
    box.total = 0
    for i in range(n):
        box.total += i
    return box.total


def slots():
    """
    >>> slots()
    (1, "'Point' object has no attribute 'z'")
    """
    class Point:
        __slots__ = ('x', 'y')
    point = Point()
    point.x = 1
    try:
        point.z = 3
    except AttributeError as error:
        return point.x, str(error).split(' and ')[0]


def inherits_builtin():
    """
    >>> inherits_builtin()
    ([1, 2], 3, 'list of 2', 5)
    """
    class Numbers(list):
        def total(self):
            return sum(self)

        def __str__(self):
            return f'list of {len(self)}'

    class Default(dict):
        def __missing__(self, key):
            return key
    numbers = Numbers([1, 2])
    return list(numbers), numbers.total(), str(numbers), Default()[5]
