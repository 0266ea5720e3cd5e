"""Generator expressions: laziness, scope, consumption by functions, errors."""


def as_list(n):
    """
    >>> as_list(4)
    [0, 1, 4, 9]
    """
    return list(i * i for i in range(n))


def consumers(n):
    """
    >>> consumers(5)
    (30, True, False, 16, 0, [0, 1, 4, 9, 16], {0, 1, 4, 9, 16}, '01234')
    """
    return (sum(i * i for i in range(n)), any(i > 3 for i in range(n)), all(i for i in range(n)),
            max(i * i for i in range(n)), min(i * i for i in range(n)), sorted(i * i for i in range(n)),
            set(i * i for i in range(n)), ''.join(str(i) for i in range(n)))


def lazy():
    """
    >>> lazy()
    (['start'], 1, ['start', 1], 2)
    """
    log = ['start']

    def note(value):
        log.append(value)
        return value

    generator = (note(value) for value in (1, 2, 3))
    before = log[:]
    first = next(generator)
    return before, first, log[:], next(generator)


def first_iterable_is_eager():
    """
    >>> first_iterable_is_eager()
    "'int' object is not iterable"
    """
    try:
        (i for i in 5)
    except TypeError as error:
        return str(error)


def second_iterable_is_lazy():
    """
    >>> second_iterable_is_lazy()
    'made'
    """
    generator = (j for i in (1, 2) for j in 5)
    return 'made' if generator else ''


def late_binding():
    """
    >>> late_binding()
    [10, 20]
    """
    factor = 1
    generator = (i * factor for i in (1, 2))
    factor = 10
    return list(generator)


def first_iterable_binds_early():
    """
    >>> first_iterable_binds_early()
    [1, 2]
    """
    values = [1, 2]
    generator = (value for value in values)
    values = [3, 4]
    return list(generator)


def any_stops_early(values):
    """
    >>> any_stops_early([0, 5, 'not compared'])
    True
    """
    return any(value > 3 for value in values)


def nested(n):
    """
    >>> nested(3)
    [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]
    """
    return list((i, j) for i in range(n) for j in (k for k in range(i + 1)))


def chained(n):
    """
    >>> chained(6)
    [0, 16]
    """
    numbers = (i for i in range(n))
    evens = (i for i in numbers if i % 2 == 0)
    squares = (i * i for i in evens)
    return [square for square in squares if square != 4]


def exhausted():
    """
    >>> exhausted()
    ([0, 1], [])
    """
    generator = (i for i in range(2))
    return list(generator), list(generator)


def own_scope(i):
    """
    >>> own_scope('outer')
    ([0, 1], 'outer')
    """
    return list(i for i in range(2)), i


def names():
    """
    >>> names()
    ('generator', '<genexpr>', 'names.<locals>.<genexpr>')
    """
    generator = (i for i in ())
    return type(generator).__name__, generator.__name__, generator.__qualname__


def error_inside(values):
    """After an error the generator is finished.

    >>> error_inside([1, 0, 2])
    (1.0, 'ZeroDivisionError', [])
    """
    generator = (1 / value for value in values)
    first = next(generator)
    try:
        next(generator)
    except ZeroDivisionError as error:
        return first, type(error).__name__, list(generator)


def captured_by_lambda(n):
    """
    >>> captured_by_lambda(3)
    [0, 10, 20]
    """
    functions = (lambda: i * 10 for i in range(n))
    return [function() for function in functions]


def argument_with_others(values):
    """
    >>> argument_with_others([3, 1, 2])
    [9, 4, 1]
    """
    return sorted((value * value for value in values), reverse=True)


def stop_iteration_inside():
    """
    >>> stop_iteration_inside()
    'generator raised StopIteration'
    """
    generator = (next(iter(())) for _ in (1,))
    try:
        list(generator)
    except RuntimeError as error:
        return str(error)


def closes():
    """
    >>> closes()
    (0, [])
    """
    generator = (i for i in range(3))
    first = next(generator)
    generator.close()
    return first, list(generator)


def unpacked(values):
    """
    >>> unpacked('ab')
    ('A', 'B')
    """
    first, second = (value.upper() for value in values)
    return first, second


def in_class_method():
    """
    >>> in_class_method()
    14
    """
    class Vector:
        def __init__(self, *values):
            self.values = values

        def squared(self):
            return sum(value * value for value in self.values)

    return Vector(1, 2, 3).squared()
