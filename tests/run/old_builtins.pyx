# cython: language_level=2
"""Builtins and metaclasses of Python 2 that Cython's language still has.

>>> import sys
>>> text = ''.join(['inter', 'ned by hand'])
>>> interned(text) is interned(''.join(['inter', 'ned by hand']))
True
>>> again(sys) is sys
True
"""


def interned(text):
    return intern(text)


def again(module):
    return reload(module)


def attribute(value, name, default):
    """
    >>> attribute(1, 'real', 5), attribute(1, 'nothing', 5)
    (1, 5)
    """
    return getattr3(value, name, default)


class Meta(type):
    def __init__(cls, name, bases, names):
        cls.made_by_meta = name


class WithMeta(object):
    """
    >>> WithMeta.made_by_meta, type(WithMeta) is Meta
    ('WithMeta', True)
    """
    __metaclass__ = Meta


class Derived(WithMeta):
    """
    >>> Derived.made_by_meta
    'Derived'
    """


def make(name, bases, names):
    return name, [base.__name__ for base in bases], names['x']


class Made(object):
    __metaclass__ = make
    x = 1


def made():
    """
    >>> made()
    ('Made', ['object'], 1)
    """
    return Made


def of_another_platform():
    """
    >>> of_another_platform()
    Traceback (most recent call last):
    NameError: name 'WindowsError' is not defined
    """
    return WindowsError


def for_every_platform():
    """
    >>> for_every_platform()
    'OSError'
    """
    try:
        return WindowsError.__name__
    except NameError:
        return OSError.__name__
