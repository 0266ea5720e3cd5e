"""`binding=False`: a function of the module that a class has is no method; `always_allow_keywords=False`.

>>> class Holder:
...     bound = bound
...     unbound = unbound
...     decorated = staticmethod(bound)
>>> holder = Holder()
>>> holder.bound(), holder.unbound(5), Holder.unbound(6), holder.decorated(7)
(['Holder'], [5], [6], [7])
>>> for _ in range(3):
...     print(holder.unbound(1), holder.unbound is unbound)
[1] True
[1] True
[1] True
>>> unbound.__name__, unbound.__module__, unbound.__doc__, unbound.attribute
('unbound', 'binding', 'Stays.', 3)
>>> unbound.__get__(5) is unbound, unbound(value=2), unbound.__defaults__, (lambda: 0).__get__(5) is None
(True, [2], (None,), False)
>>> import pickle
>>> pickle.loads(pickle.dumps(unbound)) is unbound
True
>>> Methods().method(), Inner().inner(), typed()
('Methods', 'Inner', [1])

>>> is_like_bound(bound), is_like_bound(unbound), is_like_bound(lambda: 0)
(True, False, False)

>>> one(1), one(*[1])
(1, 1)
>>> one(arg=1)
Traceback (most recent call last):
...
TypeError: one() takes no keyword arguments
>>> none(x=1)
Traceback (most recent call last):
...
TypeError: none() takes no keyword arguments
>>> none(**{}), two(a=1, b=2), default(a=3), Methods().one(1)
(0, (1, 2), 3, 1)
>>> Methods().one(arg=1)
Traceback (most recent call last):
...
TypeError: one() takes no keyword arguments
>>> Inner().one(arg=2), star(a=3)
(2, ((), {'a': 3}))
"""
cimport cython


def bound(self):
    return [self if isinstance(self, int) else type(self).__name__]


@cython.binding(False)
@cython.always_allow_keywords(True)
def unbound(value=None):
    """Stays."""
    return [value]


unbound.attribute = 3


cdef class Methods:
    @cython.binding(False)
    def method(self):
        return type(self).__name__

    @cython.always_allow_keywords(False)
    def one(self, arg):
        return arg


class Inner:
    @cython.binding(False)
    def inner(self):
        return type(self).__name__

    @cython.always_allow_keywords(False)
    def one(self, arg):
        return arg


def typed():
    return unbound(1)


@cython.always_allow_keywords(False)
def one(arg):
    return arg


@cython.always_allow_keywords(False)
def none():
    return 0


@cython.always_allow_keywords(False)
def two(a, b):
    return a, b


@cython.always_allow_keywords(False)
def default(a=1):
    return a


@cython.always_allow_keywords(False)
def star(*args, **named):
    return args, named


def is_like_bound(function):
    return isinstance(function, type(bound))
