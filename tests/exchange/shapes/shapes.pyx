cdef int counter = 7
cdef real scale = 1.5
cdef object registry = {"a": 1}
cdef list names = ["x"]
cdef Point corner
corner.x = 1
corner.y = 2
table[0] = 10
table[3] = 13
cdef const char *title = b"shapes"
cdef double complex rotation = 2 + 1j
cdef bint verbose = True

cdef int add(int a, int b=2, int c=3) except? -1:
    if a == 100:
        raise ValueError("a hundred")
    return a + 10 * b + 100 * c

cdef real area(Shape shape) except -1:
    return shape.width * shape.height

cdef real twice(real x) noexcept nogil:
    return 2 * x

cdef real checked(real x) except? -2 nogil:
    if x < 0:
        with gil:
            raise ValueError("negative: %s" % x)
    return -2 if x == 2 else x

cdef void touch() except *:
    global counter
    counter += 1
    if counter > 1000:
        raise OverflowError("too often")

cdef object join(object first, str second="-", int count=2):
    return first, second, count

cpdef object describe(Shape shape, int depth=1):
    return shape.label(), depth

cdef Point move(Point p, real dx, real dy) noexcept:
    p.x += dx
    p.y += dy
    return p

cdef int walk(Cell *first) noexcept nogil:
    cdef int total = 0
    while first != NULL:
        total += first.value
        first = first.next
    return total

cdef int apply(callback f, int x, void *data) except -1:
    return f(x, data)

cdef int default_hook(int x, void *data) except -1:
    if x == 13:
        raise LookupError("thirteen")
    return x + 1
hook = default_hook

cdef real negate(real x) noexcept nogil:
    return -x

cdef unary chosen(Color color):
    return negate if color == RED else twice

cdef Shape clone(Shape shape):
    return None if shape is None else Shape(shape.width, shape.height)

cdef bint is_big(long long n, unsigned char c, const char *s, size_t k):
    return n > 1 << 40 and c == 200 and s[0] == b'q' and k == 9

cdef (int, double) pair(int x):
    return x, x / 2.0

cdef float complex turn(float complex z):
    return z * 1j

cdef const char *name_of(Color color) noexcept:
    return b"red" if color == RED else b"green" if color == GREEN else b"blue"

cdef class Shape:
    def __cinit__(self, width=1, height=2, *rest, **named):
        self.width = width
        self.height = height
        self.tag = ["tag"]

    cdef real measure(self, real factor=1) except -1:
        if factor < 0:
            raise ValueError("factor")
        return self.width * self.height * factor

    cpdef str label(self, str prefix="shape"):
        return "%s %g" % (prefix, self.width)

    cdef void grow(self, real by) noexcept nogil:
        self.width += by

    cdef real risky(self, int how) except? -1 nogil:
        if how == 1:
            with gil:
                raise KeyError("risky")
        return -1 if how == 2 else how

    @staticmethod
    cdef Shape make(real width):
        return Shape(width, width)

    def __len__(self):
        return 11

    def __add__(self, other):
        return ("add", type(self).__name__, other)

cdef class Circle(Shape):
    cdef real measure(self, real factor=1, int rounds=1) except -1:
        return 100 * factor + rounds + self.segments

    cdef Circle me(self):
        return self

    def __init__(self, *arguments):
        self.segments = 8

cdef class Stack(list):
    cpdef bint full(self):
        return len(self) >= self.limit

origin = Shape(0, 0)

def measure(Shape shape, factor=None):
    return shape.measure() if factor is None else shape.measure(factor)

def measure_circle(Circle circle):
    return circle.measure(1, 5), circle.measure(2), circle.me() is circle

def label(Shape shape):
    return shape.label(), shape.label("p")

def grow(Shape shape, real by):
    with nogil:
        shape.grow(by)
    return shape.width

def risky(Shape shape, int how):
    cdef real result
    with nogil:
        result = shape.risky(how)
    return result

def see():
    return counter, scale, names, table[1], corner.x, verbose, rotation
