"""Fused functions where Cython does not take them: inner functions, generators, coroutines, names that
become objects, declared exceptions, C methods that override others."""

cimport cython

ctypedef fused number:
    int
    double


def makes_closure(number x):
    """
    >>> makes_closure(1)(2.0), makes_closure(1.5)(2)
    (('int', 3.0), ('double', 3.5))
    """
    def inner(y):
        cdef number captured = x
        return cython.typeof(captured), captured + y
    return inner


def makes_fused(base):
    """
    >>> function = makes_fused(10)
    >>> function(1), function(1.5), function['double'](2)
    (('int', 11), ('double', 11.5), ('double', 12.0))
    >>> function.__qualname__
    'makes_fused.<locals>.inner'
    """
    def inner(number x):
        return cython.typeof(x), base + x
    return inner


def nested(number x):
    """
    >>> nested(1)(1.5, 2), nested(0.5)(3, 4)
    (('int', 'float object', 'long'), ('double', 'int', 'long'))
    """
    def inner(y, cython.integral z):
        cdef number declared
        return cython.typeof(x), cython.typeof(y), cython.typeof(z)

    def first(a, b):
        result = inner(a, b)
        return result[0], 'float object' if isinstance(a, float) else 'int', result[2]
    return first


def counts(number stop):
    """
    >>> list(counts(3)), list(counts(2.0))
    ([0, 1, 2], [0.0, 1.0])
    >>> next(counts['double'](1))
    0.0
    """
    cdef number i = 0
    while i < stop:
        yield i
        i += 1


async def waits(number x):
    """
    >>> import asyncio
    >>> asyncio.run(waits(1)), asyncio.run(waits(1.5))
    ('int', 'double')
    """
    return cython.typeof(x)


cpdef number add(number a, number b=2):
    return a + b


cdef number raises(number x) except? -1:
    if x < 0:
        raise ValueError(cython.typeof(x))
    return x


def objects():
    """
    >>> objects()
    (3, 3.5, ['double', 'int'])
    """
    function = add
    functions = {'add': add}
    return function(1), functions['add'](1.5), sorted(add.__signatures__)


def exceptions(number x):
    """
    >>> exceptions(3), exceptions(-1)
    (3, 'int')
    >>> exceptions(-1.5)
    'double'
    """
    try:
        return raises(x)
    except ValueError as error:
        return str(error)


def comprehension(number n):
    """
    >>> comprehension(3), comprehension(2.5)
    (([0, 2, 4], {'int'}), ([0.0, 2.5, 5.0], {'double'}))
    """
    return [n * i // 3 * 2 if number is int else n * i for i in range(3)] if number is double else [
        2 * i for i in range(n)], {cython.typeof(n) for _ in range(2)}


def references():
    """Nobody keeps a bound function, its arguments or its object.

    >>> import gc, weakref
    >>> o = Object()
    >>> w = weakref.ref(o)
    >>> bound = o.method
    >>> bound(1), bound['double'](2), o.method(1, 2, 3, 4, 5, 6, 7, 8, 9)
    (1, 1, 9)
    >>> del o, bound
    >>> _ = gc.collect()
    >>> w() is None
    True
    >>> import sys
    >>> value = 1234567
    >>> before = sys.getrefcount(value)
    >>> for i in range(100):
    ...     _ = Object().method(value), Object().method(value, i)
    ...     try:
    ...         Object().method(None)
    ...     except TypeError:
    ...         pass
    >>> sys.getrefcount(value) - before
    0
    """


class Object:
    def method(self, number x, *rest):
        return 1 + len(rest)


cdef class Base:
    """
    >>> Base().calls(), Derived().calls()
    ((4, 3.0), (5, 4.0))
    """

    cdef number virtual(self, number x):
        return x * 2

    def calls(self):
        cdef int i = 2
        cdef double d = 1.5
        return self.virtual(i), self.virtual(d)


cdef class Derived(Base):
    cdef number virtual(self, number x):
        return x * 2 + 1
