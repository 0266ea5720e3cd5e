# cython: language_level=3
# C arrays as wholes: assigned, made from lists and objects and into them, sliced, iterated,
# captured.
from libc cimport limits
from libc.limits cimport CHAR_MAX
from libc.stdint cimport int8_t, uint8_t


cdef struct Point:
    int x
    double y


cdef struct Nested:
    Point point
    Point[2] points
    int[2][3] grid


cdef struct Counted:
    int count
    int[3] values


cdef int[4] table
table[:] = [1, 2, 3, 4]


def members():
    """

from libc cimport limits
from libc.limits cimport CHAR_MAX
    >>> members()
    ({'count': 4, 'values': [1, 2, 3]}, {'count': 1, 'values': [9, 5, 6]}, [4, 5, 6])
    """
    cdef Counted a
    a.values = [1, 2, 3]
    a.count = 4
    cdef Counted b = Counted(count=1, values=[4, 5, 6])
    cdef int[3] taken
    taken = b.values
    b.values[0] = 9
    return a, b, taken


def nested_members():
    """
    >>> nested_members()
    ({'point': {'x': 1, 'y': 2.0}, 'points': [{'x': 1, 'y': 2.0}, {'x': 3, 'y': 4.0}], 'grid': [[1, 2, 3], [4, 5, 6]]}, {'point': {'x': 1, 'y': 2.0}, 'points': [{'x': 1, 'y': 2.0}, {'x': 3, 'y': 4.0}], 'grid': [[1, 2, 3], [4, 5, 6]]})
    """
    cdef Nested a, b
    a.point = Point(1, 2)
    a.points = [Point(1, 2), Point(3, 4)]
    a.grid = [[1, 2, 3], [4, 5, 6]]
    b = dict(point=dict(x=1, y=2), points=[dict(x=1, y=2), dict(x=3, y=4)],
             grid=[[1, 2, 3], [4, 5, 6]])
    return a, b


def rows():
    """
    >>> rows()
    ([[100, 2, 3], [1, 2, 3]], [[1, 2, 3], [1, 2, 3]])
    """
    cdef int[2][3] grid
    cdef int[2][3] copy
    grid[0] = [1, 2, 3]
    grid[1] = grid[0]
    copy = grid
    grid[0][0] = 100
    return grid, copy


def sizes():
    """
    >>> sizes()
    (16, 16, 48, 72, 24)
    """
    cdef int[4] a
    return sizeof(int[4]), sizeof(a), sizeof(double[2][3]), sizeof(Nested), sizeof(int *[3])


def from_objects(values):
    """
    >>> from_objects([1, 2, 3])
    [1, 2, 3]
    >>> from_objects((4, 5, 6))
    [4, 5, 6]
    >>> from_objects(iter([7, 8, 9]))
    [7, 8, 9]
    >>> from_objects([1, 2])
    Traceback (most recent call last):
        ...
    IndexError: not enough values found during array assignment, expected 3, got 2
    >>> from_objects([1, 2, 3, 4])
    Traceback (most recent call last):
        ...
    IndexError: too many values found during array assignment, expected 3
    >>> from_objects(5)
    Traceback (most recent call last):
        ...
    TypeError: 'int' object is not iterable
    >>> from_objects([1, 2, 'x'])
    Traceback (most recent call last):
        ...
    TypeError: an integer is required
    """
    cdef int[3] a
    a = values
    return a


def to_objects():
    """
    >>> to_objects()
    ([1, 2, 3, 4], (1, 2, 3, 4), (1, 2, 3, 4), [1, 2, 3, 4], 10, 4, True)
    """
    cdef int[4] a = [1, 2, 3, 4]
    cdef list items = a
    cdef tuple fixed = a
    return items, fixed, tuple(a), list(a), sum(a), len(a), 3 in a


