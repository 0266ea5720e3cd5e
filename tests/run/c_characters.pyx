# cython: language_level=3
# Literals of one character as C integers, and Py_UCS4, which takes part in arithmetic as a str.
from libc.string cimport memchr


cdef int as_uchar(unsigned char c):
    return c


cdef int as_char(char c):
    return c


cdef int as_int(int c):
    return c


def cast():
    """
    >>> cast()
    (51, 48, 120, 97, 'é', 255, -1, -1)
    """
    cdef unsigned char d = 3
    return (<int>b'0' + d, <unsigned int>'0', <char>b'x', <long>b'a', <Py_UCS4>'é',
            <unsigned char>b'\xff', <char>b'\xff', <int>b'\xff')


def as_arguments(bytes b):
    """
    >>> as_arguments(b'abc')
    (120, True, 121, 122, 113, 113, 120)
    """
    cdef const char *p = b
    return (as_uchar(b'x'), memchr(p, b'b', 3) != NULL, as_char(b'y'), as_int(b'z'), as_char('q'),
            as_uchar('q'), as_int(c'x'))


def initial_values():
    """
    >>> initial_values()
    (97, 98, 99, 100, 'ü', 102, 103)
    """
    cdef int a = b'a'
    cdef char b = b'b'
    cdef unsigned char c = 'c'
    cdef long d = 'd'
    cdef Py_UCS4 e = 'ü'
    cdef char[2] f
    f[0] = b'f'
    f[1] = 'g'
    return a, b, c, d, e, f[0], f[1]


def compared():
    """
    >>> compared()
    (True, True, True, True, True, True, True, True, True, False, False, True, True)
    """
    cdef char c = b'x'
    cdef unsigned char u = 120
    cdef int i = 120
    cdef bytes b = b'xyz'
    return (c == b'x', u == b'x', i == b'x', c == c'x', u == 'x', i in b'xyz', c in b'abx',
            u in (b'x', b'y'), b'a' <= c <= b'z', c in (b'a', b'b'), c not in [b'x', b'y'],
            b[0] == b'x', b[0] == 120)


def bytes_of_characters(char c, unsigned char u):
    """
    >>> bytes_of_characters(65, 255)
    (b'A', b'\xff', 65)
    """
    cdef bytes b = c
    o = c
    return b, <bytes>u, o


def text_arithmetic(Py_UCS4 c, int n, str s):
    """
    >>> text_arithmetic('a', 3, 'xyz')
    ('ab', 'aaa', 'aaa', 'aab', 'ba', 'axyz', 'xy', 98, 98, True)
    """
    cdef Py_UCS4 other = 'b'
    return c + other, c * n, n * c, c * 2 + 'b', 'b' + c, c + s, s[0] + s[1], ord(c) + 1, <int>c + 1, c < 'b'


def text_errors(Py_UCS4 c, unsigned int u):
    """
    >>> text_errors('a', 2)
    Traceback (most recent call last):
        ...
    ValueError: chr() arg not in range(0x110000)
    """
    found = []
    try:
        c + 1
    except TypeError as error:
        found.append(str(error))
    try:
        c - u
    except TypeError as error:
        found.append(str(error))
    try:
        u << c
    except TypeError as error:
        found.append(str(error))
    try:
        c += 1
    except TypeError as error:
        found.append(str(error))
    return found, -c, ~c


def characters(Py_UCS4 c, int n, unsigned char b, long long wide):
    """
    >>> characters("\u20ac", 97, 98, 99)
    ('\u20ac', 'a', 'b', 'c', '\u20acx')
    >>> characters("x", -1, 0, 0)
    Traceback (most recent call last):
    ValueError: chr() arg not in range(0x110000)
    """
    return chr(c), chr(n), chr(b), chr(wide), chr(c) + u"x"
