"""Comprehensions of lists, sets and dicts: conditions, nesting, scope, capture."""


def squares(n):
    """
    >>> squares(4)
    [0, 1, 4, 9]
    """
    return [i * i for i in range(n)]


def sets_and_dicts(values):
    """
    >>> sets_and_dicts([1, 2, 2])
    ({1, 4}, {1: 1, 2: 4})
    >>> sets_and_dicts([[]])
    Traceback (most recent call last):
    TypeError: can't multiply sequence by non-int of type 'list'
    """
    return {value * value for value in values}, {value: value * value for value in values}


def conditions(n):
    """
    >>> conditions(20)
    [6, 12, 18]
    """
    return [i for i in range(n) if i % 2 == 0 if i % 3 == 0 if i]


def two_loops(a, b):
    """
    >>> two_loops('ab', [1, 2])
    ['a1', 'a2', 'b1', 'b2']
    """
    return [x + str(y) for x in a for y in b]


def dependent_loops(rows):
    """
    >>> dependent_loops([[1, 2], [], [3]])
    [1, 2, 3]
    """
    return [value for row in rows for value in row]


def conditions_between(n):
    """
    >>> conditions_between(5)
    [(1, 0), (3, 0), (3, 1), (3, 2)]
    """
    return [(i, j) for i in range(n) if i % 2 for j in range(i) if True]


def nested(n):
    """
    >>> nested(3)
    [[0], [0, 1], [0, 1, 2]]
    """
    return [[j for j in range(i + 1)] for i in range(n)]


def transpose(rows):
    """
    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    return [[row[i] for row in rows] for i in range(len(rows[0]))]


def own_scope(i):
    """
    >>> own_scope('outer')
    ([0, 1], 'outer')
    """
    result = [i for i in range(2)]
    return result, i


def target_does_not_leak():
    """
    >>> target_does_not_leak()
    'no leak'
    """
    [leaked for leaked in (1, 2)]
    try:
        return leaked
    except NameError:
        return 'no leak'


def uses_outer(factor, offset):
    """
    >>> uses_outer(10, 1)
    [1, 11, 21]
    """
    return [i * factor + offset for i in range(3)]


def lambdas_capture_last():
    """
    >>> lambdas_capture_last()
    [2, 2, 2]
    """
    return [function() for function in [lambda: i for i in range(3)]]


def lambdas_capture_default():
    """
    >>> lambdas_capture_default()
    [0, 1, 2]
    """
    return [function() for function in [lambda i=i: i for i in range(3)]]


def capture_outer_variable():
    """
    >>> capture_outer_variable()
    ['new', 'new']
    """
    name = 'old'
    functions = [lambda: name for _ in range(2)]
    name = 'new'
    return [function() for function in functions]


def walrus_leaks(values):
    """
    >>> walrus_leaks([1, 2, 3])
    ([2, 4, 6], 6)
    """
    result = [last := value * 2 for value in values]
    return result, last


def unpacking_target(pairs):
    """
    >>> unpacking_target([(1, (2, 3)), (4, (5, 6))])
    [6, 15]
    >>> unpacking_target([(1, 2)])
    Traceback (most recent call last):
    TypeError: cannot unpack non-iterable int object
    """
    return [a + b + c for a, (b, c) in pairs]


def first_iterable_is_evaluated_outside():
    """
    >>> first_iterable_is_evaluated_outside()
    [0, 1, 2]
    """
    x = 3
    return [x for x in range(x)]


def dict_order(pairs):
    """The key is evaluated before the value.

    >>> dict_order('ab')
    ({'a': 'a', 'b': 'b'}, ['key a', 'value a', 'key b', 'value b'])
    """
    log = []

    def note(kind, value):
        log.append(f'{kind} {value}')
        return value

    return {note('key', letter): note('value', letter) for letter in pairs}, log


def error_inside(values):
    """
    >>> error_inside([1, 0])
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    return [1 / value for value in values]


def not_iterable(value):
    """
    >>> not_iterable(3)
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    """
    return {item for item in value}


def conditional_element(n):
    """
    >>> conditional_element(4)
    ['even', 1, 'even', 3]
    """
    return ['even' if i % 2 == 0 else i for i in range(n)]


def dict_inversion(mapping):
    """
    >>> dict_inversion({'a': 1, 'b': 2})
    {1: 'a', 2: 'b'}
    """
    return {value: key for key, value in mapping.items()}


SIZE = 2
MODULE_LEVEL = [i * SIZE for i in range(3)]


def module_level():
    """
    >>> module_level()
    ([0, 2, 4], False)
    """
    return MODULE_LEVEL, 'i' in globals()


class ClassLevel:
    """The first iterable sees the names of the class body, the rest does not.

    >>> ClassLevel.values, ClassLevel.globals_inside
    ([0, 1, 2], [2, 2])
    """

    SIZE = 3
    values = [i for i in range(SIZE)]
    globals_inside = [SIZE for _ in range(2)]


def deep(n):
    """
    >>> deep(2)
    [[[0], [0]], [[0], [0, 1]]]
    """
    return [[[k for k in range(min(i, j) + 1)] for j in range(n)] for i in range(n)]


def over_a_dict_that_it_builds(n):
    """
    >>> over_a_dict_that_it_builds(3)
    [(0, 0), (1, 1), (2, 4)]
    """
    return sorted({i: i * i for i in range(n)}.items())


def yields_big_ints(n):
    """
    >>> yields_big_ints(65)[-2:]
    [9223372036854775808, 18446744073709551616]
    """
    return [2 ** i for i in range(n)]
