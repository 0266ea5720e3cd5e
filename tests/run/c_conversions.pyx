"""Conversions between Python objects and C numbers: ranges, wrong types, error texts, casts."""


def to_int(int value):
    """
    >>> to_int(5), to_int(True), to_int(-2147483648)
    (5, 1, -2147483648)
    >>> to_int(2147483648)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    >>> to_int(-2147483649)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    >>> to_int(2**100)
    Traceback (most recent call last):
    OverflowError: Python int too large to convert to C long
    >>> to_int('5')
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> to_int(None)
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    return value


def to_short(short value):
    """
    >>> to_short(32767)
    32767
    >>> to_short(32768)
    Traceback (most recent call last):
    OverflowError: value too large to convert to short
    """
    return value


def to_signed_char(signed char value):
    """
    >>> to_signed_char(-128)
    -128
    >>> to_signed_char(128)
    Traceback (most recent call last):
    OverflowError: value too large to convert to signed char
    """
    return value


def to_unsigned_char(unsigned char value):
    """
    >>> to_unsigned_char(255)
    255
    >>> to_unsigned_char(256)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned char
    >>> to_unsigned_char(-1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned char
    """
    return value


def to_unsigned_int(unsigned int value):
    """
    >>> to_unsigned_int(4294967295)
    4294967295
    >>> to_unsigned_int(4294967296)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned int
    >>> to_unsigned_int(-1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned int
    """
    return value


def to_long(long value):
    """
    >>> to_long(2**63 - 1), to_long(-2**63)
    (9223372036854775807, -9223372036854775808)
    >>> to_long(2**63)
    Traceback (most recent call last):
    OverflowError: Python int too large to convert to C long
    """
    return value


def to_unsigned_long(unsigned long value):
    """
    >>> to_unsigned_long(2**64 - 1)
    18446744073709551615
    >>> to_unsigned_long(-1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned long
    >>> to_unsigned_long(2**64)
    Traceback (most recent call last):
    OverflowError: Python int too large to convert to C unsigned long
    """
    return value


def to_ssize(Py_ssize_t value):
    """
    >>> to_ssize(2**62)
    4611686018427387904
    >>> to_ssize(2**63)
    Traceback (most recent call last):
    OverflowError: Python int too large to convert to C ssize_t
    >>> to_ssize(1.5)
    Traceback (most recent call last):
    TypeError: 'float' object cannot be interpreted as an integer
    """
    return value


def to_double(double value):
    """
    >>> to_double(1), to_double(True), to_double(2.5)
    (1.0, 1.0, 2.5)
    >>> to_double('1.5')
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> to_double(None)
    Traceback (most recent call last):
    TypeError: must be real number, not NoneType
    >>> to_double(10**400)
    Traceback (most recent call last):
    OverflowError: int too large to convert to float
    """
    return value


def to_float(float value):
    """
    >>> to_float(0.1)
    0.10000000149011612
    >>> to_float(1e300)
    inf
    """
    return value


def to_bint(bint value):
    """
    >>> to_bint(5), to_bint([]), to_bint(None), to_bint('x')
    (True, False, False, True)
    """
    return value


class Index:
    """Converts to an integer."""

    def __index__(self):
        return 7

    def __int__(self):
        return 7


class Float:
    """Converts to a float."""

    def __float__(self):
        return 1.25


class Bad:
    """Conversions fail."""

    def __index__(self):
        raise ValueError('no index')

    __int__ = __index__

    def __float__(self):
        raise ValueError('no float')


def user_types(a, b):
    """
    >>> user_types(Index(), Float())
    (7, 1.25)
    >>> user_types(Index(), Index())
    (7, 7.0)
    >>> user_types(Bad(), 1)
    Traceback (most recent call last):
    ValueError: no index
    >>> user_types(1, Bad())
    Traceback (most recent call last):
    ValueError: no float
    """
    cdef int x = a
    cdef double y = b
    return x, y


def assignment(value):
    """
    >>> assignment(300)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned char
    >>> assignment(3)
    3
    """
    cdef unsigned char small
    small = value
    return small


def return_types(int a, unsigned char b, double c, bint d, long long e):
    """
    >>> [type(value).__name__ for value in return_types(1, 2, 3, 4, 5)]
    ['int', 'int', 'float', 'bool', 'int']
    """
    return a, b, c, d, e


def cast_float_to_int(double value):
    """
    >>> cast_float_to_int(2.9), cast_float_to_int(-2.9)
    (2, -2)
    """
    return <int>value


def cast_object_to_int(value):
    """
    >>> cast_object_to_int(5)
    5
    >>> cast_object_to_int(2**40)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    """
    return <int>value


def cast_int_to_float(int a, int b):
    """
    >>> cast_int_to_float(1, 3) == 1 / 3
    True
    """
    return <double>a / b


def int_of_float(double value):
    """
    >>> int_of_float(2.9), int_of_float(1e20)
    (2, 100000000000000000000)
    """
    return int(value)


def float_of_int(int value):
    """
    >>> float_of_int(3)
    3.0
    """
    return float(value)


def int_to_double(int value):
    """
    >>> int_to_double(3)
    3.0
    """
    cdef double result = value
    return result


def checked_in_order(int a, double b, c):
    """The first wrong argument is reported.

    >>> checked_in_order('a', 'b', 1)
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> checked_in_order(1, 'b', 1)
    Traceback (most recent call last):
    TypeError: must be real number, not str
    """
    return a, b, c


def with_defaults(int a=1, double b=2, bint c=False):
    """
    >>> with_defaults(), with_defaults(5, c=1), with_defaults(b=0)
    ((1, 2.0, False), (5, 2.0, True), (1, 0.0, False))
    >>> with_defaults(c=1, a='x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    return a, b, c


def from_list(values):
    """
    >>> from_list([1, 2, 3])
    6
    >>> from_list([1, 'x'])
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef int total = 0, value
    for value in values:
        total += value
    return total


def unpacked(values):
    """
    >>> unpacked((1, 2.5))
    (1, 2.5)
    >>> unpacked((1, 'x'))
    Traceback (most recent call last):
    TypeError: must be real number, not str
    """
    cdef int a
    cdef double b
    a, b = values
    return a, b


def from_float(value):
    """
    >>> from_float(2.9)
    2
    """
    cdef int result = value
    return result


def as_exception(value):
    """
    >>> as_exception(KeyError(1)), as_exception(None)
    (KeyError(1), None)
    >>> as_exception(KeyError)
    Traceback (most recent call last):
    ...
    TypeError: Expected BaseException, got type
    """
    cdef BaseException result = value
    return result


cdef struct Sized:
    int count
    double weight


def fractions_cut(double x, int i):
    """What initialises a member loses its fraction, and so does /= of integers.

    >>> fractions_cut(2.75, -7)
    (2, 1, {'count': 2, 'weight': 2.75}, {'count': -2, 'weight': 3.0}, -3)
    """
    cdef int[2] numbers = [x, 1.5]
    cdef Sized called = Sized(x, x)
    cdef Sized displayed = {"weight": 3, "count": -x}
    i /= 2
    return numbers[0], numbers[1], called, displayed, i


cdef struct Flags:
    bint first, second


def truths(double x):
    """Members that are initialised are the truth of a number, which a bint that is assigned to does not take.

    >>> truths(0.5), truths(0)
    ((True, False, True, True), (False, True, False, True))
    """
    cdef Flags flags = Flags(x, x == 0)
    cdef bint[2] items = [x, 2.5]
    return flags.first, flags.second, items[0], items[1]
