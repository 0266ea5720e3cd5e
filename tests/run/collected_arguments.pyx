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
