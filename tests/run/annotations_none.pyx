"""Parameters that are annotated with a number's type and have None as their default: Python's type."""

import cython


def floating(x: float = None):
    """
    >>> floating(), floating(1.5), floating(None)
    ((None, 'float object'), (1.5, 'float object'), (None, 'float object'))
    >>> floating('x')
    Traceback (most recent call last):
    TypeError: Argument 'x' has incorrect type (expected float, got str)
    """
    return x, cython.typeof(x)


def named(x: cython.double = None, *, b: cython.bint = None):
    """
    >>> named(), named(2.5, b=True)
    ((None, None, 'float object', 'bool object'), (2.5, True, 'float object', 'bool object'))
    >>> named(b=1)
    Traceback (most recent call last):
    TypeError: Argument 'b' has incorrect type (expected bool, got int)
    """
    return x, b, cython.typeof(x), cython.typeof(b)


def complex_number(z: complex = None):
    """
    >>> complex_number(), complex_number(1j)
    ((None, 'complex object'), (1j, 'complex object'))
    >>> complex_number(1)
    Traceback (most recent call last):
    TypeError: Argument 'z' has incorrect type (expected complex, got int)
    """
    return z, cython.typeof(z)


def other_defaults(x: float = 2, z: complex = 1, b: cython.bint = 0):
    """
    >>> other_defaults()
    (2.0, (1+0j), False)
    """
    return x, z, b


def computed(x: float = None):
    """
    >>> computed(), computed(1.5)
    (0.0, 3.0)
    """
    return 0.0 if x is None else x * 2


class Class:
    def method(self, x: float = None):
        """
        >>> Class().method(), Class().method(1.5)
        (None, 1.5)
        """
        return x


cdef class Extension:
    def method(self, x: float = None):
        """
        >>> Extension().method(), Extension().method(1.5)
        (None, 1.5)
        """
        return x


def generate(x: float = None):
    """
    >>> list(generate()), list(generate(1.5))
    ([None], [1.5])
    """
    yield x


def converted(x: float = None, y: float | None = 99):
    """An int is a float where a float is asked for.

    >>> converted(), converted(1, 2), converted(2.5, None)
    ((None, 99.0), (1.0, 2.0), (2.5, None))
    >>> converted("1.0")
    Traceback (most recent call last):
    TypeError: Argument 'x' has incorrect type (expected float, got str)
    >>> converted(10**400)
    Traceback (most recent call last):
    OverflowError: int too large to convert to float
    """
    return x, y
