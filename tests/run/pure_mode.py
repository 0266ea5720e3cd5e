"""Pure mode: types by annotations, decorators and functions of the module `cython`, in valid Python."""

import cython


@cython.cfunc
@cython.returns(cython.int)
@cython.locals(a=cython.int, b=cython.int)
def add(a, b):
    return a + b


@cython.cfunc
def square(x: cython.double) -> cython.double:
    return x * x


@cython.ccall
def exported(x: cython.int) -> cython.int:
    """
    >>> exported(4)
    8
    """
    return x * 2


def calls(a: cython.int, b: cython.double):
    """
    >>> calls(3, 2.0)
    (6, 4.0, 6)
    """
    return add(a, a), square(b), exported(a)


def typed_locals(n: cython.int):
    """
    >>> typed_locals(10)
    (45, 22.5)
    """
    i: cython.int
    total: cython.long = 0
    half: cython.double = 0
    for i in range(n):
        total += i
        half += i / 2
    return total, half


@cython.locals(i=cython.int, total=cython.longlong)
def locals_by_decorator(n):
    """
    >>> locals_by_decorator(5)
    10
    """
    total = 0
    for i in range(n):
        total += i
    return total


def declared():
    """
    >>> declared()
    (5, 2.5)
    """
    a = cython.declare(cython.int, 5)
    b: cython.double = cython.declare(cython.double)
    b = a / 2
    return a, b


def casts(x: cython.double):
    """
    >>> casts(2.9)
    2
    """
    return cython.cast(cython.int, x)


@cython.cdivision(True)
@cython.boundscheck(False)
def directives(values: list, i: cython.Py_ssize_t):
    """
    >>> directives([1, 2, 3], 1)
    2
    """
    return values[i]


@cython.cclass
class Point:
    """
    >>> point = Point(3, 4)
    >>> point.norm(), point.x
    (5.0, 3)
    >>> Point(1, 2.5).scaled(2)
    (2, 5.0)
    """

    x = cython.declare(cython.int, visibility='public')
    y: cython.double

    def __init__(self, x, y):
        self.x = x
        self.y = y

    @cython.cfunc
    def squared(self) -> cython.double:
        return self.x * self.x + self.y * self.y

    def norm(self):
        """Return the length."""
        return self.squared() ** 0.5

    def scaled(self, factor: cython.int):
        """Return the scaled coordinates."""
        return self.x * factor, self.y * factor


def no_gil(n: cython.int):
    """
    >>> no_gil(5)
    10
    """
    i: cython.int
    total: cython.int = 0
    with cython.nogil:
        for i in range(n):
            total += i
    return total


def compiled():
    """
    >>> compiled() in (True, False)
    True
    """
    if cython.compiled:
        return True
    return False


def python_float(x: float, y: int):
    """
    >>> python_float(1.5, 2)
    (3.0, 4)
    """
    return x * 2, y * 2


def optional(values: list = None):
    """
    >>> optional(), optional([1])
    (0, 1)
    """
    return 0 if values is None else len(values)


@cython.exceptval(-1)
@cython.cfunc
def checked(x: cython.int) -> cython.int:
    if x < 0:
        raise ValueError('negative')
    return x


def exceptions(x: cython.int):
    """
    >>> exceptions(5)
    5
    >>> exceptions(-5)
    Traceback (most recent call last):
    ValueError: negative
    """
    return checked(x)


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(check=False)
def inlined(x: cython.int) -> cython.int:
    return x + 1


def call_inlined(x: cython.int):
    """
    >>> call_inlined(1)
    2
    """
    return inlined(x)


def sizes():
    """
    >>> sizes() >= 1
    True
    """
    return cython.sizeof(cython.int)


@cython.cfunc
def is_positive(value: cython.int) -> cython.bint:
    with cython.nogil:
        doubled: cython.int = value * 2
        found: cython.bint = doubled > 0
        left: cython.int
        left = doubled - value
    return found and left == value


def annotated_without_gil(value: cython.int):
    """
    >>> annotated_without_gil(3), annotated_without_gil(-3)
    (True, False)
    """
    return bool(is_positive(value))


with cython.cfunc:

    def in_with(value):
        return value * 3

    @cython.returns(cython.int)
    def typed_in_with(value: cython.int):
        return value * 4


with cython.cclass:

    class InWith:
        field: cython.int

        def __init__(self, field):
            self.field = field

        def get(self):
            return self.field


with cython.cdivision(True):

    def divide_as_in_c(left: cython.int, right: cython.int):
        return left // right


def definitions_in_with():
    """
    >>> definitions_in_with()
    (6, 8, 5)
    """
    return in_with(2), typed_in_with(2), InWith(5).get()


def directives_in_with():
    """
    >>> directives_in_with()
    True
    """
    return divide_as_in_c(-7, 2) == (-3 if cython.compiled else -4)


def in_with_is_compiled():
    """
    >>> in_with_is_compiled()
    True
    """
    return not cython.compiled or not (hasattr(InWith(1), "__dict__") or "in_with" in globals())
