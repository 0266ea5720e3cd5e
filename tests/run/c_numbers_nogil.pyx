# cython: language_level=3
"""What C numbers do without the GIL: abs, divmod, powers, complex numbers, C tuples taken apart."""

import cython


cdef double complex conjugate_of(double complex z) nogil:
    return z.conjugate()


def conjugates(float complex a, double complex b, int complex c):
    """
    >>> conjugates(1+2j, 3-4j, 5+6j)
    ((1-2j), 'float complex', (3+4j), (5-6j), 'int complex')
    >>> conjugates(0, 0, 0)
    (-0j, 'float complex', -0j, 0j, 'int complex')
    """
    d = a.conjugate()
    return d, cython.typeof(d), conjugate_of(b), c.conjugate(), cython.typeof(c.conjugate())




cdef double magnitude(double complex z) nogil:
    return abs(z)


def magnitudes(float complex a, double complex b, int complex c):
    """
    >>> magnitudes(3+4j, -3-4j, 6+8j)
    (5.0, 'float', 5.0, 10.0, 'double')
    >>> magnitudes(0, 1e300+1e300j, 0)[2] > 1.4e300
    True
    >>> magnitudes(0, complex('inf'), 0)[2]
    inf
    """
    d = abs(a)
    return d, cython.typeof(d), magnitude(b), abs(c), cython.typeof(abs(c))


cdef double complex power(double complex a, double complex b) nogil:
    return a ** b


def powers(double complex a, double complex b):
    """
    >>> powers(1j, 2)
    (-1+0j)
    >>> powers(4, 0.5)
    (2+0j)
    >>> powers(3+4j, 0)
    (1+0j)
    >>> powers(0, 3) == 0
    True
    """
    result = power(a, b)
    return complex(round(result.real, 12), round(result.imag, 12))


def small_power(float complex z):
    """
    >>> small_power(1+1j)
    True
    """
    cdef float complex result
    with nogil:
        result = z ** 2
    return abs(result - 2j) < 1e-6


cdef double complex quotient(double complex a, double complex b) except * nogil:
    return a / b


@cython.cdivision(True)
cdef double complex quotient_in_c(double complex a, double complex b) noexcept nogil:
    return a / b


def quotients(a, b):
    """
    >>> quotients(5+5j, 1+2j)
    ((3-1j), (3-1j))
    >>> quotients(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: float division
    """
    return quotient(a, b), quotient_in_c(a, b)


def divide_integers(int a, long b):
    """
    >>> [divide_integers(a, b) for a, b in ((7, 2), (-7, 2), (7, -2), (-7, -2), (0, 3))]
    [(3, 1), (-4, 1), (-4, -1), (3, -1), (0, 0)]
    >>> divide_integers(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    cdef long q, r
    with nogil:
        q, r = divmod(a, b)
    return q, r


def divide_floats(double a, float b, int c):
    """
    >>> divide_floats(7.5, 2, -2)
    ((3.0, 1.5), (-4.0, -0.5), '(double, double)')
    >>> divide_floats(-0.0, 2, 3)[0]
    (-0.0, 0.0)
    >>> divide_floats(1, 0, 1)
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    pair = divmod(a, b)
    return pair, divmod(a, c), cython.typeof(pair)


def divide_extremes(long long a, unsigned int b):
    """
    >>> divide_extremes(-2**63, 4294967295)
    ((-9223372036854775808, 0), (2147483647, 1))
    """
    return divmod(a, 1), divmod(b, 2)


def least_by_minus_one(int a, int b):
    """
    >>> least_by_minus_one(-2**31, -1)
    Traceback (most recent call last):
    OverflowError: value too large to perform division
    """
    return divmod(a, b)


def divide_objects(a, int b):
    """
    >>> divide_objects(2**70, 3)
    (393530540239137101141, 1)
    >>> divide_objects('x', 3)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for divmod(): 'str' and 'int'
    """
    return divmod(a, b)


@cython.overflowcheck(True)
def checked_abs(int a, unsigned int b):
    """
    >>> checked_abs(-5, 5)
    (5, 5)
    >>> checked_abs(-2**31, 0)
    Traceback (most recent call last):
    OverflowError: value too large
    """
    return abs(a), abs(b)


cdef (int, double) pair_of(int a) noexcept nogil:
    return (a, a + 0.5)


def taken_apart(int n):
    """
    >>> taken_apart(3)
    (3, 3.5, ['int', 'double'])
    """
    cdef int a
    with nogil:
        a, b = pair_of(n)
    c, d = pair_of(n)
    return a, b, [cython.typeof(c), cython.typeof(d)]


def taken_from_itself():
    """
    >>> taken_from_itself()
    ((2, 1), 1, 2)
    """
    cdef (int, int) pair = (1, 2)
    cdef int a, b
    a, b = pair
    pair[1], pair[0] = pair
    return pair, a, b


def counted(int n):
    """
    >>> counted(5)
    (10, 'object')
    """
    total, step = pair_of(0)
    for i in range(n):
        total += i
    return total, cython.typeof(total).split()[-1]


def gathered(int n):
    """
    >>> list(gathered(3))
    [(0, 0.5), (1, 1.5), (2, 2.5)]
    """
    for i in range(n):
        a, b = pair_of(i)
        yield a, b