def bytes_of_slices():
    r"""
    >>> bytes_of_slices()
    (b'AC', b'C', b'AC', b'AC\x00', b'AC', b'AC', b'BC', b'AC\x00')
    """
    cdef unsigned char[4] plain
    cdef uint8_t[4] wide
    cdef int8_t[4] signed_
    plain[0] = wide[0] = 65
    signed_[0] = 66
    plain[1] = wide[1] = signed_[1] = 67
    plain[2] = 0
    plain[3] = 200
    cdef unsigned char *p = plain
    cdef uint8_t *q = wide
    cdef bytes b = wide[:2]
    return plain[:2], plain[1:], plain[:], p[:3], q[:2], b, signed_[:2], bytes(plain[:3])


def bytes_into_slices():
    """
    >>> bytes_into_slices()
    (b'abc', b'abcde', b'bc')
    """
    cdef unsigned char[4] plain
    cdef char[6] text = b"abcde\0"
    plain[:] = b'abcd'
    plain[3] = 0
    return plain, text, text[1:3]


def structs_of_pointers():
    """
    >>> structs_of_pointers()
    ([0, 1, 2], [0.0, 0.5, 1.0], [{'x': 1, 'y': 0.5}, {'x': 2, 'y': 1.0}], [{'x': 0, 'y': 0.0}, {'x': 1, 'y': 0.5}, {'x': 2, 'y': 1.0}], {'x': 3, 'y': 4.0})
    """
    cdef Point[3] points
    cdef Point *p = points
    cdef Point *listed = [Point(1, 2), Point(3, 4)]
    for i in range(3):
        points[i].x = i
        points[i].y = i / 2
    return [c.x for c in p[:3]], [c.y for c in points], [c for c in p[1:3]], points, listed[1]


def steps():
    """
    >>> steps()
    ([1.0, 3.0, 5.0], [5.0, 4.0, 3.0, 2.0], [4.0, 2.0], [1.0, 4.0])
    """
    cdef double[5] a = [1, 2, 3, 4, 5]
    cdef double *p = a
    return ([x for x in a[0:5:2]], [x for x in a[4:0:-1]], [x for x in p[3:0:-2]],
            [x for x in p[:5:3]])


def typed_sum(int n):
    """
    >>> typed_sum(3)
    643.0
    """
    cdef double[5] a = [1, 2, 3, 4, 5]
    cdef double *p = a
    cdef double total = 0
    for x in a[:2]:
        total += x
    for i, x in enumerate(a):
        total += i * x
    for x in p[:n]:
        total += 100 * x
    return total


def captured():
    """
    >>> captured()
    (13, [10, 7, 3], [10, 11, 12], 20)
    """
    cdef int[3] a = [1, 2, 3]

    def first_and_last():
        return a[0] + a[2]

    def change(i):
        a[i] = 7
    a[0] = 10
    before = first_and_last()
    change(1)
    return before, a, list(x + a[0] for x in range(3)), sum(x for x in a)


def unpacked():
    """
    >>> unpacked()
    (1, 2, 3)
    """
    cdef int[3] a = (1, 2, 3)
    x, y, z = a
    return x, y, z


cdef int add_three(int[3] a):
    a[0] = 100
    return a[0] + a[1] + a[2]


def as_arguments():
    """
    >>> as_arguments()
    (105, [100, 2, 3], 105, 105)
    """
    cdef int[3] a = [1, 2, 3]
    return add_three(a), a, add_three(&a[0]), add_three([1, 2, 3])


cdef class Holder:
    """
    >>> holder = Holder()
    >>> holder.hidden(), holder.shown
    ([1, 2, 3], [1, 2, 3])
    >>> holder.set_hidden((7, 8, 9))
    >>> holder.shown = [4, 5, 6]
    >>> holder.hidden(), holder.shown
    ([7, 8, 9], [4, 5, 6])
    """
    cdef int[3] _hidden
    cdef public int[3] shown

    def __init__(self):
        self._hidden = [1, 2, 3]
        self.shown = self._hidden

    def hidden(self):
        return self._hidden

    def set_hidden(self, values):
        self._hidden = values


def global_table():
    """
    >>> global_table()
    (3, [1, 2, 3, 4])
    """
    return table[2], table


cdef int days[12]


cdef int *days_of(int year):
    days[1] = 28 + (year % 4 == 0)
    return days


cdef struct Year:
    int days[12]
    int number


cdef class Calendar:
    cdef int days[12]
    cdef char name[4]


