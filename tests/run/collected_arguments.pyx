"""What `*` and `**` collect has its type, as long as nothing else is bound to the name."""

cimport cython


def types(*args, **kwargs):
    """
    >>> types(1, a=2)
    ('tuple object', 'dict object', 1, 2)
    """
    return cython.typeof(args), cython.typeof(kwargs), args[0], kwargs["a"]


def rebound(*args, **kwargs):
    """
    >>> rebound(1, a=2)
    (['changed', 1], [('a', 2)])
    """
    args = list(args)
    args.insert(0, "changed")
    kwargs = list(kwargs.items())
    return args, kwargs


def captured(*args, **kwargs):
    """
    >>> captured(1, a=2)()
    ((1,), {'a': 2}, 'tuple object')
    """
    def inner():
        return args, kwargs, cython.typeof(args)
    return inner


def generator(*args):
    """
    >>> list(generator(1, 2))
    [1, 2]
    """
    for each in args:
        yield each


def deleted(flag, *args):
    """
    >>> deleted(False, 1)
    (1,)
    >>> deleted(True, 1)
    Traceback (most recent call last):
    UnboundLocalError: local variable 'args' referenced before assignment
    """
    if flag:
        del args
    return args


class Owner:
    def __init__(self, *args, **kwargs):
        """
        >>> Owner(1, b=2).all
        ((1,), {'b': 2})
        """
        self.all = args, kwargs


def collect(*args):
    return args


def collect_with(*args, key=1, **rest):
    return args, key, rest


def collect_rest(first, *args):
    return first, args


class Collector:
    def method(self, *args, key=None):
        return args, key

    def without_self(*args):
        return args

    @staticmethod
    def static(*args):
        return args


cdef class Extension:
    def method(self, *args):
        return args


def spread(function, *args, **keywords):
    result = function(*args, **keywords)
    return result, any(part is args for part in (result if type(result) is tuple else ()))


def passed_on():
    """What is spread is collected as it is: no tuple is made of a tuple.

    >>> args = (1, 2, 3)
    >>> whole(collect, args), whole(collect, [1, 2]), whole(collect, ())
    ((True, (1, 2, 3)), (False, (1, 2)), (True, ()))
    >>> spread(collect_with, 1, 2, key=3, other=4)
    (((1, 2), 3, {'other': 4}), True)
    >>> spread(Collector().method, 1, 2, key=3), spread(Extension().method, *range(20))[0] == tuple(range(20))
    ((((1, 2), 3), True), True)
    >>> whole(Collector.static, args), len(spread(Collector().without_self, 5)[0]), spread(collect_rest, 1, 2, 3)
    ((True, (1, 2, 3)), 2, ((1, (2, 3)), False))
    >>> spread(collect_with, 1, 2, key=3, key2=5, **{str(i): i for i in range(30)})[0][2]['29']
    29
    >>> whole_with(collect_with, {2: 1})
    Traceback (most recent call last):
    TypeError: keywords must be strings
    >>> spread(collect, key=1)
    Traceback (most recent call last):
    TypeError: collect() got an unexpected keyword argument 'key'
    """


def whole_with(function, keywords):
    return function(*(1, 2), **keywords)


def whole(function, args):
    result = function(*args)
    return result is args, result
