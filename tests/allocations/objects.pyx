"""cdef classes: attributes, overridden methods, C memory, a freelist, weak references, copying."""

cimport cython
from libc.stdlib cimport free, malloc

import weakref


cdef class Shape:
    cdef public str name
    cdef dict notes
    cdef object __weakref__

    def __init__(self, name, **notes):
        self.name = name
        self.notes = notes

    cpdef double area(self):
        return 0.0

    def __eq__(self, other):
        return isinstance(other, Shape) and self.name == (<Shape>other).name

    def __hash__(self):
        return hash(self.name)

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r}, {self.area():.1f})"

    def __getattr__(self, name):
        try:
            return self.notes[name]
        except KeyError:
            raise AttributeError(name) from None


@cython.freelist(4)
cdef class Rectangle(Shape):
    cdef readonly double width, height

    def __init__(self, name, double width, double height, **notes):
        super().__init__(name, **notes)
        self.width, self.height = width, height

    cpdef double area(self):
        return self.width * self.height

    @property
    def corners(self):
        return [(0.0, 0.0), (self.width, self.height)]

    def __add__(self, other):
        return Rectangle(self.name + other.name, self.width + other.width, self.height)


cdef class Numbers:
    cdef double *items
    cdef Py_ssize_t count

    def __cinit__(self, numbers):
        self.items = <double *>malloc(len(numbers) * sizeof(double))
        if self.items == NULL:
            raise MemoryError
        for number in numbers:
            self.items[self.count] = number
            self.count += 1

    def __dealloc__(self):
        free(self.items)

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t i):
        if not 0 <= i < self.count:
            raise IndexError(i)
        return self.items[i]

    def __iter__(self):
        for i in range(self.count):
            yield self.items[i]


class Square(Rectangle):
    def __init__(self, name, side):
        Rectangle.__init__(self, name, side, side, kind="square")
        self.side = side

    def area(self):
        return float(self.side) ** 2


cdef double sum_areas(list shapes):
    cdef Shape shape
    cdef double total = 0
    for shape in shapes:
        total += shape.area()
    return total


def run(scale):
    found = []
    for i in range(3):
        shapes = [Rectangle(f"r{i}", i, 2, colour="red"), Square("s", i), Shape("empty")]
        reference = weakref.ref(shapes[0])
        found.append((sum_areas(shapes), repr(shapes), shapes[1].kind, reference() is shapes[0]))
        found.append([shape == shapes[0] for shape in shapes])
        found.append(sorted(hash(shape) == hash(shape.name) for shape in set(shapes)))
        found.append((shapes[0] + shapes[0]).corners)
        make, arguments = Plain(i, [i], None).__reduce__()[:2]
        twin = make(*arguments)
        found.append((twin.number, twin.items, arguments[2], make.__name__))
        try:
            shapes[2].colour
        except AttributeError as error:
            found.append(str(error))
        numbers = Numbers([1, 2.5, i])
        found.append((len(numbers), list(numbers), numbers[1]))
        try:
            Numbers([1, "x"])
        except TypeError as error:
            found.append(type(error).__name__)
    return found


cdef class Plain:
    cdef readonly int number
    cdef readonly list items
    cdef readonly object more

    def __init__(self, number, items, more):
        self.number, self.items, self.more = number, items, more
