"""Structs, unions, enums, typedefs."""

from libc.stdint cimport int64_t, uint8_t, uint32_t

ctypedef double real

ctypedef unsigned int count_t


cdef struct Point:
    int x
    double y


ctypedef struct Segment:
    Point start
    Point end
    int marks[3]


cdef union Number:
    int integer
    double real
    unsigned char octets[8]


cdef enum Colour:
    RED
    GREEN = 5
    BLUE


cpdef enum Level:
    LOW = 1
    HIGH = 10


cdef enum:
    SIZE = 16
    LIMIT = SIZE * 2


def members():
    """
    >>> members()
    (3, 2.5, 4)
    """
    cdef Point point
    point.x = 3
    point.y = 2.5
    before = point.x
    point.x += 1
    return before, point.y, point.x


def constructed():
    """
    >>> constructed()
    (1, 2.0, 5, 6.0)
    """
    cdef Point a = Point(1, 2)
    cdef Point b = Point(y=6, x=5)
    return a.x, a.y, b.x, b.y


def copies():
    """A struct is copied by assignment.

    >>> copies()
    (1, 9)
    """
    cdef Point a = Point(1, 2)
    cdef Point b = a
    b.x = 9
    return a.x, b.x


def nested():
    """
    >>> nested()
    (1, 4.0, [7, 8, 9])
    """
    cdef Segment segment
    segment.start.x = 1
    segment.start.y = 2
    segment.end = Point(3, 4)
    cdef int i
    for i in range(3):
        segment.marks[i] = 7 + i
    return segment.start.x, segment.end.y, [segment.marks[i] for i in range(3)]


def by_pointer():
    """
    >>> by_pointer()
    (6, 1.5)
    """
    cdef Point point = Point(5, 0)
    cdef Point *pointer = &point
    pointer.x += 1
    pointer[0].y = 1.5
    return point.x, point.y


cdef Point make(int x, double y):
    cdef Point point
    point.x = x
    point.y = y
    return point


cdef double norm(Point point):
    return point.x * point.x + point.y * point.y


cdef void move(Point *point, int dx) noexcept:
    point.x += dx


def functions():
    """
    >>> functions()
    (25.0, 8)
    """
    cdef Point point = make(3, 4)
    move(&point, 5)
    return norm(make(3, 4)), point.x


def array_of_structs():
    """
    >>> array_of_structs()
    [(0, 0.0), (1, 0.5), (2, 1.0)]
    """
    cdef Point points[3]
    cdef int i
    for i in range(3):
        points[i].x = i
        points[i].y = i / 2
    return [(points[i].x, points[i].y) for i in range(3)]


def as_dictionary():
    """A struct becomes a dict.

    >>> as_dictionary()
    {'x': 1, 'y': 2.0}
    """
    cdef Point point = Point(1, 2)
    return point


