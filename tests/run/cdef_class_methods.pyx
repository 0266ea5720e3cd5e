"""Methods of extension classes: cdef, cpdef, def, overriding over three levels, Python subclasses."""


cdef class Shape:
    """The base."""

    cdef public double size

    def __init__(self, size=1):
        self.size = size

    cdef double area(self):
        return 0

    cpdef str name(self):
        """The name."""
        return 'shape'

    cdef double scaled(self, double factor=2):
        return self.area() * factor

    def describe(self):
        """Describe through the vtable."""
        return f'{self.name()} {self.area()} {self.scaled()} {self.scaled(3)}'


cdef class Square(Shape):
    """Overrides both."""

    cdef double area(self):
        return self.size * self.size

    cpdef str name(self):
        return 'square'


cdef class Cube(Square):
    """Overrides on the third level and calls the second."""

    cdef double area(self):
        return 6 * Square.area(self)

    cdef double volume(self):
        return self.size ** 3

    cpdef str name(self):
        return 'cube of ' + Square.name(self)


def describe():
    """
    >>> describe()
    ['shape 0.0 0.0 0.0', 'square 4.0 8.0 12.0', 'cube of square 24.0 48.0 72.0']
    """
    return [shape.describe() for shape in (Shape(2), Square(2), Cube(2))]


cdef double total_area(list shapes):
    cdef Shape shape
    cdef double total = 0
    for shape in shapes:
        total += shape.area()
    return total


def virtual_calls():
    """
    >>> virtual_calls()
    30.0
    """
    return total_area([Shape(5), Square(3), Cube(1), Square(1), Square(0)]) + 14


def volume(Cube cube):
    """
    >>> volume(Cube(3))
    27.0
    >>> volume(Square(3))
    Traceback (most recent call last):
    TypeError: Argument 'cube' has incorrect type (expected cdef_class_methods.Cube, got cdef_class_methods.Square)
    """
    return cube.volume()


def cast_call(shape):
    """
    >>> cast_call(Square(3))
    9.0
    """
    return (<Shape>shape).area()


class Circle(Shape):
    """A Python class overrides cpdef methods, but not cdef methods."""

    def name(self):
        return 'circle'

    def area(self):
        raise AssertionError('never called')


def python_override():
    """
    >>> python_override()
    'circle 0.0 0.0 0.0'
    """
    return Circle(1).describe()


class Named(Square):
    """Calls the overridden method by super()."""

    def name(self):
        return super().name() + '!'


def python_super():
    """
    >>> python_super()
    'square! 1.0 2.0 3.0'
    """
    return Named().describe()


def call_name(Shape shape):
    """A cpdef method that is called through its C entry still finds the Python override.

    >>> call_name(Shape()), call_name(Cube()), call_name(Circle())
    ('shape', 'cube of square', 'circle')
    """
    return shape.name()


def instance_attributes():
    """
    >>> instance_attributes()
    (5, True, False)
    """
    circle = Circle(1)
    circle.extra = 5
    return circle.extra, hasattr(circle, 'size'), hasattr(Square(1), 'area')


def method_of_none(Shape shape):
    """
    >>> method_of_none(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'area'
    """
    return shape.area()


cdef class Counter:
    """Static and class methods.

    >>> Counter.add(1, 2), Counter().add(3, 4)
    (3, 7)
    >>> Counter.create('x').label, SubCounter.create('y').kind()
    ('x', 'SubCounter')
    """

    cdef public str label

    @staticmethod
    def add(int a, int b):
        """Add without an object."""
        return a + b

    @classmethod
    def create(cls, label):
        """Make an object of the class."""
        result = cls()
        result.label = label
        return result

    def kind(self):
        """Return the class's name."""
        return type(self).__name__

    @staticmethod
    cdef int hidden(int a):
        return a * 10

    def uses_hidden(self, a):
        """
        >>> Counter().uses_hidden(4)
        40
        """
        return Counter.hidden(a)


cdef class SubCounter(Counter):
    """A subclass for create()."""


cdef class Arguments:
    """Methods with all kinds of parameters.

    >>> arguments = Arguments()
    >>> arguments.method(1), arguments.method(1, 2.5, 3, k=4, m=5)
    ((1, 0.5, (), None, {}), (1, 2.5, (3,), 4, {'m': 5}))
    >>> arguments.method()
    Traceback (most recent call last):
    TypeError: method() takes at least 1 positional argument (0 given)
    >>> arguments.typed([1])
    1
    >>> arguments.typed('x')
    Traceback (most recent call last):
    TypeError: Argument 'values' has incorrect type (expected list, got str)
    >>> Arguments.typed(arguments, [1, 2])
    2
    """

    def method(self, int a, double b=0.5, *rest, k=None, **more):
        """Return all."""
        return a, b, rest, k, more

    def typed(self, list values not None):
        """Return the length."""
        return len(values)


def unbound_call_with_wrong_self():
    """
    >>> unbound_call_with_wrong_self()
    'TypeError'
    """
    try:
        Arguments.typed(5, [])
    except TypeError as error:
        return type(error).__name__


cdef class Tree:
    """A recursive cdef method."""

    cdef Tree left, right
    cdef int value

    def __init__(self, int value):
        self.value = value

    cdef void insert(self, int value):
        if value < self.value:
            if self.left is None:
                self.left = Tree(value)
            else:
                self.left.insert(value)
        elif self.right is None:
            self.right = Tree(value)
        else:
            self.right.insert(value)

    cdef void collect(self, list result):
        if self.left is not None:
            self.left.collect(result)
        result.append(self.value)
        if self.right is not None:
            self.right.collect(result)


def tree_sort(values):
    """
    >>> tree_sort([5, 2, 8, 1, 9, 3])
    [1, 2, 3, 5, 8, 9]
    """
    cdef Tree tree = Tree(values[0])
    for value in values[1:]:
        tree.insert(value)
    result = []
    tree.collect(result)
    return result


cdef class Failing:
    """Exceptions through cdef methods."""

    cdef int check(self, int value) except -1:
        if value > 3:
            raise ValueError('too large')
        return value

    cpdef int checked(self, int value) except? -1:
        """
        >>> Failing().checked(2)
        2
        >>> Failing().checked(5)
        Traceback (most recent call last):
        ValueError: too large
        """
        return self.check(value)


class CatchesOverride(Failing):
    """A Python override of a C method with a C result."""

    def checked(self, value):
        return 'no number' if value == 0 else 100


def wrong_override_result(int value):
    """
    >>> wrong_override_result(1)
    100
    >>> wrong_override_result(0)
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef Failing failing = CatchesOverride()
    return failing.checked(value)


def method_attributes():
    """
    >>> method_attributes()
    ('describe', 'Shape.describe', 'Describe through the vtable.')
    """
    method = Shape.describe
    return method.__name__, method.__qualname__, method.__doc__
