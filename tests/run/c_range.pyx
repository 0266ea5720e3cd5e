"""Loops with C variables: all forms of range, steps known only at run time, the variable after the loop."""


def one_bound(int n):
    """
    >>> one_bound(3), one_bound(0), one_bound(-3)
    ([0, 1, 2], [], [])
    """
    cdef int i
    result = []
    for i in range(n):
        result.append(i)
    return result


def two_bounds(int start, int stop):
    """
    >>> two_bounds(2, 5), two_bounds(5, 2), two_bounds(-2, 1)
    ([2, 3, 4], [], [-2, -1, 0])
    """
    cdef int i
    return [i for i in range(start, stop)]


def variable_step(int start, int stop, int step):
    """
    >>> variable_step(0, 10, 3), variable_step(10, 0, -3), variable_step(0, 10, -1)
    ([0, 3, 6, 9], [10, 7, 4, 1], [])
    """
    cdef int i
    result = []
    for i in range(start, stop, step):
        result.append(i)
    return result


def constant_steps(int n):
    """
    >>> constant_steps(6)
    ([0, 2, 4], [6, 5, 4, 3, 2, 1], [5, 2])
    """
    cdef int i
    up = [i for i in range(0, n, 2)]
    down = [i for i in range(n, 0, -1)]
    threes = [i for i in range(n - 1, 0, -3)]
    return up, down, threes


def variable_after(int n):
    """
    >>> variable_after(3), variable_after(0)
    (2, 99)
    """
    cdef int i = 99
    for i in range(n):
        pass
    return i


def modified_inside(int n):
    """
    >>> modified_inside(4)
    ([0, 1, 2, 3], 103)
    """
    cdef int i = 0
    seen = []
    for i in range(n):
        seen.append(i)
        i += 100
    return seen, i


def bounds_change_inside(int n):
    """
    >>> bounds_change_inside(3)
    (3, 6)
    """
    cdef int i, steps = 0
    for i in range(n):
        n += 1
        steps += 1
    return steps, n


def near_the_limit(int start):
    """
    >>> near_the_limit(2147483645)
    [2147483645, 2147483646]
    """
    cdef int i
    return [i for i in range(start, 2147483647)]


def unsigned_counter(unsigned int n):
    """
    >>> unsigned_counter(3), unsigned_counter(0)
    ([0, 1, 2], [])
    """
    cdef unsigned int i
    return [i for i in range(n)]


def unsigned_down(unsigned int n):
    """
    >>> unsigned_down(3)
    [3, 2, 1]
    """
    cdef unsigned int i
    result = []
    for i in range(n, 0, -1):
        result.append(i)
    return result


def narrow_counter(unsigned char n):
    """
    >>> narrow_counter(255)
    (255, 254)
    """
    cdef unsigned char i = 0
    cdef int steps = 0
    for i in range(n):
        steps += 1
    return steps, i


def object_bound(n):
    """
    >>> object_bound(3)
    [0, 1, 2]
    >>> object_bound('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef int i
    return [i for i in range(<int>n)]


def with_else(int n, int stop):
    """
    >>> with_else(5, 2), with_else(5, 9)
    ('break 2', 'else 4')
    """
    cdef int i = -1
    for i in range(n):
        if i == stop:
            result = f'break {i}'
            break
    else:
        result = f'else {i}'
    return result


def with_continue(int n):
    """
    >>> with_continue(10)
    20
    """
    cdef int i, total = 0
    for i in range(n):
        if i % 2:
            continue
        total += i
    return total


def nested(int n):
    """
    >>> nested(3)
    9
    """
    cdef int i, j, steps = 0
    for i in range(n):
        for j in range(n):
            steps += 1
    return steps


def double_counter():
    """A C double as the variable of a loop over integers.

    >>> double_counter()
    [0.0, 1.0, 2.0]
    """
    cdef double x
    result = []
    for x in range(3):
        result.append(x)
    return result


def for_from(int n):
    """The loops of older code.

    >>> for_from(5)
    ([0, 1, 2, 3, 4], [5, 4, 3, 2, 1], [0, 2, 4])
    """
    cdef int i
    up = []
    down = []
    steps = []
    for i from 0 <= i < n:
        up.append(i)
    for i from n >= i > 0:
        down.append(i)
    for i from 0 <= i < n by 2:
        steps.append(i)
    return up, down, steps


def for_from_after(int n):
    """
    >>> for_from_after(5)
    5
    """
    cdef int i
    for i from 0 <= i < n:
        pass
    return i


def c_array_items():
    """
    >>> c_array_items()
    [3, 1, 2]
    """
    cdef int values[3]
    cdef int value
    values[0], values[1], values[2] = 3, 1, 2
    result = []
    for value in values:
        result.append(value)
    return result


def bytes_items(bytes data):
    """
    >>> bytes_items(b'abc')
    294
    """
    cdef unsigned char letter
    cdef int total = 0
    for letter in data:
        total += letter
    return total


def text_items(str text):
    """
    >>> text_items('hello world')
    3
    """
    cdef int vowels = 0
    for letter in text:
        if letter in 'aeiou':
            vowels += 1
    return vowels


def enumerated(list values):
    """
    >>> enumerated(['a', 'b'])
    '0a1b'
    """
    cdef int i
    text = ''
    for i, value in enumerate(values):
        text += f'{i}{value}'
    return text


def reversed_range(int n):
    """
    >>> reversed_range(3)
    [2, 1, 0]
    """
    cdef int i
    result = []
    for i in reversed(range(n)):
        result.append(i)
    return result


def infinite(int n):
    """
    >>> infinite(5)
    (5, 10)
    """
    cdef int i = 0, total = 0
    while True:
        if i == n:
            break
        total += i
        i += 1
    return i, total


def while_with_c_condition(unsigned int n):
    """
    >>> while_with_c_condition(12)
    (3, 4)
    """
    cdef int ones = 0, length = 0
    n = n | 1
    while n:
        ones += n & 1
        n >>= 1
        length += 1
    return ones, length


def primes(int count):
    """
    >>> primes(10)
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    """
    cdef int found[100]
    cdef int length = 0, candidate = 2, i
    while length < count:
        for i in found[:length]:
            if candidate % i == 0:
                break
        else:
            found[length] = candidate
            length += 1
        candidate += 1
    return [i for i in found[:length]]
