# cython: language_level=3
# Structs made from displays and from objects.


cdef struct Point:
    int x
    double y


cdef struct Nested:
    Point point
    int k


cdef struct Text:
    char *start
    int length


cdef struct Node:
    Node *following
    int value


cdef struct Callback:
    int (*call)(int) noexcept
    void *data


cdef int one_more(int x) noexcept:
    return x + 1


def from_lists():
    """
    >>> from_lists()
    ({'x': 1, 'y': 2.5}, {'x': 3, 'y': 4.5}, 5)
    """
    cdef Point a = [1, 2.5]
    cdef Point *several = [[3, 4.5], [5, 6]]
    return a, several[0], several[1].x


def from_list_with_pointers():
    """
    >>> from_list_with_pointers()
    (4, True, b'abc', 3)
    """
    cdef Callback made = [one_more, NULL]
    cdef Text text = [b"abc", 3]
    return made.call(3), made.data == NULL, text.start, text.length


def from_dicts(x):
    """
    >>> from_dicts(1)
    ({'x': 1, 'y': 3.0}, {'x': 4, 'y': 5.0}, {'point': {'x': 1, 'y': 1.0}, 'k': 3}, b'ab')
    >>> from_dicts('a')
    Traceback (most recent call last):
        ...
    TypeError: an integer is required
    """
    cdef Point a = {'x': x, 'y': 3}
    cdef Point b = {'y': 5, 'x': 4}
    cdef Nested n = {'point': {'x': 1, 'y': x}, 'k': 3}
    cdef Text text = {'start': b"abc", 'length': 2}
    return a, b, n, text.start[:text.length]


cpdef Point given(Point p):
    """
    >>> given({'x': 1, 'y': 2})
    {'x': 1, 'y': 2.0}
    >>> given({'x': 1, 'y': 2, 'z': 3})
    {'x': 1, 'y': 2.0}
    >>> given({'x': 1})
    Traceback (most recent call last):
        ...
    ValueError: No value specified for struct attribute 'y'
    >>> given(5)
    Traceback (most recent call last):
        ...
    TypeError: Expected a mapping, got int
    >>> given({'x': 'a', 'y': 2})
    Traceback (most recent call last):
        ...
    TypeError: an integer is required
    """
    return p


cdef Point moved(Point p, int by):
    p.x += by
    return p


cdef Point pointed(Point *p):
    return p[0]


def by_value():
    """
    >>> by_value()
    ({'x': 1, 'y': 2.5}, {'x': 6, 'y': 2.5}, {'x': 6, 'y': 2.5}, {'x': 4, 'y': 4.0}, {'x': 4, 'y': 2.0}, {'x': 8, 'y': 8.0})
    """
    cdef Point a = Point(1, 2.5)
    b = moved(a, 5)
    return a, b, pointed(&b), moved(Point(x=3, y=4), 1), moved({'x': 1, 'y': 2}, 3), moved([7, 8], 1)


def linked():
    """
    >>> linked()
    12
    """
    cdef Node a, b
    a = [&b, 1]
    b = [NULL, 2]
    total = 0
    cdef Node *p = &a
    while p:
        total = total * 10 + p.value
        p = p.following
    return total


def yielded():
    """
    >>> list(yielded())
    [{'x': 0, 'y': 0.5}, {'x': 1, 'y': 0.5}, {'x': 2, 'y': 0.5}]
    """
    cdef Point p = Point(0, 0.5)
    while p.x < 3:
        yield p
        p.x += 1


def ctuples():
    """
    >>> ctuples()
    ((9, 2.5), (3, (1, 2.5)), 1, 2.5, 9, 2.5, 2, (1, (2.0, {'x': 1, 'y': 2.0})))
    """
    cdef (int, double) pair = (1, 2.5)
    cdef (int, (int, double)) nested = (3, pair)
    cdef (long, (double, Point)) deep
    deep = (1, (2, Point(1, 2)))
    a, b = pair
    pair[0] = 9
    return pair, nested, a, b, pair[0], nested[1][1], len(pair), deep
