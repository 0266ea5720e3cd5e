"""Loops over slices of pointers and arrays: structs, pointers, numbers; with and without the GIL."""

from libc.stdlib cimport free, malloc


cdef struct Point:
    int x
    double y


cdef struct Points:
    Point *items
    int count


def structs(int count):
    """The loop variable is a copy.

    >>> structs(4)
    (6, [0, 1, 2, 3])
    """
    cdef Points points
    points.items = <Point *>malloc(count * sizeof(Point))
    points.count = count
    for i in range(count):
        points.items[i].x = i
    total = 0
    for point in points.items[:points.count]:
        total += point.x
        point.x = 100
    after = [point.x for point in points.items[:points.count]]
    free(points.items)
    return total, after


def pointers_to_structs():
    """
    >>> pointers_to_structs()
    ([0, 1, 2], [1, 2], [7, 7, 2])
    """
    cdef Point points[3]
    cdef Point *places[3]
    for i in range(3):
        points[i].x = i
        places[i] = &points[i]
    cdef Point **start = places
    numbers = [<size_t>(place - &points[0]) for place in start[:3]]
    later = [place.x for place in start[1:3]]
    for place in start[:2]:
        place.x = 7
    return numbers, later, [point.x for point in points]


def addresses(int count):
    """A variable that is a pointer to the elements gets their addresses: nothing is copied.

    >>> addresses(2)
    ([(0, 1.0), (10, 1.5), (2, 2.0), (3, 2.5)], 12, 6)
    """
    cdef Point points[4]
    cdef Point *place
    cdef const Point *seen
    for i in range(4):
        points[i].x = i
        points[i].y = i / 2
    for place in points[:count]:
        place.x *= 10
    for place in points:
        place.y += 1
    total = 0
    for seen in points[1:3]:
        total += seen.x
    cdef int number = 3
    cdef int *numbers[2]
    cdef int *one
    numbers[0] = &number
    numbers[1] = &number
    for one in numbers:
        one[0] += 1
    for one in numbers[:1]:
        one[0] += 1
    return [(point.x, point.y) for point in points], total, number


def displays(int factor):
    """
    >>> displays(4)
    ({4: 1, 8: 1}, [0, 4, 8], [4, 8])
    """
    cdef Point points[3]
    for i in range(3):
        points[i].x = i * factor
    return ({point.x: 1 for point in points[1:3]}, [point.x for point in points],
            sorted({point.x for point in points[:3] if point.x}))


cdef int total_of(const int *lengths, int count) noexcept nogil:
    cdef int total = 0, i
    for length in lengths[:count]:
        for i in range(length):
            total += i
    return total


def without_gil():
    """
    >>> without_gil()
    (4, 31)
    """
    cdef int items[3]
    cdef int total = 0, item
    items[0] = 5
    items[1] = 6
    items[2] = 7
    with nogil:
        for item in items:
            total += item
        for item in items[1:]:
            total += item
    items[0] = 1
    items[1] = 2
    items[2] = 3
    return total_of(items, 3), total


def generated(int count):
    """
    >>> list(generated(3))
    [0, 2, 4]
    """
    cdef Point points[3]
    for i in range(3):
        points[i].x = 2 * i
    for point in points[:count]:
        yield point.x


def addresses_in_displays():
    """
    >>> addresses_in_displays()
    ([0, 1, 2], {0, 1})
    """
    cdef Point points[3]
    cdef Point *place
    for i in range(3):
        points[i].x = i
    return [place.x for place in points[:3]], {place.x for place in points[:2]}
