# python: 3.14
"""Template strings of C values: each is the object that it becomes."""
from string.templatelib import Template
cimport cython


cdef struct Point:
    int x
    int y


cdef class Holder:
    """
    >>> Holder(3).made().values, Holder(3).made().strings
    ((3, 1.5), ('', '/', ''))
    """
    cdef int count
    cdef double half

    def __init__(self, count):
        self.count, self.half = count, count / 2.

    cpdef made(self):
        return t"{self.count}/{self.half!r:>5}"


def numbers(int count, double real, unsigned char small, bint flag):
    """
    >>> numbers(1, 2.5, 200, True)
    ((1, 2.5, 200, True), ('count', 'real', 'small', 'flag'), ['', '.2f', '2.50', ''])
    """
    made = t"{count}{real:.2f}{small:{real:.2f}}{flag}"
    return (
        made.values,
        tuple(each.expression for each in made.interpolations),
        [each.format_spec for each in made.interpolations],
    )


def memory(double[:] view, Point point=Point(1, 2)):
    """
    >>> import array
    >>> memory(array.array("d", [1, 2]))
    (1.0, {'x': 1, 'y': 2}, 2)
    """
    return t"{view[0]}{point}{view.shape[0]}".values


cdef object c_function(int n):
    return t"{n}"


def called(n):
    """
    >>> called(4)
    (4,)
    """
    return c_function(n).values


def fused_value(cython.floating value):
    """
    >>> fused_value["double"](2)
    (2.0,)
    """
    return t"{value}".values


def taking_gil(int n):
    """
    >>> taking_gil(2)
    (2, 4)
    """
    cdef int double_ = 0
    with nogil:
        double_ = 2 * n
        with gil:
            made = t"{n}{double_}"
    return made.values


def is_template(made):
    """
    >>> is_template(t"{1}"), is_template("1")
    (True, False)
    """
    return isinstance(made, Template)
