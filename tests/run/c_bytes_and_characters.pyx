# cython: language_level=3
"""C integers as bytes and characters: items of bytes and bytearrays, texts in C arrays, chains."""

import cython


cdef bytes kept = b"12345"


def as_bytes(int a, unsigned long b, char c):
    """
    >>> as_bytes(65, 255, -1)
    (b'A', b'\\xff', b'\\xff', b'B')
    >>> as_bytes(256, 0, 0)
    Traceback (most recent call last):
    OverflowError: value too large to pack into a byte
    >>> as_bytes(0, 2**64 - 1, 0)
    Traceback (most recent call last):
    OverflowError: value too large to pack into a byte
    >>> as_bytes(-1, 0, 0)
    Traceback (most recent call last):
    OverflowError: value too large to pack into a byte
    """
    cdef bytes first = a
    return first, <bytes>b, <bytes>c, <bytes>(a + 1 if a < 100 else 66)


def items(bytes text, bytearray array, int i):
    """
    >>> items(b'abc', bytearray(b'xyz'), -1)
    (99, 122, 53, 'unsigned char', 'unsigned char', 'int')
    >>> items(b'abc', bytearray(b'xyz'), 3)
    Traceback (most recent call last):
    IndexError: string index out of range
    >>> items(b'abcdef', bytearray(b'xyz'), 3)
    Traceback (most recent call last):
    IndexError: bytearray index out of range
    >>> items(None, bytearray(b'xyz'), 0)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not subscriptable
    >>> items(b'abc', None, 0)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not subscriptable
    """
    first, second = text[i], array[i]
    return first, second, kept[i], cython.typeof(first), cython.typeof(second), cython.typeof(array[i])


def in_python(array, i):
    """
    >>> in_python(bytearray(b'abc'), 5)
    Traceback (most recent call last):
    IndexError: bytearray index out of range
    >>> in_python(b'abc', 5)
    Traceback (most recent call last):
    IndexError: index out of range
    """
    return array[i]


class Doubled(bytearray):
    def __getitem__(self, index):
        return 2 * super().__getitem__(index)


def without_gil(bytearray array, int value, int i):
    """
    >>> array = bytearray(b'abc')
    >>> without_gil(array, 200, 1), array
    (200, bytearray(b'x\\xc8c'))
    >>> without_gil(array, 1, 3)
    Traceback (most recent call last):
    IndexError: bytearray index out of range
    >>> without_gil(array, 256, 0)
    Traceback (most recent call last):
    ValueError: byte must be in range(0, 256)
    >>> without_gil(None, 1, 0)
    Traceback (most recent call last):
    TypeError: 'NoneType' object does not support item assignment
    """
    cdef int found
    with nogil:
        array[0] = 'x'
        array[i] = value
        found = array[i]
    return found


def store(bytearray array, value, int number):
    """
    >>> store(bytearray(b'0000000'), 65, 66)
    bytearray(b'xyzAB1q')
    >>> store(bytearray(b'0000000'), -1, 1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned char
    >>> store(bytearray(b'0000000'), 256, 1)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned char
    >>> store(bytearray(b'0000000'), 1, -1)
    Traceback (most recent call last):
    ValueError: byte must be in range(0, 256)
    """
    array[0] = 'x'
    array[1] = b'y'
    array[2] = c'z'
    array[3] = value
    array[4] = number
    array[5] += 1
    array[6] |= 65
    return array


def add_objects(bytearray array, value):
    """
    >>> add_objects(bytearray(b'a'), 1)
    bytearray(b'b')
    >>> add_objects(bytearray(b'\\x01'), 255)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned char
    """
    array[0] += value
    return array


def joined(bytearray array, bytes text):
    """
    >>> joined(bytearray(b'ab'), b'c')
    (bytearray(b'abab'), bytearray(b'abc'), bytearray(b'abab'))
    """
    twice, longer, times = array + array, array + text, array * 2
    assert cython.typeof(twice) == cython.typeof(longer) == cython.typeof(times) == "bytearray object"
    return twice, longer, times


def character_index(Py_UCS4 c, Py_ssize_t i):
    """
    >>> character_index('ä', 0), character_index('x', -1)
    (('ä', 'ä', 'ä'), ('x', 'x', 'x'))
    >>> character_index('x', 1)
    Traceback (most recent call last):
    IndexError: string index out of range
    """
    return c[0], c[i], c[:]


def number_of_character(str text, Py_UCS4 c):
    """
    >>> number_of_character('73', '4')
    (7.0, 4.0)
    >>> number_of_character('x', '4')
    Traceback (most recent call last):
    ValueError: could not convert string to float: 'x'
    """
    return float(text[0]), float(c)


def texts_in_arrays():
    """
    >>> texts_in_arrays()
    (['ä', 'b', '☃'], 'b', [88, 9731])
    """
    cdef Py_UCS4[3] characters = 'äb☃'
    cdef Py_UCS4 *pointer = 'ab'
    cdef short[2] numbers = 'X☃'
    return characters, pointer[1], numbers


def chain(char c, object order):
    """
    >>> order = []
    >>> chain(98, order), chain(122, order), len(order)
    ((True, True, True), (False, False, False), 2)
    """
    order.append(c)
    return ('a' < 'b' <= c < 'y' < 'z', b'a' < b'b' <= c < 'y', 'A' != 'a' < c < 'y')


def chain_of_texts(text):
    """
    >>> chain_of_texts('c'), chain_of_texts('a')
    (True, False)
    """
    return 'a' < 'b' < text < 'y'


def yielded(bytearray array):
    """
    >>> list(yielded(bytearray(b'abc')))
    [97, 98, 99]
    """
    cdef int i
    for i in range(len(array)):
        byte = array[i]
        yield byte


def appended(bytearray array, unsigned char character, int number, value):
    """
    >>> array = bytearray()
    >>> appended(array, 120, 121, 122)
    bytearray(b'X-@xyz')
    >>> appended(array, 0, 256, 1)
    Traceback (most recent call last):
    ValueError: byte must be in range(0, 256)
    >>> appended(array, 0, -1, 1)
    Traceback (most recent call last):
    ValueError: byte must be in range(0, 256)
    >>> appended(array, 1, 2, -1)
    Traceback (most recent call last):
    ValueError: byte must be in range(0, 256)
    >>> appended(array, 3, 4, '5')
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    >>> array
    bytearray(b'X-@xyzX-@\\x00X-@\\x00X-@\\x01\\x02X-@\\x03\\x04')
    >>> with memoryview(array):
    ...     appended(array, 1, 2, 3)
    Traceback (most recent call last):
    BufferError: Existing exports of data: object cannot be re-sized
    >>> appended(None, 1, 2, 3)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'append'
    """
    assert array.append('X') is None
    array.append(b'-')
    array.append(64)
    array.append(character)
    array.append(number)
    array.append(value)
    return array


def append_text(bytearray array):
    """
    >>> append_text(bytearray())
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    """
    array.append('XY')


def numbers_of_truth(bint truth):
    """
    >>> numbers_of_truth(True)
    (1, -1, -2, 1, 'int', 'bint')
    """
    plus, minus, inverted, twice = +True, -True, ~True, --True
    same = -truth
    return plus, minus, inverted, twice, cython.typeof(minus), cython.typeof(same)
