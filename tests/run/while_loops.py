"""while: conditions of all kinds, else, break, continue, nesting."""


def count(n):
    """
    >>> count(3), count(0), count(-1), count(2.5)
    (3, 0, 0, 3)
    """
    i = 0
    while i < n:
        i += 1
    return i


def until_empty(values):
    """
    >>> until_empty([1, 2, 3])
    [3, 2, 1]
    """
    result = []
    while values:
        result.append(values.pop())
    return result


def forever(limit):
    """
    >>> forever(5)
    5
    """
    n = 0
    while True:
        if n == limit:
            break
        n += 1
    return n


def never():
    """
    >>> never()
    'never ran'
    """
    while False:
        return 'ran'
    return 'never ran'


def with_else(n, stop):
    """
    >>> with_else(3, 10), with_else(3, 1), with_else(0, 0)
    ((3, 'else'), (1, None), (0, 'else'))
    """
    i = 0
    result = None
    while i < n:
        if i == stop:
            break
        i += 1
    else:
        result = 'else'
    return i, result


def with_continue(n):
    """
    >>> with_continue(6)
    9
    """
    i = total = 0
    while i < n:
        i += 1
        if not i % 2:
            continue
        total += i
    return total


def condition_error(values):
    """
    >>> condition_error([1, 'a'])
    Traceback (most recent call last):
    TypeError: '>' not supported between instances of 'str' and 'int'
    """
    i = 0
    while values[i] > 0:
        i += 1


def walrus_condition(values):
    """
    >>> walrus_condition([3, 2, 0, 5])
    ([3, 2], 0)
    """
    iterator = iter(values)
    seen = []
    while value := next(iterator):
        seen.append(value)
    return seen, value


def nested(n):
    """
    >>> nested(3)
    [(0, 2), (0, 1), (1, 2), (1, 1), (2, 2), (2, 1)]
    """
    result = []
    i = 0
    while i < n:
        j = n - 1
        while j:
            result.append((i, j))
            j -= 1
        i += 1
    return result


def break_inner_only(n):
    """
    >>> break_inner_only(3)
    3
    """
    i = 0
    while i < n:
        while True:
            break
        i += 1
    return i


def return_from_nested():
    """
    >>> return_from_nested()
    (2, 3)
    """
    i = 0
    while True:
        j = 0
        while j < 5:
            if i * j == 6:
                return i, j
            j += 1
        i += 1


def binary_search(values, wanted):
    """
    >>> binary_search([1, 3, 5, 7, 9], 7), binary_search([1, 3], 2), binary_search([], 1)
    (3, -1, -1)
    """
    low, high = 0, len(values) - 1
    while low <= high:
        middle = (low + high) // 2
        if values[middle] == wanted:
            return middle
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle - 1
    return -1


def grows_past_machine_word(n):
    """
    >>> grows_past_machine_word(10**19)
    (12157665459056928801, 40)
    """
    value = 1
    steps = 0
    while value < n:
        value *= 3
        steps += 1
    return value, steps


def linked_list(node):
    """
    >>> linked_list((1, (2, (3, None))))
    6
    >>> linked_list(None)
    0
    """
    total = 0
    while node is not None:
        value, node = node
        total += value
    return total


def continue_in_else(values):
    """
    >>> continue_in_else([2, 0])
    [2, 1, 'else', 'else']
    """
    result = []
    for value in values:
        while value:
            result.append(value)
            value -= 1
        else:
            result.append('else')
            continue
    return result
