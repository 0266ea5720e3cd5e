"""Extension classes: typed attributes, __cinit__, cdef methods and a subclass that overrides one."""


cdef class Shape:
    """A shape with a scale.

    >>> shape = Shape(2)
    >>> shape.name, shape.scale
    ('shape', 2.0)
    >>> shape.scale = 3
    >>> shape.scale
    3.0
    >>> shape.scale = 'wide'
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> shape.name = 'other'
    Traceback (most recent call last):
    AttributeError: attribute 'name' of 'classes.Shape' objects is not writable
    """

    cdef public double scale
    cdef readonly str name
    cdef list history

    def __cinit__(self, double scale=1.0, *arguments):
        self.scale = scale
        self.name = "shape"
        self.history = []

    cdef double area(self):
        return 0.0

    def scaled_area(self):
        """Return the area, by the cdef method of the object's own class.

        >>> Shape(2).scaled_area()
        0.0
        """
        result = self.scale * self.area()
        self.history.append(result)
        return result

    def log(self):
        """Return all areas asked for so far.

        >>> square = Square(2, 3)
        >>> square.scaled_area(), square.scaled_area()
        (18.0, 18.0)
        >>> square.log()
        [18.0, 18.0]
        """
        return list(self.history)


cdef class Square(Shape):
    """A square: overrides the cdef method.

    >>> Square(2, 3).scaled_area()
    18.0
    >>> isinstance(Square(1, 1), Shape)
    True
    """

    cdef double side

    def __cinit__(self, double scale, double side):
        self.side = side

    cdef double area(self):
        return self.side * self.side


cdef double total_area(list shapes) except? -1:
    cdef double total = 0.0
    cdef Shape shape
    for shape in shapes:
        total += shape.area()
    return total


def sum_areas(list shapes):
    """Sum the areas through the vtable.

    >>> sum_areas([Shape(), Square(1, 2), Square(9, 3)])
    13.0
    >>> sum_areas([Square(1, 2), 'no shape'])
    Traceback (most recent call last):
    TypeError: Cannot convert str to classes.Shape
    >>> sum_areas([None])
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'area'
    """
    return total_area(shapes)


class PythonShape(Square):
    """A Python class may extend an extension class.

    >>> PythonShape(1, 4).scaled_area()
    16.0
    >>> PythonShape(1, 4).extra
    'python'
    """

    extra = "python"
