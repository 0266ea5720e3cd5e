# cython: language_level=3, cpow=True
"""Powers of C numbers: as C has them with cpow, and without."""

cimport cython


def of_integers(int a, int b):
    """
    >>> of_integers(2, 5), of_integers(-3, 3), of_integers(0, 0)
    ((32, 'int'), (-27, 'int'), (1, 'int'))
    >>> of_integers(2, -1), of_integers(1, -5), of_integers(3, 40)
    ((0, 'int'), (0, 'int'), (689956897, 'int'))
    """
    return a ** b, cython.typeof(a ** b)


def of_floats(double a, double b, float c):
    """
    >>> of_floats(2, 3, 2)
    (8.0, 8.0, 'float')
    >>> of_floats(-8, 1/3, 1)
    (nan, nan, 'float')
    >>> of_floats(0, -1, 0)
    (inf, inf, 'float')
    """
    return a ** b, c ** <float>b if a >= 0 else a ** b, cython.typeof(c ** c)


def without_gil(double a, int n):
    """
    >>> without_gil(1.5, 3)
    (3.375, 27)
    """
    cdef double x
    cdef int i
    with nogil:
        x = a ** n
        i = n ** n
    return x, i


@cython.cpow(False)
def exact(int a, int b, unsigned int c):
    """
    >>> exact(2, -1, 31)
    (0.5, 'double', 2147483648, 'unsigned int')
    >>> exact(2, 3, 0)
    (8.0, 'double', 1, 'unsigned int')
    """
    return a ** b, cython.typeof(a ** b), c and 2 ** c or 1, cython.typeof(c ** c)


@cython.cpow(None)
def by_default(double a, double b):
    """
    >>> by_default(4, 0.5)
    2.0
    >>> by_default(0, -1)
    Traceback (most recent call last):
    ZeroDivisionError: 0.0 cannot be raised to a negative power  # until 3.13
    ZeroDivisionError: zero to a negative power  # from 3.14
    """
    return a ** b


@cython.cpow(False)
def never_in_c(double a, double b):
    """
    >>> never_in_c(4, 0.5)
    2.0
    >>> never_in_c(-1, 0.5)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: Cannot convert 'complex' with non-zero imaginary component to 'double' (...
    """
    cdef double c
    with nogil:
        c = a ** b
    return c


@cython.cpow(None)
def divided(double a, double b, double c):
    """
    >>> divided(2, 2, 1)
    0.25
    >>> divided(-1, 0.5, 1)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: Cannot convert 'complex' with non-zero imaginary component to 'double' (...
    """
    with nogil:
        c /= a ** b
    return c


@cython.cpow(None)
def in_c_where_wanted(double a, double b):
    """
    >>> in_c_where_wanted(-1, 0.5)
    nan
    """
    cdef double c = a ** b
    return c


cdef int same(int value):
    return value


@cython.cpow(None)
def of_integers_for_integers(int a, int b):
    """
    >>> of_integers_for_integers(2, 5), of_integers_for_integers(3, -1)
    ((32, 32, 32, 32.0), (0, 0, 0, 0.3333333333333333))
    """
    cdef int result = a ** b
    cdef long[2] items
    items[1] = a ** b
    return result, same(a ** b), items[1], a ** b


def chosen_for_integer(int a, int b, bint x):
    """
    >>> chosen_for_integer(2, 5, True), chosen_for_integer(2, -1, True), chosen_for_integer(2, 5, False)
    ((32, 33), (0, 1), (3, 4))
    """
    cdef int i, j
    with nogil:
        i = a ** b if x else 3
        j = 4 if not x else (a ** b + 1 if b > 100 else a ** b)
    return i, j + x


@cython.cpow(None)
def chosen_by_default(double a, double b, int k, int n, bint x, o=None):
    """
    >>> chosen_by_default(-4, 0.5, 2, 3, False, 7)
    (1.5, 2, 3, 7, 2.5)
    >>> real, integer, soft, other, more = chosen_by_default(-4, 0.5, 2, 3, True)
    >>> real, integer, more
    (nan, 8, 10.0)
    >>> abs(soft - 2j) < 1e-9, abs(other - 2j) < 1e-9
    (True, True)
    """
    cdef double real
    cdef int integer
    with nogil:
        real = a ** b if x else 1.5
        integer = k ** n if x else 2
    return real, integer, a ** b if x else 3, a ** b if x else o, (k ** n if x else 0.5) + 2


@cython.cpow(None)
def chosen_for_float(int a, int b, bint x):
    """
    >>> chosen_for_float(2, -1, True), chosen_for_float(2, -1, False)
    (0.5, 3.0)
    """
    cdef double real = a ** b if x else 3
    return real