def from_dictionary(value):
    """
    >>> from_dictionary({'x': 1, 'y': 2})
    3.0
    >>> from_dictionary({'x': 1})
    Traceback (most recent call last):
    ValueError: No value specified for struct attribute 'y'
    >>> from_dictionary({'x': 'a', 'y': 2})
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef Point point = value
    return point.x + point.y


def union_members():
    """
    >>> union_members()
    (258, [2, 1])
    """
    cdef Number number
    number.integer = 258
    return number.integer, [number.octets[0], number.octets[1]]


def enum_values():
    """
    >>> enum_values()
    (0, 5, 6, 16, 32)
    """
    cdef Colour colour = BLUE
    return RED, GREEN, colour, SIZE, LIMIT


def enum_comparison(int value):
    """
    >>> enum_comparison(5), enum_comparison(6), enum_comparison(7)
    ('green', 'blue', 'other')
    """
    cdef Colour colour = <Colour>value
    if colour == GREEN:
        return 'green'
    elif colour == Colour.BLUE:
        return 'blue'
    return 'other'


def exported_enum():
    """
    >>> exported_enum()
    (1, 10, 11)
    >>> int(Level.LOW), int(Level.HIGH), Level(10).name
    (1, 10, 'HIGH')
    """
    return int(LOW), int(HIGH), LOW + HIGH


def typedefs(real a, count_t b):
    """
    >>> typedefs(1, 2)
    (1.5, 3)
    >>> typedefs(1, -1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned int
    """
    return a + 0.5, b + 1


def fixed_widths(uint8_t a, uint32_t b, int64_t c):
    """
    >>> fixed_widths(255, 2**32 - 1, -2**63)
    (255, 4294967295, -9223372036854775808)
    >>> fixed_widths(256, 0, 0)
    Traceback (most recent call last):
    OverflowError: value too large to convert to uint8_t
    """
    return a, b, c


def c_tuple():
    """
    >>> c_tuple()
    (1, 2.5, (1, 2.5))
    """
    cdef (int, double) pair = (1, 2.5)
    return pair[0], pair[1], pair


def sizes():
    """
    >>> sizes()
    (16, 48, 8)
    """
    return sizeof(Point), sizeof(Segment), sizeof(Number)


cdef class Body:
    """Holds a struct."""

    cdef Point position

    def __init__(self, x, y):
        self.position.x = x
        self.position = Point(self.position.x + 1, y)

    def where(self):
        """
        >>> Body(1, 2).where()
        (2, 2.0)
        """
        return self.position.x, self.position.y


cdef Point origin


def global_struct():
    """
    >>> global_struct()
    (7, 0.0)
    """
    origin.x = 7
    return origin.x, origin.y


cdef struct Table:
    int count
    int[3] items
    double tail


def member_from_list():
    """
    >>> member_from_list()
    (1, 3, 2.5)
    """
    cdef Table table
    table.tail = 2.5
    table.items = [1, 2, 3]
    return table.items[0], table.items[2], table.tail


def member_from_object(values):
    """
    >>> member_from_object((4, 5, 6))
    [4, 5, 6]
    >>> member_from_object(range(3))
    [0, 1, 2]
    >>> member_from_object([1])
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 3, got 1
    >>> member_from_object([1, 'x', 3])
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef Table table
    table.items = values
    return [table.items[0], table.items[1], table.items[2]]


def call_with_array(values):
    """
    >>> call_with_array([7, 8, 9])
    (2, 9, 1.5, 5)
    """
    cdef Table table = Table(count=2, items=values, tail=1.5)
    cdef Table other = Table(1, [4, 5, 6])
    return table.count, table.items[2], table.tail, other.items[1]


def array_from_object(values):
    """
    >>> array_from_object([1.5, 2.5])
    (1.5, 2.5)
    """
    cdef double[2] pair
    cdef double[2] copy
    pair = values
    copy = pair
    pair[0] = 9
    return copy[0], copy[1]


def sizes_of_arrays():
    """
    >>> sizes_of_arrays()
    (16, 48, True)
    """
    return sizeof(int[4]), sizeof(double[2][3]), sizeof(Table[2]) == 2 * sizeof(Table)


def compare_ctuples(int i):
    """
    >>> compare_ctuples(3)
    (True, False, True, False, False, True)
    >>> compare_ctuples(4)
    (True, False, False, False, False, True)
    """
    cdef (char, double, int) x = (1, 2.5, i)
    cdef (char, double, int) y = x
    cdef (int, int) z = (1, i)
    return x == y, x != y, x == (1, 2.5, 3), x == z, x < y, x == y == x


cdef struct Date:
    int year, keys


def as_dict():
    """
    >>> as_dict()
    ([('keys', 6), ('year', 2000)], [6, 2000], 6, {'year': 2000, 'keys': 6})
    """
    cdef Date date = Date(2000, 6)
    return sorted(date.items()), sorted(date.values()), date.keys, date.copy()
