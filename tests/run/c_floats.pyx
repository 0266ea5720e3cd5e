"""C floating point: arithmetic, mixing, comparisons, functions of libc."""

from libc.math cimport ceil, fabs, floor, fmod, pow, sin, sqrt, INFINITY, NAN, isnan


def arithmetic(double a, double b):
    """
    >>> arithmetic(7.5, 2)
    (9.5, 5.5, 15.0, 3.75, -7.5)
    """
    return a + b, a - b, a * b, a / b, -a


def mixed(int a, double b, long c):
    """
    >>> mixed(1, 2.5, 3)
    (3.5, 7.5, 4)
    """
    return a + b, b * c, a + c


def single_precision(float a, float b):
    """
    >>> single_precision(0.1, 0.2)
    0.30000001192092896
    """
    return a + b


def comparisons(double a, double b):
    """
    >>> comparisons(1, 2), comparisons(2, 2)
    ((True, False, True), (False, True, False))
    >>> comparisons(float('nan'), 1)
    (False, False, True)
    """
    return a < b, a == b, a != b


def power(double a, double b):
    """
    >>> power(2, 3), power(2, -1), power(0, 0), power(-1.5, 2)
    (8.0, 0.5, 1.0, 2.25)
    """
    return a ** b


def power_of_two(double a):
    """
    >>> power_of_two(1.5)
    2.25
    """
    return a ** 2


def libc_functions(double x):
    """
    >>> libc_functions(2.25)
    (1.5, 2.0, 3.0, 2.25, 0.25, 5.0625)
    """
    return sqrt(x), floor(x), ceil(x), fabs(-x), fmod(x, 1), pow(x, 2)


def special():
    """
    >>> special()
    (inf, True, True)
    """
    return INFINITY, isnan(NAN) != 0, NAN != NAN


def negative_zero(double a):
    """
    >>> negative_zero(0.0)
    (-0.0, True)
    """
    return -a, a == -a


def truth(double a):
    """
    >>> truth(0.0), truth(-0.0), truth(0.1), truth(float('nan'))
    ('false', 'false', 'true', 'true')
    """
    return 'true' if a else 'false'


def accumulate(values):
    """
    >>> accumulate([1, 2.5, True])
    4.5
    >>> accumulate(['x'])
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +=: 'float' and 'str'
    """
    cdef double total = 0
    for value in values:
        total += value
    return total


def untyped_from_typed(double a):
    """A local that holds only C doubles is a C double.

    >>> untyped_from_typed(1.0)
    (1.5, 2.25)
    """
    b = a + 0.5
    c = b * b
    return b, c


def integral(int steps):
    """
    >>> abs(integral(1000) - 2.0) < 1e-5
    True
    """
    cdef double total = 0, width = 3.141592653589793 / steps
    cdef int i
    for i in range(steps):
        total += sin((i + 0.5) * width)
    return total * width


def mandelbrot(double x, double y):
    """
    >>> mandelbrot(0, 0), mandelbrot(2, 2), mandelbrot(-0.75, 0.1)
    (100, 1, 33)
    """
    cdef double a = 0, b = 0
    cdef int i
    for i in range(100):
        a, b = a * a - b * b + x, 2 * a * b + y
        if a * a + b * b > 4:
            return i + 1
    return 100


def conditional(double a, double b):
    """
    >>> conditional(1, 2), conditional(3, 2)
    ((2.0, 1.0), (3.0, 2.0))
    """
    return a if a > b else b, min(a, b)


def to_integers(double a):
    """
    >>> to_integers(-2.5)
    (-2, -3, -2)
    """
    return <long>a, <long>floor(a), round(a)


cdef double square(double x) noexcept nogil:
    return x * x


def nested_calls(double x):
    """
    >>> nested_calls(2)
    16.0
    """
    return square(square(x))


def in_place(double a):
    """
    >>> in_place(10)
    -1.0
    """
    a += 2
    a -= 1
    a *= 3
    a /= 2
    a //= 1
    a %= -17
    a **= 2
    a -= 2
    return a
