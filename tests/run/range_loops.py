"""Loops over range(): all forms of bounds and steps, and the loop variable during and after the loop."""


def one_bound(n):
    """
    >>> one_bound(3), one_bound(0), one_bound(-3), one_bound(True)
    ([0, 1, 2], [], [], [0])
    >>> one_bound(1.0)
    Traceback (most recent call last):
    TypeError: 'float' object cannot be interpreted as an integer
    >>> one_bound('3')
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    """
    result = []
    for i in range(n):
        result.append(i)
    return result


def two_bounds(start, stop):
    """
    >>> two_bounds(2, 5), two_bounds(5, 2), two_bounds(-2, 1)
    ([2, 3, 4], [], [-2, -1, 0])
    >>> two_bounds(2**63 - 2, 2**63 + 1)
    [9223372036854775806, 9223372036854775807, 9223372036854775808]
    >>> two_bounds(2**63 - 3, 2**63 - 1)
    [9223372036854775805, 9223372036854775806]
    >>> two_bounds(-2**63 - 1, -2**63 + 1)
    [-9223372036854775809, -9223372036854775808]
    """
    result = []
    for i in range(start, stop):
        result.append(i)
    return result


def with_step(start, stop, step):
    """
    >>> with_step(0, 10, 3), with_step(10, 0, -3), with_step(0, 10, -1), with_step(0, 1, 100)
    ([0, 3, 6, 9], [10, 7, 4, 1], [], [0])
    >>> with_step(0, 5, 0)
    Traceback (most recent call last):
    ValueError: range() arg 3 must not be zero
    >>> with_step(2**63 - 5, 2**63 - 1, 3)
    [9223372036854775803, 9223372036854775806]
    >>> with_step(-2**63 + 2, -2**63, -2)
    [-9223372036854775806]
    >>> with_step(0, 2**65, 2**64)
    [0, 18446744073709551616]
    >>> with_step(0, 3, 1.0)
    Traceback (most recent call last):
    TypeError: 'float' object cannot be interpreted as an integer
    """
    result = []
    for i in range(start, stop, step):
        result.append(i)
    return result


def constant_steps(n):
    """
    >>> constant_steps(6)
    ([0, 2, 4], [6, 5, 4, 3, 2, 1], [5, 2], [6, 1, -4])
    >>> constant_steps(0)
    ([], [], [], [0])
    """
    up = [i for i in range(0, n, 2)]
    down = [i for i in range(n, 0, -1)]
    threes = [i for i in range(n - 1, 0, -3)]
    fives = [i for i in range(n, -5, -5)]
    return up, down, threes, fives


def variable_after(n):
    """
    >>> variable_after(3), variable_after(0)
    (2, 'unset')
    """
    i = 'unset'
    for i in range(n):
        pass
    return i


def unbound_after(n):
    """
    >>> unbound_after(2)
    1
    >>> unbound_after(0)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    UnboundLocalError
    """
    for i in range(n):
        pass
    return i


def modified_inside(n):
    """Assigning to the variable does not change the iteration.

    >>> modified_inside(4)
    ([0, 100, 2, 102], 103)
    """
    seen = []
    for i in range(n):
        if i % 2:
            i = i + 99
        seen.append(i)
        if i == 102:
            i += 1
    return seen, i


def bounds_change_inside(n):
    """
    >>> bounds_change_inside(3)
    (3, 6)
    """
    steps = 0
    for i in range(n):
        n += 1
        steps += 1
    return steps, n


def with_else(n, stop):
    """
    >>> with_else(3, 5), with_else(3, 1), with_else(0, 0)
    ('end', 'break at 1', 'end')
    """
    for i in range(n):
        if i == stop:
            result = f'break at {i}'
            break
    else:
        result = 'end'
    return result


def with_continue(n):
    """
    >>> with_continue(7)
    [1, 3, 5]
    """
    result = []
    for i in range(n):
        if i % 2 == 0:
            continue
        result.append(i)
    return result


