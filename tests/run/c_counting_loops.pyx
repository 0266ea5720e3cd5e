"""reversed(range()), and enumerate() and zip() over what C counts: without objects, so without the GIL."""

import array

cdef int numbers[4]
numbers[:] = [1, 2, 3, 4]


def backwards(int start, int stop, int n):
    """
    >>> backwards(2, 6, 4)
    (5432, [3, 2, 1, 0], 0)
    >>> backwards(6, 2, 0)
    (0, [], -1)
    """
    cdef int i = -1, total = 0
    with nogil:
        for i in reversed(range(start, stop)):
            total = total * 10 + i
    i = -1
    seen = []
    for i in reversed(range(n)):
        seen.append(i)
    return total, seen, i


def steps(long start, long stop, long step):
    """
    >>> steps(1, 10, 3), steps(10, 1, -3), steps(10, 0, 3)
    ([7, 4, 1], [4, 7, 10], [])
    >>> steps(2 ** 63 - 1, -2 ** 63, -2 ** 62)
    [-4611686018427387905, -1, 4611686018427387903, 9223372036854775807]
    >>> steps(-2 ** 63, 2 ** 63 - 1, 2 ** 62)
    [4611686018427387904, 0, -4611686018427387904, -9223372036854775808]
    >>> steps(1, 2, 0)
    Traceback (most recent call last):
    ValueError: range() arg 3 must not be zero
    """
    cdef long i
    seen = []
    for i in reversed(range(start, stop, step)):
        seen.append(i)
    return seen


def known_steps(int n):
    """
    >>> known_steps(7)
    ([6, 4, 2, 0], [1, 4, 7], [7, 6, 5, 4, 3, 2, 1])
    """
    return ([i for i in reversed(range(0, n, 2))], [i for i in reversed(range(n, 0, -3))],
            [i for i in reversed(range(1, n + 1, 1))])


def unsigned(unsigned long long start, unsigned long long stop):
    """
    >>> unsigned(2 ** 64 - 3, 2 ** 64 - 1), unsigned(5, 2), unsigned(0, 2)
    ([18446744073709551614, 18446744073709551613], [], [1, 0])
    """
    cdef unsigned long long i
    seen = []
    for i in reversed(range(start, stop)):
        seen.append(i)
    return seen


def of_objects(start, stop, step):
    """
    >>> of_objects(1, 10, 3), of_objects(2 ** 70, 2 ** 70 + 2, 1)[0] - 2 ** 70
    ([7, 4, 1], 1)
    >>> of_objects("a", 1, 1)
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    """
    return [i for i in reversed(range(start, stop, step))]


def changed_inside(int n):
    """What the body does to the variable or the bound changes nothing.

    >>> changed_inside(5)
    ([4, 3, 2, 1, 0], 100)
    """
    cdef int i
    seen = []
    for i in reversed(range(n)):
        seen.append(i)
        i = 100
        n = 1
    return seen, i


def leaving(int n):
    """
    >>> leaving(7), leaving(3)
    ([(7, 6), 'left'], [(3, 2), (5, 0), 'else'])
    """
    cdef int i, x
    seen = []
    for i, x in enumerate(reversed(range(n)), n):
        if x % 2:
            continue
        if i > 8:
            seen.append("left")
            break
        seen.append((i, x))
    else:
        seen.append("else")
    return seen


def numbered(int n, double[:] view):
    """
    >>> numbered(3, array.array("d", [1, 2, 3, 4]))
    (14.0, 8.0, 4.0, 20, 29)
    """
    cdef int i, x, total = 0, part = 0
    cdef double y, first = 0, second = 0, third = 0
    cdef int *p = numbers
    with nogil:
        for i, y in enumerate(view[:n], 1):
            first += i * y
        for i, y in zip(range(n), view):
            second += i * y
        for i, y in zip(reversed(range(n)), view):
            third += i * y
        for i, x in enumerate(numbers):
            total += i * x
        for i, x in enumerate(p[1:n + 1], n):
            part += i * x - 3
    return first, second, third, total, part


def unequal(int n):
    """
    >>> unequal(2), unequal(9)
    ([(0, 1, 'a'), (1, 2, 'b')], [(0, 1, 'a'), (1, 2, 'b'), (2, 3, 'c')])
    """
    return [(i, x, c) for i, x, c in zip(range(n), numbers, "abc")]


def nested(int n):
    """
    >>> nested(3)
    [(5, 2, 1, 'x'), (6, 1, 2, 'y'), (7, 0, 3, 'z')]
    """
    cdef int i, a, b
    return [(i, a, b, c) for i, (a, b, c) in enumerate(zip(reversed(range(n)), numbers, "xyz"), 5)]


def narrow(int n):
    """
    >>> narrow(3)
    [(254, 0), (255, 1), (0, 2)]
    """
    cdef unsigned char i
    cdef int x
    seen = []
    for i, x in enumerate(range(n), 254):
        seen.append((i, x))
    return seen


def generators(int n):
    """
    >>> list(generators(3)), next(generators(1))
    ([(-2, 0), (-1, 1), (0, 2), 2, 1, 0], (-2, 0))
    """
    cdef int i, x
    for i, x in enumerate(range(n), -2):
        yield i, x
    for i in reversed(range(n)):
        yield i


def closures(int n):
    """
    >>> [f() for f in closures(2)]
    [0, 0]
    """
    cdef int i
    made = []
    for i in reversed(range(n)):
        made.append(lambda: i)
    return made


def raising(int n):
    """
    >>> raising(3)
    [2, 'caught', 1, 'caught', 0, 'caught']
    """
    cdef int i
    seen = []
    for i in reversed(range(n)):
        try:
            seen.append(i)
            raise ValueError
        except ValueError:
            seen.append("caught")
    return seen


cdef int no_gil(int n) noexcept nogil:
    cdef int i, x, total = 0
    for i, x in enumerate(reversed(range(n))):
        total += i * x
    return total


def of_function(int n):
    """
    >>> of_function(4)
    4
    """
    return no_gil(4)


class Fake:
    def __reversed__(self):
        return iter("fake")


def replaced(object range):
    """
    >>> replaced(lambda n: Fake())
    ['f', 'a', 'k', 'e']
    """
    return [i for i in reversed(range(3))]
