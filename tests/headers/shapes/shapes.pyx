cdef extern from "inside.h":
    long run_inside(long n) except? -1
    double sum_without_gil(double x) noexcept nogil
    const char *name_of_square_type()
    object read_fields(object shape)
    int call_back(int value) except -1

# --- Types ---
cdef public enum Color:
    RED, GREEN = 7
    BLUE
ctypedef public enum Shade:
    DARK = BLUE + 1
cdef public union Number:
    int i
    double d
cdef public packed struct Tight:
    char tag
    int value
cdef api struct Segment:
    Point points[2]
    Segment *next
ctypedef public int (*Callback)(Point *, void *) except -1
ctypedef public Point *PointPointer
cdef public struct Outer:
    short numbers[3]
    Callback callback
    double (*functions[2])(double) noexcept nogil

# --- Variables ---
cdef public int counter = 3
cdef public const char *label = b"label"
cdef public object thing = None
cdef public api double rate = 2.5
cdef public int table[4]
cdef public int renamed "c_renamed" = 11
cdef public Outer outer
cdef public api long total = 40

# --- Classes ---
cdef public class Shape [object ShapeObject, type ShapeType]:
    cdef public int sides
    cdef object owner
    cdef Point corner
    cdef Shape other

    def __init__(self, sides):
        self.sides = sides
        self.owner = "owner"
        self.corner.y = 1.5

    cdef double area(self):
        return 0

ctypedef public api class Square(Shape) [object SquareObject, type SquareType]:
    cdef double side

    def __init__(self, side):
        super().__init__(4)
        self.side = side

    cdef double area(self):
        return self.side * self.side

    def __dealloc__(self):
        global total
        total += 1

cdef class Label:
    def __init__(self, text):
        self.length = len(text)

# --- Functions ---
cdef public int add(int a, int b):
    return a + b

cdef public int checked(int value) except -1:
    if value < 0:
        raise ValueError(f"negative: {value}")
    return value * 2

cdef public int maybe(int value) except? -1:
    if value == 13:
        raise KeyError(value)
    return value

cdef public double half(double x) noexcept nogil:
    return x / 2

cdef public int with_the_gil(int value) noexcept with gil:
    return len([value] * value)

cdef public Point make_point(int x, double y) noexcept:
    cdef Point point
    point.x = x
    point.y = y
    return point

cdef public api object describe(Point *point, Color color, Square square):
    return (point.x, point.y, color, square.side, square.area())

cdef public double area_of(Shape shape) except? -1:
    return shape.area()

cdef public long long widest(long long a, unsigned char b, size_t c, Py_ssize_t d, bint e):
    return a + b + c + d + e

cdef public int apply(Callback callback, PointPointer point) except -1:
    return callback(point, <void *>7)

cdef public void set_thing(object value):
    global thing
    thing = value

cpdef public api int exported(int a):
    return a + 1

cdef public int spelled "c_spelled" (int a):
    return -a

def numbers(int n):
    yield from range(n)

cdef public object iterate(int n):
    scale = 10
    return [scale * number for number in numbers(n)]

cdef int from_pxd(int value) except -1:
    if value == 0:
        raise ZeroDivisionError("from_pxd")
    return 100 // value

cdef api double only_api(double x) noexcept nogil:
    return x + rate

cdef api int number_api "c_number_api" = 21

# --- What Python sees ---
def inside(n):
    return run_inside(n)

def without_gil(double x):
    cdef double result
    with nogil:
        result = sum_without_gil(x)
    return result

def type_name():
    return name_of_square_type()

def fields(shape):
    return read_fields(shape)

def back(int value):
    return call_back(value)

def variables():
    return counter, label, thing, rate, list(table), renamed, total, outer.numbers[1]
