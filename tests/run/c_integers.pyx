"""Arithmetic of C integers: wrapping, signs, unsigned types, mixed widths, shifts."""


def int_arithmetic(int a, int b):
    """
    >>> int_arithmetic(7, 2)
    (9, 5, 14, -7, -8)
    >>> int_arithmetic(-3, 5)
    (2, -8, -15, 3, 2)
    """
    return a + b, a - b, a * b, -a, ~a


def int_wraps(int a):
    """
    >>> int_wraps(2147483647)
    -2147483648
    """
    a = a + 1
    return a


def int_multiplication_wraps(int a):
    """
    >>> int_multiplication_wraps(65536)
    0
    >>> int_multiplication_wraps(46341)
    -2147479015
    """
    cdef int result = a * a
    return result


def long_long_wraps(long long a):
    """
    >>> long_long_wraps(9223372036854775807)
    -9223372036854775808
    """
    a += 1
    return a


def unsigned_wraps(unsigned int a):
    """
    >>> unsigned_wraps(0)
    4294967295
    """
    a -= 1
    return a


def unsigned_long_long_wraps(unsigned long long a):
    """
    >>> unsigned_long_long_wraps(2**64 - 1)
    (0, 18446744073709551615)
    """
    cdef unsigned long long b = a
    a += 1
    return a, b


def unsigned_negation(unsigned int a):
    """
    >>> unsigned_negation(1), unsigned_negation(0)
    (4294967295, 0)
    """
    cdef unsigned int result = -a
    return result


def narrow_types(signed char a, unsigned char b, short c, unsigned short d):
    """
    >>> narrow_types(-128, 255, -32768, 65535)
    (-129, 256, -32769, 65536)
    """
    return a - 1, b + 1, c - 1, d + 1


def narrow_assignment(int value):
    """
    >>> narrow_assignment(300)
    (44, 44, 300)
    >>> narrow_assignment(-1)
    (-1, 255, 65535)
    >>> narrow_assignment(65536)
    (0, 0, 0)
    """
    cdef signed char a = <signed char>value
    cdef unsigned char b = <unsigned char>value
    cdef unsigned short c = <unsigned short>value
    return a, b, c


def char_in_place(unsigned char a):
    """
    >>> char_in_place(250)
    4
    """
    a += 10
    return a


def mixed_widths(int a, long long b):
    """
    >>> mixed_widths(2147483647, 1)
    (2147483648, 2147483647)
    """
    return a + b, a * b


def mixed_signs(int a, unsigned int b):
    """As in C, the int becomes unsigned.

    >>> mixed_signs(-1, 1)
    (0, False)
    """
    return a + b, a < b


def widening_is_explicit(int a, int b):
    """
    >>> widening_is_explicit(2147483647, 2)
    (-2, 4294967294)
    """
    return a * b, <long long>a * b


def shifts(int a, int b):
    """
    >>> shifts(1, 4), shifts(-16, 2), shifts(5, 0)
    ((16, 0), (-64, -4), (5, 5))
    """
    return a << b, a >> b


def unsigned_shift(unsigned int a, int b):
    """
    >>> unsigned_shift(2**31, 1), unsigned_shift(2**32 - 1, 28)
    ((0, 1073741824), (4026531840, 15))
    """
    return a << b, a >> b


def bit_operations(unsigned char a, unsigned char b):
    """
    >>> bit_operations(0b1100, 0b1010)
    (8, 14, 6, -13)
    """
    return a & b, a | b, a ^ b, ~a


def in_place(long a, long b):
    """
    >>> in_place(100, 7)
    (107, 93, 700, 4, 12800, 0, 4, 103, 99)
    """
    cdef long c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a
    c += b
    d -= b
    e *= b
    f &= b
    g <<= b
    h >>= b
    i = i & b
    j |= b
    k ^= b
    return c, d, e, f, g, h, i, j, k


def power(int a, int b):
    """
    >>> power(2, 10), power(-3, 3), power(5, 0), power(0, 0)
    (1024.0, -27.0, 1.0, 1.0)
    >>> power(2, -1)
    0.5
    """
    return a ** b


def power_of_constant(int a):
    """
    >>> power_of_constant(5), power_of_constant(-2)
    ((25, 125, 1), (4, -8, 1))
    """
    return a ** 2, a ** 3, a ** 0


def bool_values(bint flag, int a):
    """
    >>> bool_values(True, 5), bool_values(0, 5), bool_values('x', 0)
    ((True, 6, False), (False, 5, True), (True, 1, False))
    """
    return flag, flag + a, not flag


def comparisons(int a, int b):
    """
    >>> comparisons(1, 2), comparisons(2, 2)
    ((True, True, False, True, False, False), (False, True, True, False, True, False))
    """
    return a < b, a <= b, a == b, a != b, a >= b, a > b


def chained_comparison(int low, int value, int high):
    """
    >>> chained_comparison(0, 5, 10), chained_comparison(0, 10, 10), chained_comparison(0, -1, 10)
    (True, False, False)
    """
    return low <= value < high


def loop_counter(int n):
    """
    >>> loop_counter(100000)
    704982704
    """
    cdef int i, total = 0
    for i in range(n):
        total += i
    return total


def object_meets_c(int a, b):
    """A C integer in an operation with an object becomes an object.

    >>> object_meets_c(2147483647, 1), object_meets_c(2, 0.5), object_meets_c(3, 'ab')
    (2147483648, 2.5, 'error')
    """
    try:
        return a + b
    except TypeError:
        return 'error'


def py_ssize_t(Py_ssize_t n, size_t m):
    """
    >>> py_ssize_t(-5, 5)
    (-4, 6)
    >>> py_ssize_t(0, -1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to size_t
    """
    return n + 1, m + 1


def constants():
    """
    >>> constants()
    (255, 511, 10, 4294967295, 1099511627776, -1)
    """
    cdef int hexadecimal = 0xFF, octal = 0o777, binary = 0b1010
    cdef unsigned int unsigned_value = 4294967295U
    cdef long long big = 1LL << 40
    cdef long negative = -1L
    return hexadecimal, octal, binary, unsigned_value, big, negative


def character():
    """
    >>> character()
    (97, 98, b'a')
    """
    cdef char letter = b'a'
    cdef int number = c'b'
    return letter, number, bytes([letter])


def absolute(int a, long b, double c):
    """
    >>> absolute(-5, -2**40, -1.5)
    (5, 1099511627776, 1.5)
    """
    return abs(a), abs(b), abs(c)


def minimum_and_maximum(int a, int b, int c):
    """
    >>> minimum_and_maximum(3, 1, 2)
    (1, 3)
    """
    return min(a, b, c), max(a, b, c)


cdef long gcd(long a, long b):
    while b:
        a, b = b, a % b
    return a


def greatest_common_divisor(long a, long b):
    """
    >>> greatest_common_divisor(1071, 462)
    21
    """
    return gcd(a, b)


def collatz(unsigned long long n):
    """
    >>> collatz(27), collatz(837799)
    (111, 524)
    """
    cdef int steps = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps
