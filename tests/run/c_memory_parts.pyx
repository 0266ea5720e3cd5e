# cython: language_level=3
"""Parts of C memory: moved without Python, searched, with steps that the run tells."""

cimport cython
from libc.stdlib cimport free, malloc

cdef char *letters = b"abcdefgh"
cdef int[6] numbers = [0, 1, 2, 3, 4, 5]


cdef struct Point:
    int x, y


def pointers():
    """
    >>> pointers()
    (5, 7, 7, 5, True, False)
    """
    cdef int x = 5, y = 7
    cdef int *p[2]
    cdef int *q[2]
    cdef int *other = &numbers[0]
    p[:] = [&x, &y]
    q[:] = p[:]
    q[0:1] = p[1:2]
    q[1:2] = p[0:1]
    return p[0][0], p[1][0], q[0][0], q[1][0], &x in q, other in q[:]


def points():
    """
    >>> points()
    ([{'x': 1, 'y': 2}, {'x': 0, 'y': 0}, {'x': 3, 'y': 4}], 3)
    """
    cdef Point[3] made
    made[:] = [Point(1, 2), Point(), {'y': 4, 'x': 3}]
    made[1] = Point(0, 0)
    return made, made[2].x


cdef int copied(int *to, int first, int count) except -1 nogil:
    to[:count] = numbers[first:first + count]
    to[1:count] = to[:count - 1]
    return 2 in to[:count] or 9 in numbers


def copy(int first, int count):
    """
    >>> copy(2, 4)
    ([2, 2, 3, 4], 1)
    >>> copy(0, 3)
    ([0, 0, 1], 0)
    """
    cdef int[6] to
    with nogil:
        found = copied(to, first, count)
    return to[:count], found


cdef int wrong(int n) except -1 nogil:
    cdef int[6] to
    to[:n] = numbers
    return to[5]


def wrong_length(int n):
    """
    >>> wrong_length(6)
    5
    >>> wrong_length(4)
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 6, got 4
    >>> wrong_length(-2)
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 6, got 4
    """
    cdef int result
    with nogil:
        result = wrong(n)
    return result


def between_parts(int a, int b):
    """
    >>> between_parts(2, 2)
    [0, 1, 0, 0, 0, 0]
    >>> between_parts(-1, -1)
    [0, 1, 2, 3, 4, 0]
    >>> between_parts(2, 3)
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 3, got 2
    """
    cdef int[6] to
    to[:] = [0, 0, 0, 0, 0, 0]
    to[0:a] = numbers[0:b]
    return to


def other_elements(values):
    """
    >>> other_elements([1, 2])
    [0.0, 1.0, 2.0, 1.0, 2.0, 5.0]
    >>> other_elements([1])
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 2, got 1
    """
    cdef double[6] to
    to[:] = numbers
    to[3:5] = values
    return to