def nested(n):
    """
    >>> nested(3)
    [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]
    """
    result = []
    for i in range(n):
        for j in range(i + 1):
            result.append((i, j))
    return result


def nested_break(n):
    """
    >>> nested_break(4)
    ([(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)], 3, 3)
    """
    result = []
    for i in range(n):
        for j in range(n):
            if j == i:
                break
            result.append((i, j))
    return result, i, j


def same_variable_twice(n):
    """
    >>> same_variable_twice(3)
    [2, 2, 2]
    """
    result = []
    for i in range(n):
        for i in range(n):
            pass
        result.append(i)
    return result


def reversed_range(n):
    """
    >>> reversed_range(4)
    [3, 2, 1, 0]
    """
    return [i for i in reversed(range(n))]


def sum_of_squares(n):
    """
    >>> sum_of_squares(10)
    285
    >>> sum_of_squares(1000)
    332833500
    """
    total = 0
    for i in range(n):
        total += i * i
    return total


def powers(n):
    """
    >>> powers(64), powers(70)
    (18446744073709551615, 1180591620717411303423)
    """
    total = 0
    for i in range(n):
        total += 2 ** i
    return total


def return_inside(n):
    """
    >>> return_inside(10), return_inside(2)
    (25, None)
    """
    for i in range(n):
        if i * i > 20:
            return i * i


class Index:
    """An object that range() accepts."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def index_objects(n):
    """
    >>> index_objects(Index(3))
    [0, 1, 2]
    >>> two_bounds(Index(1), Index(3))
    [1, 2]
    """
    return [i for i in range(n)]


def range_is_shadowed(n):
    """
    >>> range_is_shadowed(3)
    ['a', 'b']
    """
    def range(_):
        return 'ab'

    return [i for i in range(n)]


def range_object(n):
    """
    >>> range_object(5)
    (range(0, 5), 5, [4, 3, 2, 1, 0], True)
    """
    numbers = range(n)
    return numbers, len(numbers), [number for number in numbers[::-1]], 3 in numbers


def deleted_inside(n):
    """
    >>> deleted_inside(2)
    'unbound'
    """
    for i in range(n):
        del i
    try:
        return i
    except UnboundLocalError:
        return 'unbound'


def collatz(limit):
    """
    >>> collatz(30)
    (27, 111)
    """
    best = best_length = 0
    for start in range(1, limit):
        value = start
        length = 0
        while value != 1:
            value = 3 * value + 1 if value % 2 else value // 2
            length += 1
        if length > best_length:
            best, best_length = start, length
    return best, best_length


def backward(*arguments):
    """
    >>> backward(4), backward(2, 7), backward(0, 10, 3), backward(10, 0, -4), backward(3, 3)
    ([3, 2, 1, 0], [6, 5, 4, 3, 2], [9, 6, 3, 0], [2, 6, 10], [])
    >>> backward(True), backward(2**70, 2**70 + 2) == [2**70 + 1, 2**70]
    ([0], True)
    >>> backward(-(2**63), 2**63 - 1, 2**62)
    [4611686018427387904, 0, -4611686018427387904, -9223372036854775808]
    >>> backward(2**63 - 1, -(2**63), -(2**62))
    [-4611686018427387905, -1, 4611686018427387903, 9223372036854775807]
    >>> backward("4")
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    >>> backward(1, 2, 0)
    Traceback (most recent call last):
    ValueError: range() arg 3 must not be zero
    """
    found = []
    if len(arguments) == 1:
        stop = arguments[0]
        for number in reversed(range(stop)):
            found.append(number)
    elif len(arguments) == 2:
        start, stop = arguments
        for number in reversed(range(start, stop)):
            found.append(number)
            start = stop = None
    else:
        start, stop, step = arguments
        for number in reversed(range(start, stop, step)):
            found.append(number)
    return found


def first_backward(start, stop):
    """
    >>> first_backward(-(2**63), 2**63 - 1), first_backward(0, 2**63 - 1), first_backward(0, 2**64)
    (9223372036854775806, 9223372036854775806, 18446744073709551615)
    """
    for number in reversed(range(start, stop)):
        return number