def from_pointers(int year):
    """As many elements as the array has are copied from where the pointer points to.

    >>> from_pointers(4)
    (29, 29, 31, 29, 5, 29, b'abc', 31)
    >>> from_pointers(5)
    (28, 28, 31, 28, 5, 28, b'abc', 31)
    """
    for month in range(12):
        days[month] = 31
    cdef int[12] here
    cdef int[12] at_once = days_of(year)
    here = days_of(year)
    here[2] = 99
    cdef Year value
    value.days = days_of(year)
    value.number = 5
    calendar = Calendar()
    calendar.days = days_of(year)
    calendar.name = <char *>"abc"
    cdef const int *seen = days_of(year)
    untouched = days[2]
    february = here[1]
    here = seen
    return (february, at_once[1], untouched, value.days[1], value.number, calendar.days[1],
            calendar.name, here[2])


def generated_from_pointers(int year):
    """
    >>> list(generated_from_pointers(4))
    [29, 28]
    """
    cdef int[12] here
    here = days_of(year)
    yield here[1]
    here = days_of(year + 1)
    yield here[1]


def slices_from_pointers():
    """
    >>> slices_from_pointers()
    [1, 1, 2, 4, 5]
    """
    cdef int *items = [1, 2, 3, 4, 5]
    cdef int[5] filled
    filled[:] = items
    filled[1:3] = items
    return list(filled)


def header_lengths():
    """Constants of C headers, also of a cimported module, are lengths.

    >>> header_lengths()
    (127, 127)
    """
    cdef char first[limits.CHAR_MAX]
    cdef char second[CHAR_MAX]
    return sizeof(first), sizeof(second)


# --- Lengths that a C header knows -----------------------------------------------------------------

cdef extern from *:
    """
    #define PAIR 2
    #define ALSO_PAIR (1 + 1)
    #define TRIPLE 3
    struct of_header { double pair[PAIR]; };
    """
    enum:
        PAIR
        ALSO_PAIR
        TRIPLE
    cdef struct of_header:
        double pair[PAIR]

ctypedef int[PAIR] Pair


def pair_of(values):
    """
    >>> pair_of([1, 2])
    ([1, 2], [1, 2], [1, 2])
    """
    cdef int[2] literal = values
    cdef Pair pair, again
    cdef int[ALSO_PAIR] other
    pair = literal
    again = other = pair
    literal = again
    return pair, other, literal


def wrong_pair(values, bint to_header):
    """
    >>> wrong_pair([1, 2, 3], True)
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 3, got 2
    >>> wrong_pair([1, 2, 3], False)
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 3, got 2
    """
    cdef int[3] literal = values
    cdef int[TRIPLE] triple
    cdef Pair pair
    if to_header:
        pair = literal
    triple = literal
    pair = triple
    return pair


cdef class PairOwner:
    cdef readonly double pair[PAIR]
    cdef of_header inner

    def fill(self, values):
        """
        >>> owner = PairOwner()
        >>> owner.fill([1.5, 2.5]), owner.pair
        ([1.5, 2.5], [1.5, 2.5])
        """
        cdef double[2] literal = values
        with nogil:
            self.pair = literal
            self.inner.pair = literal
        return self.inner.pair


cdef struct one_field:
    int x


ctypedef int two_items[2]
ctypedef one_field one_item[1]


cdef int sum_of_two(two_items a):
    return a[0] + a[1]


cdef void set_field(one_item s, int value) noexcept:
    s.x = value


def casts(int value):
    """A pointer that is cast to an array's type leads to the items; a field of an array is that of its first item.

    >>> casts(7)
    (3, 5, 7, 7, 2, 4)
    """
    cdef two_items a = [1, 2]
    cdef int[4] b = [0, 1, 2, 3]
    cdef one_item s
    cdef void *address = <void *>a
    cdef void *address_of_s = <void *>s
    set_field(<one_item>address_of_s, value)
    return (sum_of_two(<two_items>address), sum_of_two(<two_items>&b[2]), s.x, (<one_item>address_of_s).x,
            (<two_items>address)[1], sizeof(s.x))
