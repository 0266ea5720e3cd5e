"""C headers: a macro constant, a macro function, an inline function, a struct and an enum."""


cdef extern from "shapes.h":
    const int SHAPES_VERSION
    const double SHAPES_SCALE
    int SHAPES_DOUBLE(int x) nogil
    int shapes_clamp(int value, int low, int high) nogil

    struct shapes_circle:
        double radius

    void shapes_circle_init(shapes_circle *circle, double radius) nogil
    double shapes_circle_area(const shapes_circle *circle) nogil

    enum shapes_kind:
        SHAPES_POINT
        SHAPES_LINE
        SHAPES_ROUND


def constants():
    """Return the header's constants.

    >>> constants()
    (42, 2.5, 7, 8, 100)
    """
    return SHAPES_VERSION, SHAPES_SCALE, SHAPES_POINT, SHAPES_LINE, SHAPES_ROUND


def double_and_clamp(int value, int low, int high):
    """Double the value with the macro and clamp it with the inline function.

    >>> double_and_clamp(4, 0, 100)
    8
    >>> double_and_clamp(4, 0, 5)
    5
    >>> double_and_clamp(2 ** 40, 0, 5)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    """
    return shapes_clamp(SHAPES_DOUBLE(value), low, high)


def circle_area(double radius):
    """Return the area of a circle whose layout only the header knows.

    >>> circle_area(2)
    (12.0, 27.0)
    """
    cdef shapes_circle circle
    shapes_circle_init(&circle, radius)
    before = shapes_circle_area(&circle)
    circle.radius += 1
    return before, shapes_circle_area(&circle)