def written_out(int a, b):
    """
    >>> written_out(1, 2)
    [1, 2, 3, 0]
    >>> written_out(1, 'x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef int[4] to
    to[:] = [a, b, 3, 0]
    return to


def of_wrong_length(int n):
    """
    >>> of_wrong_length(3)
    [1, 2, 3]
    >>> of_wrong_length(2)
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 3, got 2
    """
    cdef int[3] to
    to[:n] = [1, 2, 3]
    return to


def swapped():
    """
    >>> swapped()
    [3, 2, 1]
    """
    cdef int[3] to = [1, 2, 3]
    to[:] = [to[2], to[1], to[0]]
    return to


def reversed_in_place():
    """
    >>> reversed_in_place()
    [3, 2, 1]
    """
    cdef int[3] to = [1, 2, 3]
    to[::-1] = to[:]
    return to


def steps(int step):
    """
    >>> steps(2)
    ([0, 2, 4], [1, 3], [], [0, 2, 4], 'aceg', 'df')
    >>> steps(-3)
    ([5, 2], [], [5, 2], [], 'heb', '')
    >>> steps(0)
    Traceback (most recent call last):
    ValueError: slice step cannot be zero
    """
    cdef int *p = numbers
    return (numbers[::step], numbers[1:5:step], p[5:0:step], p[0:6:step],
            letters[::step].decode(), letters[3:7:step].decode())


def store_with_step(int step, values):
    """
    >>> store_with_step(2, [7, 8, 9])
    [7, 0, 8, 0, 9, 0]
    >>> store_with_step(-3, [7, 8])
    [0, 0, 8, 0, 0, 7]
    >>> store_with_step(2, [7, 8])
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 3, got 2
    """
    cdef int[6] to = [0, 0, 0, 0, 0, 0]
    to[::step] = values
    return to


def text_steps():
    """
    >>> text_steps()
    ('dcba', 'dcba', 'bd', [100, 99, 98, 97], ['d', 'c', 'b', 'a'], 'ig')
    """
    cdef char c
    cdef char[4] short = b"gfhi"
    return (letters[3::-1].decode(), letters[3:None:-1].decode(), letters[1:5:2].decode(),
            [c for c in letters[3::-1]], [chr(c) for c in letters[3:None:-1]],
            short[3::-3].decode())


def search(double x, int first, int last, int step):
    """
    >>> search(3, 1, 5, 2)
    (True, True, False, True, False)
    >>> search(4, 1, 5, 2)
    (True, False, True, True, False)
    >>> search(5, 4, 0, -1)
    (True, False, True, False, True)
    >>> search(5, 0, 4, 0)
    Traceback (most recent call last):
    ValueError: slice step cannot be zero
    """
    cdef int *p = numbers
    return (x in numbers, x in p[first:last:step], x not in p[first:last:step],
            x in p[first:last], x not in p[first:last])


def search_objects(x):
    """
    >>> search_objects(3), search_objects(None), search_objects('a')
    (True, False, False)
    """
    return x in numbers[1:5]


def search_text(char c, int n):
    """
    >>> search_text(98, 98), search_text(105, 105)
    ((True, True, False), (False, False, False))
    """
    return c in letters[:5], n in letters[:5], n in letters[5:]


def search_with_effects():
    """
    >>> search_with_effects()
    ([1, 2, 3], True)
    """
    order = []

    def note(value):
        order.append(value)
        return value
    cdef int *p = numbers
    cdef int wanted = 2
    found = <int>note(1) in p[<int>note(2):<int>note(3)] or wanted in numbers
    return order, found


def chosen(int x, long y, bint first):
    """
    >>> chosen(3, 4, True), chosen(3, 4, False)
    ((3, 'void *'), (4, 'void *'))
    """
    result = &x if first else &y
    return (<int *>result)[0] if first else (<long *>result)[0], cython.typeof(result)


cdef struct Sized:
    char[sizeof(int)] text
    short[sizeof(long) // sizeof(int)] pair


def sizes():
    """
    >>> sizes()
    (4, 2, 8)
    """
    cdef int[sizeof(double)] eight
    cdef Sized sized
    return len(sized.pair) * 2, len(sized.pair), sizeof(eight) // sizeof(int)


def in_generator(int n):
    """
    >>> list(in_generator(3))
    [(True, [0, 1]), (True, [1, 2]), (False, [2, 3])]
    """
    cdef int[4] kept
    for i in range(n):
        kept[:2] = numbers[i:i + 2]
        yield 1 in kept[:2], kept[:2]


def released():
    """
    >>> released()
    (True, [3, 4])
    """
    cdef int *memory = <int *>malloc(4 * sizeof(int))
    try:
        memory[:4] = [1, 2, 3, 4]
        memory[0:2] = memory[2:4]
        return 3 in memory[:2], memory[:2]
    finally:
        free(memory)


def bounds_with_loops(values):
    """
    >>> bounds_with_loops([1, 1])
    (True, 4, 3)
    """
    cdef int x = 3, y = 4
    cdef int *p[2]
    p[:sum([value for value in values])] = [&x, &y]
    found = &y in p[:len([value for value in values])]
    p[:] = p[len([0 for value in values if not value]):2]
    p[0:1] = p[1:2]
    return found, p[0][0], x
