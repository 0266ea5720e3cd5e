# cython: language_level=3
"""Complex numbers of C integers: arithmetic, conversions, casts; quotients are of doubles."""

import cython


def arithmetic(int complex a, int complex b):
    """
    >>> arithmetic(1+2j, 3-4j)
    ((4-2j), (-2+6j), (11+2j), (-1-2j), False, True)
    >>> arithmetic(5, 5)[4:]
    (True, False)
    """
    return a + b, a - b, a * b, -a, a == b, a != b


def divide(int complex a, long complex b):
    """
    >>> divide(7+2j, 2+1j)
    (3.2-0.6j)
    >>> divide(7+2j, 0)
    Traceback (most recent call last):
    ZeroDivisionError: float division
    """
    return a / b


@cython.cdivision(True)
def divide_as_c(int complex a, int complex b):
    """
    >>> divide_as_c(7+2j, 2)
    ((3+1j), 'int complex')
    """
    return a / b, cython.typeof(a / b)


def types(int complex a, short complex b, double d, long n):
    """
    >>> types(1, 2, 3, 4)  # doctest: +NORMALIZE_WHITESPACE
    ['double complex', 'long complex', 'int complex', 'int complex', 'int', 'double complex',
     'int complex']
    """
    return [cython.typeof(a / b), cython.typeof(a + n), cython.typeof(b + b), cython.typeof(-a),
            cython.typeof(a.real), cython.typeof(a * d), cython.typeof(a + True)]


def conversions(x):
    """
    >>> conversions(3.7-2.9j)
    [(3-2j), (3-2j), (3-2j), (3-2j), (3-2j), (4-2j)]
    >>> conversions(-4)
    [(-4+0j), (-4+0j), (-4+0j), (-4+0j), (-4+0j), (-3+0j)]
    >>> conversions('x')
    Traceback (most recent call last):
    TypeError: must be real number, not str
    """
    cdef int complex a = x
    cdef long complex b = a
    cdef double complex c = a
    cdef float complex d = a
    cdef signed char complex e = a
    return [a, b, c, d, e, <double complex>(a + 1)]


def from_real(int n, double x):
    """
    >>> from_real(3, 2.9)
    ((3+0j), (2+0j), (2-1j), 1j)
    """
    cdef int complex a = n
    cdef int complex b = <int complex>x
    cdef int complex c = <int complex>(2.5 - 1.5j)
    cdef int complex d = 1j
    return a, b, c, d


def parts(int n):
    """
    >>> parts(3)
    (3, -4, (3-4j), 5.0, 1)
    """
    cdef short complex a
    a.real = n
    a.imag = -n - 1
    return a.real, a.imag, a, abs(a), 1 if a else 0


def in_place(int complex a):
    """
    >>> in_place(1+2j)
    (4j, (-2-1j), (1+2j))
    """
    b = a
    b += 1
    b *= a + 1
    b /= 2
    cdef int complex c = a
    c -= 3 + 3j
    return b, c, a


def wraps(unsigned int complex a, unsigned int complex b):
    """
    >>> wraps(1, 2)
    (4294967295+0j)
    """
    return a - b


def in_generator(int n):
    """
    >>> list(in_generator(3))
    [0j, (1-1j), (3-3j)]
    """
    cdef long complex total = 0
    cdef int i
    for i in range(n):
        total += i
        total -= i * 1j
        yield total


def without_gil(int n):
    """
    >>> without_gil(4)
    ((6+6j), (12-4j))
    """
    cdef int complex whole = 0
    cdef double complex z = 0
    cdef int i
    with nogil:
        for i in range(n):
            whole = <int complex>(whole + i * (1 + 1j))
            z = z + 2 * i - 1j
    return whole, z


def divide_in_place(double complex z, int n):
    """
    >>> divide_in_place(3+4j, 2)
    (0.75+1j)
    >>> divide_in_place(3+4j, 0)
    Traceback (most recent call last):
    ZeroDivisionError: float division
    """
    z /= 2
    z /= n
    return z


@cython.cdivision(True)
def divide_integers_as_c(int a, int b):
    """
    >>> divide_integers_as_c(-7, 2)
    (-3, 'int', -3)
    """
    cdef int c = a
    c /= b
    return a / b, cython.typeof(a / b), c


def literals(x):
    """
    >>> literals(2)
    (4j, (2+2j), (-0-2j), 2.0, 'double complex', [1j, {2j: 1j}], True)
    """
    return x * 2j, 2j + x, -2j, 2j.imag, cython.typeof(1j), [1j, {2j: 1j}], 1j in (1j, 2)
