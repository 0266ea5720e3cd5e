# cython: language_level=3
# List displays as C arrays: their memory lasts where a pointer to it does.


cdef struct Point:
    int x
    double y


cdef int number = -1
cdef int *numbers = [4, number]
cdef int **rows = [numbers, &number]
cdef const char **names = [b"a", b"bc"]
cdef Point *points = [[number, 0.5], [1, number + 1]]


def of_the_module():
    """
    >>> of_the_module()
    (4, -1, 4, -1, b'a', b'bc', {'x': -1, 'y': 0.5}, {'x': 1, 'y': 0.0})
    """
    return numbers[0], numbers[1], rows[0][0], rows[1][0], names[0], names[1], points[0], points[1]


def of_a_function(int x):
    """
    >>> of_a_function(100)
    (100, 5, 100, {'x': 101, 'y': 2.0}, 1)
    """
    cdef int *a = [1, 2, x]
    cdef int *b = [5, 5]
    cdef int **both = [a, &x]
    cdef Point *p = [[x, 1], [x + 1, 2]]
    return a[2], b[0], both[1][0], p[1], a[0]


def cast():
    """
    >>> cast()
    (({'x': 1, 'y': 2.0}, {'x': 3, 'y': 4.0}), [1, 2, 3], [1, 2, 3])
    """
    cdef Point[2] v
    cdef int[3] n = [1, 2, 3]
    v[0] = Point(1, 2)
    v[1] = Point(3, 4)
    return <tuple>v, <list>n, <object>n


def open_bounds():
    """
    >>> open_bounds()
    (b'ab', b'cdef', [1, 2])
    """
    cdef char *p = b"abcdef"
    cdef int[3] a = [1, 2, 3]
    return p[None:2], p[2:None], [x for x in a[None:2]]


def into_slices(list items):
    """
    >>> into_slices([7, 8])
    ([6, -1, -2, -3, 2, 1], b'ABC', [7, 8])
    >>> into_slices([7, 8, 9])
    Traceback (most recent call last):
        ...
    IndexError: too many values found during array assignment, expected 2
    """
    cdef int *a = [6, 5, 4, 3, 2, 1]
    cdef char[4] c
    a[1:4] = -1, -2, -3
    c[:] = [65, 66, 67, 0]
    cdef int[2] b
    b[:] = items
    return [x for x in a[:6]], c, b


def tuple_operators((int, int) pair, int n):
    """
    >>> tuple_operators((1, 2), 3)
    ((1, 2, 1, 2, 1, 2), (1, 2, 1, 2, 1, 2), (1, 2, 1, 2))
    """
    return pair * n, n * pair, pair + pair
