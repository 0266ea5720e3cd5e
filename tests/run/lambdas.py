"""Lambdas: parameters of all kinds, defaults, capture, names, nesting."""

IDENTITY = lambda value: value


def simple():
    """
    >>> simple()
    (3, 'x', None)
    """
    return (lambda a, b: a + b)(1, 2), (lambda: 'x')(), (lambda: None)()


def parameters():
    """
    >>> parameters()
    ((1, 2, (3,), 4, {'e': 5}), (1, 'b', (), 'd', {}))
    """
    function = lambda a, b='b', *c, d='d', **e: (a, b, c, d, e)
    return function(1, 2, 3, d=4, e=5), function(1)


def keyword_only():
    """
    >>> keyword_only()
    "keyword_only.<locals>.<lambda>() missing 1 required keyword-only argument: 'a'"
    """
    try:
        (lambda *, a: a)()
    except TypeError as error:
        message = str(error)
    return message if 'locals' in message else 'keyword_only.<locals>.' + message


def names():
    """
    >>> names()
    ('<lambda>', 'names.<locals>.<lambda>', '<lambda>')
    """
    function = lambda: 0
    return function.__name__, function.__qualname__, IDENTITY.__qualname__


def module_level():
    """
    >>> module_level()
    5
    """
    return IDENTITY(5)


def nested(a):
    """
    >>> nested(1)(2)(3)
    6
    """
    return lambda b: lambda c: a + b + c


def sort_key(values):
    """
    >>> sort_key(['bb', 'a', 'ccc'])
    ['ccc', 'bb', 'a']
    """
    return sorted(values, key=lambda value: -len(value))


def in_dictionary(name):
    """
    >>> in_dictionary('add'), in_dictionary('power')
    (7, 81)
    """
    operations = {'add': lambda a, b: a + b, 'power': lambda a, b: a ** b}
    return operations[name](3, 4)


def conditional_body(value):
    """
    >>> conditional_body(1), conditional_body(-1)
    ('plus', 'minus')
    """
    return (lambda x: 'plus' if x > 0 else 'minus')(value)


def recursive(n):
    """
    >>> recursive(5)
    120
    """
    factorial = lambda k: 1 if k < 2 else k * factorial(k - 1)
    return factorial(n)


def as_default(function=lambda value: value * 2):
    """
    >>> as_default(), as_default(lambda value: value + 1)
    (10, 6)
    """
    return function(5)


def immediately_captured():
    """
    >>> immediately_captured()
    [0, 1, 2]
    """
    return [(lambda x: lambda: x)(i)() for i in range(3)]


def with_walrus():
    """
    >>> with_walrus()
    (9, 'outer')
    """
    x = 'outer'
    result = (lambda value: (x := value) * x)(3)
    return result, x


def in_class():
    """
    >>> in_class()
    (25, 'in_class.<locals>.Shape.<lambda>')
    """
    class Shape:
        area = lambda self: self.side ** 2
        side = 5
    return Shape().area(), Shape.area.__qualname__


def mapped(values):
    """
    >>> mapped([1, 2, 3])
    ([2, 4, 6], [3])
    """
    return list(map(lambda value: value * 2, values)), list(filter(lambda value: value > 2, values))


def wrong_call():
    """
    >>> wrong_call()
    True
    """
    try:
        (lambda a: a)()
    except TypeError as error:
        return str(error).endswith("<lambda>() missing 1 required positional argument: 'a'")
