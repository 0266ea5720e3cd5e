"""Loops over C integers: bounds, steps, what the variable is afterwards, for-from, arrays."""


def collect(int start, int stop, int step):
    """
    >>> collect(0, 5, 1), collect(0, 10, 3), collect(10, 0, -4), collect(5, 5, 1), collect(5, 0, 1)
    ([0, 1, 2, 3, 4], [0, 3, 6, 9], [10, 6, 2], [], [])
    >>> collect(0, 5, 0)
    Traceback (most recent call last):
    ValueError: range() arg 3 must not be zero
    """
    cdef int i
    result = []
    for i in range(start, stop, step):
        result.append(i)
    return result


def down(int n):
    """
    >>> down(3)
    [3, 2, 1]
    """
    cdef int i
    return [i for i in range(n, 0, -1)]


def near_the_end():
    """
    >>> near_the_end()
    [2147483645, 2147483646]
    """
    cdef int i
    result = []
    for i in range(2147483645, 2147483647):
        result.append(i)
    return result


def reassigned(int n):
    """The body's assignments change neither the count nor the next value.

    >>> reassigned(3)
    ([100, 101, 102], 102)
    """
    cdef int i
    result = []
    for i in range(n):
        i = i + 100
        result.append(i)
    return result, i


def bound_is_evaluated_once(int n):
    """
    >>> bound_is_evaluated_once(3)
    (3, 0)
    """
    cdef int i, count = 0
    for i in range(n):
        n = 0
        count += 1
    return count, n


def with_else(int n, int stop):
    """
    >>> with_else(3, 10), with_else(3, 1)
    ('exhausted', 1)
    """
    cdef int i
    for i in range(n):
        if i == stop:
            break
    else:
        return 'exhausted'
    return i


def nested(int n):
    """
    >>> nested(3)
    [(0, 0), (1, 0), (2, 0), (2, 2)]
    """
    cdef int i, j
    pairs = []
    for i in range(n):
        for j in range(i + 1):
            if j == 1:
                continue
            pairs.append((i, j))
    return pairs


def object_bounds(n):
    """
    >>> object_bounds(3)
    3
    >>> object_bounds(2**40)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    """
    cdef int i, total = 0
    for i in range(n):
        total += i
    return total


def unsigned_bound(size_t n):
    """
    >>> unsigned_bound(4)
    6
    """
    cdef size_t i, total = 0
    for i in range(n):
        total += i
    return total


def float_target(int n):
    """
    >>> float_target(3)
    [0.0, 1.0, 2.0]
    """
    cdef double x
    result = []
    for x in range(n):
        result.append(x)
    return result


def counting(int a, int b, int s):
    """
    >>> counting(0, 10, 3)
    ([0, 3, 6, 9], [1, 4, 7, 10], [10, 7, 4, 1], 13)
    """
    cdef int i
    up = []
    for i from a <= i < b by s:
        up.append(i)
    shifted = []
    for i from a < i <= b by s:
        shifted.append(i)
    last = i
    down = []
    for i from b >= i > a by s:
        down.append(i)
    return up, shifted, down, last


def from_without_step():
    """
    >>> from_without_step()
    (10, 5)
    """
    cdef int i, total = 0
    for i from 0 <= i < 5:
        total += i
    return total, i


def from_into_object(a, b, double step):
    """
    >>> from_into_object(0, 2, .5)
    ([0.0, 0.5, 1.0, 1.5], 2.0, [0.0, 0.5])
    """
    values = []
    for x from a <= x < b by step:
        values.append(x)
    last = x
    for x from a <= x < b by step:
        if x == 1:
            break
    return values, last, [y for y from a <= y < b / 2. by step]


def while_loop(int n):
    """
    >>> while_loop(27)
    111
    """
    cdef int steps = 0
    while n != 1:
        if n % 2:
            n = 3 * n + 1
        else:
            n //= 2
        steps += 1
    return steps


def over_an_array():
    """
    >>> over_an_array()
    (60, [10, 20, 30])
    """
    cdef int[3] numbers = [10, 20, 30]
    cdef int number, total = 0
    for number in numbers:
        total += number
    return total, [number for number in numbers]


def in_a_tuple():
    """
    >>> in_a_tuple()
    [(0, 'a'), (1, 'b')]
    """
    cdef int i
    result = []
    for i, letter in enumerate('ab'):
        result.append((i, letter))
    return result
