# cython: language_level=3, c_api_binop_methods=True
"""c_api_binop_methods: an operator's method is called for both operands, in their order."""
cimport cython


cdef class Number:
    """
    >>> Number(1) + 2, 2 + Number(1), Number(1) + Number(2)
    ('1 + int', 'int + 1', '1 + 2')
    >>> Number(1) - 2
    'subtract'
    >>> 2 - Number(1)
    Traceback (most recent call last):
    TypeError: Argument 'left' has incorrect type (expected c_operator_methods.Number, got int)
    >>> Number(1).__add__(5), Number(1).__radd__(5)
    ('1 + int', 'int + 1')
    >>> Number(2) ** 3, 3 ** Number(2), pow(Number(2), 3, 4)
    (('2', 'int', None), ('int', '2', None), ('2', 'int', 4))
    >>> Number(1) @ 1, 1 @ Number(1)
    ('1 @ int', 'int @ 1')
    >>> 1 % Number(1)
    Traceback (most recent call last):
    ZeroDivisionError: remainder
    >>> Number(1) * "x", "x" * Number(1)
    ('1 * str', 'str * 1')
    """
    cdef readonly int value

    def __init__(self, value):
        self.value = value

    def __add__(left, right):
        assert cython.typeof(left) == "Python object", cython.typeof(left)
        return f"{name(left)} + {name(right)}"

    def __sub__(Number left, right):
        return "subtract"

    def __pow__(left, right, modulus):
        return name(left), name(right), modulus

    def __matmul__(left, right):
        return f"{name(left)} @ {name(right)}"

    def __mod__(left, right):
        raise ZeroDivisionError("remainder")

    def __mul__(left, right):
        return f"{name(left)} * {name(right)}"

    def __iadd__(self, other):
        return ("in place", self.value)


def name(thing):
    return str(thing.value) if isinstance(thing, Number) else type(thing).__name__


def in_place(Number number, other):
    """
    >>> in_place(Number(3), 1)
    ('in place', 3)
    """
    result = number
    result += other
    return result


def typed(Number left, Number right):
    """
    >>> typed(Number(3), Number(4))
    '3 + 4'
    """
    return left + right


cdef class Inherits(Number):
    """
    >>> Inherits(1) + 2, 2 + Inherits(1)
    ('1 + int', 'int + 1')
    """


class Python(Number):
    """
    >>> Python(1) + 2, 2 + Python(1)
    ('1 + int', 'int + 1')
    """


class Overrides(Number):
    """
    >>> Overrides(1) + 2, 2 + Overrides(1), Overrides(1) - 1
    ('mine', 'int + 1', 'subtract')
    """
    def __add__(self, other):
        return "mine"


@cython.c_api_binop_methods(False)
cdef class PythonRules(Number):
    """
    >>> PythonRules(1) + 2, 2 + PythonRules(1), PythonRules(1) * 2
    ('left', 'right', '1 * int')
    """
    def __add__(self, other):
        assert cython.typeof(self) == "PythonRules"
        return "left"

    def __radd__(self, other):
        return "right"


@cython.c_api_binop_methods(False)
cdef class Base:
    def __add__(self, other):
        return "base left"

    def __radd__(self, other):
        return "base right"


cdef class OfC(Base):
    """
    >>> OfC() + 2, 2 + OfC(), OfC() + Base(), Base() + OfC()
    ('of c', 'of c', 'of c', 'of c')
    >>> Base() + 2, 2 + Base()
    ('base left', 'base right')
    """
    def __add__(left, right):
        return "of c"


cdef class TwoArguments:
    """
    >>> TwoArguments() ** 2, 2 ** TwoArguments()
    ('power', 'power')
    """
    def __pow__(left, right):
        return "power"
