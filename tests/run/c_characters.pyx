# cython: language_level=3
# Literals of one character as C integers, and Py_UCS4, which takes part in arithmetic as a str.
cimport cython
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


def among_bytes(char c, unsigned char u, int i, bytes b):
    r"""A literal is taken apart: no object is made, and each byte is the char that it is.

    >>> among_bytes(97, 97, 97, b"a")
    (True, False, True, True, True, False, True)
    >>> among_bytes(-1, 255, -1, b"\xff")
    (True, True, False, True, True, True, True)
    >>> among_bytes(-1, 254, 255, b"\xfe")
    (True, True, True, False, False, True, False)
    >>> among_bytes(0, 0, 300, b"")
    (False, True, True, False, False, True, False)
    """
    return (c in b"ab\xff", c not in b"a", u not in b"b\xff", u in b"a\xff", i in b"a\xff",
            i not in b"aa", c in b)


def among_characters(Py_UCS4 c, str text):
    r"""
    >>> among_characters("b", "abc")
    (True, True, False, True)
    >>> among_characters("\xe9", "")
    (True, True, False, False)
    >>> among_characters("\U0001f600", "\U0001f600")
    (True, True, False, True)
    >>> among_characters("z", "xyz")
    (False, False, False, True)
    """
    return c in "ab\xe9\U0001f600", not (c not in u"b\xe9\U0001f600"), c in "", c in text


cdef int kind_of(const char *text) noexcept nogil:
    if text[0] in b"\n\0":
        return 0
    return 1 if text[0] in b"0123456789" else 2 if text[0] not in b" \t" else 3


cdef bint is_vowel(Py_UCS4 c) noexcept nogil:
    return c in "aeiou"


def without_gil(bytes text, str word):
    r"""
    >>> [without_gil(text, "ab") for text in (b"", b"\n", b"7", b" ", b"x")]
    [(0, 1), (0, 1), (1, 1), (3, 1), (2, 1)]
    """
    cdef const char *start = text
    cdef int kind, count = 0
    cdef Py_UCS4 c
    with nogil:
        kind = kind_of(start)
    for c in word:
        count += is_vowel(c)
    return kind, count


cdef int next_character(list taken) except -1:
    taken.append(1)
    if len(taken) > 1:
        raise IndexError(len(taken))
    return b"b"


def evaluated_once():
    """
    >>> evaluated_once()
    (True, 1)
    >>> asks_nothing()
    Traceback (most recent call last):
    IndexError: 2
    """
    taken = []
    return next_character(taken) in b"abc", len(taken)


def asks_nothing():
    return next_character([1]) in b""


def in_generator(bytes text):
    """
    >>> list(in_generator(b"a1-2"))
    [False, True, False, True]
    """
    cdef unsigned char c
    for c in text:
        yield c in b"0123456789"


def of_py_unicode(character):
    """
    >>> of_py_unicode('ü'), of_py_unicode(0x1F600)
    (('ü', 'Py_UNICODE', 'str object', True), ('😀', 'Py_UNICODE', 'str object', False))
    >>> for wrong in '', 'ab', -1, 0x110000:
    ...     try:
    ...         of_py_unicode(wrong)
    ...     except (ValueError, OverflowError) as error:
    ...         print(error)
    only single character unicode strings can be converted to Py_UNICODE, got length 0
    only single character unicode strings can be converted to Py_UNICODE, got length 2
    cannot convert negative value to Py_UNICODE
    value too large to convert to Py_UNICODE
    """
    cdef Py_UNICODE c = character
    cdef Py_UCS4 other = c
    assert c == other and c in (character if isinstance(character, str) else chr(character))
    return c, cython.typeof(c), cython.typeof(c + 'x'), other in 'aeiouü'
