"""Structs, arrays and C tuples that a generator keeps across a yield: padding, packed structs, what is
nested, and structs that a C header lays out."""

from libc.stdlib cimport div, div_t

cdef struct Pair:
    double value
    char tag

cdef packed struct Packed:
    char tag
    double value
    int number

cdef union Either:
    double value
    char bytes[9]

cdef struct Nested:
    Pair pair
    Packed packed[3]
    long double wide
    (char, double) items
    Either either


def padded(int n):
    """
    >>> list(padded(40)) == [(float(i), i) for i in range(40)]
    True
    """
    cdef Pair pairs[40]
    cdef int i
    for i in range(n):
        pairs[i].value = i
        pairs[i].tag = <char>i
    for i in range(n):
        yield pairs[i].value, pairs[i].tag


def packed():
    """
    >>> list(packed())
    [(0, 0.5, 0), (1, 1.5, 10), (2, 2.5, 20)]
    """
    cdef Packed items[3]
    cdef int i
    for i in range(3):
        items[i] = Packed(<char>i, i + 0.5, 10 * i)
    for i in range(3):
        yield items[i].tag, items[i].value, items[i].number


def nested():
    """
    >>> list(nested())
    ['start', (1.5, 2), [(0, 0.25, 7), (1, 1.25, 8), (2, 2.25, 9)], 4.5, (3, 6.25), 97]
    """
    cdef Nested whole
    cdef int i
    whole.pair = Pair(1.5, 2)
    for i in range(3):
        whole.packed[i] = Packed(<char>i, i + 0.25, i + 7)
    whole.wide = 4.5
    whole.items = (3, 6.25)
    whole.either.bytes[8] = 97
    yield "start"
    yield whole.pair.value, whole.pair.tag
    yield [(whole.packed[i].tag, whole.packed[i].value, whole.packed[i].number) for i in range(3)]
    yield whole.wide
    yield whole.items
    yield whole.either.bytes[8]


def argument(Packed item, (char, double, short) items):
    """
    >>> list(argument(dict(tag=1, value=2.5, number=3), (4, 5.5, 6)))
    [1, 2.5, 3, (4, 5.5, 6)]
    """
    yield item.tag
    yield item.value
    yield item.number
    yield items


def mixed(bint flag, float single, long double wide, char tag, object x):
    """
    >>> list(mixed(True, 0.5, 2.25, 7, "x"))
    [True, 0.5, 2.25, 7, 'x']
    >>> list(mixed(False, 1.5, -2.25, -7, [1]))
    [False, 1.5, -2.25, -7, [1]]
    """
    yield flag
    yield single
    yield wide
    yield tag
    yield x


def header_struct(int a, int b):
    """
    >>> list(header_struct(17, 5))
    ['start', 3, 2]
    """
    cdef div_t result = div(a, b)
    yield "start"
    yield result.quot
    yield result.rem


def over_array(int first):
    """
    >>> list(over_array(7)), list(over_array(-1))
    ([7, 8, 9], [-1, 8, 9])
    """
    cdef int[3] numbers = [first, 8, 9]
    for number in numbers:
        yield number


def over_part(int first):
    """
    >>> list(over_part(7))
    [(8, 7), (9, 7), (10, 7)]
    """
    cdef long[4] numbers = [first, 8, 9, 10]
    cdef long *pointer = numbers
    for number in numbers[1:]:
        yield number, pointer[0]
        pointer = numbers


def changed_meanwhile():
    """
    >>> list(changed_meanwhile())
    [1, 5, 6]
    """
    cdef int[3] numbers = [1, 2, 3]
    for number in numbers:
        numbers[1], numbers[2] = 5, 6
        yield number


def over_characters():
    """
    >>> list(over_characters())
    ['😇', '😌']
    """
    cdef Py_UCS4[2] characters = '😇😌'
    for character in characters:
        yield character
