cimport shapes
from shapes cimport (add, area, twice, checked, touch, join, describe, move, walk, apply, chosen,
    clone, is_big, pair, turn, name_of, tripled, Shape, Circle, Stack, Point, Cell, Color, RED,
    GREEN, BLUE, callback, unary, counter, registry, names, hook, real)
cimport shapes as s

cdef class Square(Shape):
    cdef object extra
    cdef int calls

    def __cinit__(self, width=1, *rest, **named):
        self.extra = {"calls": 0}

    cdef real measure(self, real factor=1) except -1:
        self.calls += 1
        return 1000 + Shape.measure(self, factor)

    cpdef str label(self, str prefix="square"):
        return "<" + Shape.label(self, prefix) + ">"

    cdef real risky(self, int how) except? -1 nogil:
        if how == 3:
            with gil:
                raise IndexError("square")
        return 10 * how

    cdef int own(self, int k):
        return k + self.calls

cdef class Disc(Circle):
    cdef real measure(self, real factor=2, int rounds=3) except -1:
        return -(Circle.measure(self, factor, rounds))

cdef class Deep(Square):
    cdef real measure(self, real factor=1) except -1:
        return 5 + Square.measure(self, factor)
    cdef void grow(self, real by) noexcept nogil:
        self.width += 2 * by

cdef class Tall(Stack):
    cdef list more
    def __init__(self, limit):
        self.limit = limit
        self.more = []

def functions():
    cdef Point p = move(shapes.corner, 10, 20)
    cdef Cell a, b
    a.value = 3
    b.value = 4
    a.next = &b
    b.next = NULL
    return (add(1), add(1, 1), add(1, 1, 1), area(Shape(3, 4)), twice(4), p.x, p.y, walk(&a),
            tripled(2), name_of(BLUE), name_of(GREEN), pair(5), turn(1 + 2j),
            join(1), join(1, "x"), join(1, "x", 9), clone(None), clone(Shape(5, 6)).width,
            is_big(1 << 41, 200, b"q", 9), chosen(RED)(3), chosen(GREEN)(3),
            describe(Shape(2)), describe(Square(3), 7))

def errors(which):
    cdef real x
    if which == 0:
        return add(100)
    if which == 1:
        with nogil:
            x = checked(-1)
        return x
    if which == 2:
        with nogil:
            x = checked(2)
        return x
    if which == 3:
        return apply(hook, 13, NULL)
    if which == 4:
        return Shape().measure(-1)
    if which == 5:
        s.counter = 1000
        try:
            touch()
        finally:
            s.counter = 7

cdef int local_hook(int x, void *data) except -1:
    (<list>data).append(x)
    return len(<list>data)

def callbacks():
    cdef callback f = local_hook
    seen = []
    result = apply(f, 4, <void *>seen), apply(local_hook, 5, <void *>seen), seen, apply(hook, 1, NULL)
    return result

ctypedef void (*grower)(Shape, real) noexcept nogil
ctypedef real (*risk)(object, int) except? -1 nogil

def addresses(Shape shape):
    cdef grower grow = shape.grow
    cdef risk risky = <risk>shape.risky
    with nogil:
        grow(shape, 1)
    grow = Shape.grow
    grow(shape, 10)
    return shape.width, risky(shape, 0), risky(shape, 1)

def variables():
    global counter
    before = (counter, shapes.scale, registry, names, shapes.table[3], shapes.corner.x, s.title,
              s.verbose, s.rotation, shapes.origin.width)
    counter += 1
    shapes.scale = 2.5
    registry["b"] = 2
    names.append("y")
    shapes.table[1] = 77
    shapes.corner.x = 5
    s.rotation = 1j
    s.verbose = False
    cdef int *place = &shapes.counter
    place[0] += 1
    after = (counter, shapes.scale, registry, names, shapes.table[1], shapes.corner.x, shapes.rotation)
    counter = 7
    shapes.scale = 1.5
    s.verbose = True
    s.rotation = 2 + 1j
    shapes.corner.x = 1
    shapes.table[1] = 0
    del registry["b"]
    names.pop()
    return before, after

def objects():
    cdef Shape shape = Square(3)
    cdef Square square = Square(4)
    cdef Shape made = Shape.make(9)
    cdef object anything = square
    return (shape.measure(), shape.measure(2), square.label(), shape.label("q"), shape.width,
            shape.height, shape.tag, shape.parent, made.width, square.own(5), square.half(),
            (<Shape>anything).width, (<Square?>anything).calls, isinstance(anything, Shape),
            isinstance(anything, Circle), len(square), square + 1)

def casts(x):
    return <Circle?>x

def typed(Shape shape not None):
    return shape.width

def converted(x):
    cdef Circle c = x
    return c.segments

def attributes():
    s = Square(2)
    s.width = 8
    cdef Shape typed = s
    typed.parent = Shape(3)
    typed.tag = "new"
    return s.width, s.height, typed.parent.width, typed.tag

def regions(Shape shape, int how):
    cdef real x
    with nogil:
        shape.grow(1)
        x = shape.risky(how)
    return x

def stack():
    t = Tall(2)
    t.append(1)
    first = t.full()
    t.append(2)
    return first, t.full(), t, isinstance(t, list)

def python_values():
    return describe(Shape(1)), Shape, Shape.__name__
