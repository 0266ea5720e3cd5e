"""Indexing lists, tuples, strings and bytes with C integers; directives for its checks."""

cimport cython


def list_item(list values, int i):
    """
    >>> list_item([1, 2, 3], 0), list_item([1, 2, 3], -1)
    (1, 3)
    >>> list_item([1, 2, 3], 3)
    Traceback (most recent call last):
    IndexError: list index out of range
    >>> list_item([1, 2, 3], -4)
    Traceback (most recent call last):
    IndexError: list index out of range
    >>> list_item(None, 0)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not subscriptable
    >>> list_item((1,), 0)
    Traceback (most recent call last):
    TypeError: Argument 'values' has incorrect type (expected list, got tuple)
    """
    return values[i]


def tuple_item(tuple values, Py_ssize_t i):
    """
    >>> tuple_item((1, 2, 3), 1), tuple_item((1, 2, 3), -3)
    (2, 1)
    >>> tuple_item((1, 2, 3), 3)
    Traceback (most recent call last):
    IndexError: tuple index out of range
    """
    return values[i]


def text_item(str text, int i):
    """
    >>> text_item('aé€', 2), text_item('abc', -1)
    ('€', 'c')
    >>> text_item('abc', 3)
    Traceback (most recent call last):
    IndexError: string index out of range
    """
    return text[i]


def bytes_item(bytes data, int i):
    """
    >>> bytes_item(b'abc', 0), bytes_item(b'ab\\xff', -1)
    (97, 255)
    """
    return data[i]


def object_item(values, long i):
    """
    >>> object_item([1, 2], 1), object_item((1, 2), -1), object_item('ab', 0), object_item({5: 'five'}, 5)
    (2, 2, 'a', 'five')
    >>> object_item([1, 2], 2)
    Traceback (most recent call last):
    IndexError: list index out of range
    >>> object_item(7, 2)
    Traceback (most recent call last):
    TypeError: 'int' object is not subscriptable
    """
    return values[i]


def unsigned_index(list values, unsigned int i):
    """
    >>> unsigned_index([1, 2], 1)
    2
    >>> unsigned_index([1, 2], 4294967295)
    Traceback (most recent call last):
    IndexError: list index out of range
    """
    return values[i]


@cython.wraparound(False)
def without_wraparound(list values, int i):
    """
    >>> without_wraparound([1, 2, 3], 2)
    3
    >>> without_wraparound([1, 2, 3], 3)
    Traceback (most recent call last):
    IndexError: list index out of range
    """
    return values[i]


@cython.boundscheck(False)
def without_boundscheck(list values, int i):
    """
    >>> without_boundscheck([1, 2, 3], 2), without_boundscheck([1, 2, 3], -3)
    (3, 1)
    """
    return values[i]


def assign_list_item(list values, int i, value):
    """
    >>> values = [1, 2, 3]
    >>> assign_list_item(values, -1, 'z'); values
    [1, 2, 'z']
    >>> assign_list_item(values, 3, 'z')
    Traceback (most recent call last):
    IndexError: list assignment index out of range
    """
    values[i] = value


def assign_object_item(values, int i, value):
    """
    >>> table = {}
    >>> assign_object_item(table, 5, 'x'); table
    {5: 'x'}
    >>> values = [1]
    >>> assign_object_item(values, -1, 'y'); values
    ['y']
    >>> assign_object_item((1,), 0, 1)
    Traceback (most recent call last):
    TypeError: 'tuple' object does not support item assignment
    """
    values[i] = value


def delete_item(list values, int i):
    """
    >>> values = [1, 2, 3]
    >>> delete_item(values, -2); values
    [1, 3]
    """
    del values[i]


def slices(list values, int start, int stop):
    """
    >>> slices([0, 1, 2, 3, 4], 1, 3)
    ([1, 2], [1, 2, 3, 4], [0, 1, 2], [0, 1, 2, 3, 4])
    >>> slices([0, 1, 2, 3, 4], -2, 100)
    ([3, 4], [3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4])
    """
    return values[start:stop], values[start:], values[:stop], values[:]


def text_slices(str text, Py_ssize_t start, Py_ssize_t stop):
    """
    >>> text_slices('hello', 1, -1), text_slices('hello', -3, 5)
    (('ell', 'ello'), ('llo', 'llo'))
    """
    return text[start:stop], text[start:]


def sum_by_index(list values):
    """
    >>> sum_by_index([1, 2.5, 2**70]) == 3.5 + 2**70
    True
    """
    cdef Py_ssize_t i
    total = 0
    for i in range(len(values)):
        total += values[i]
    return total


def reverse_in_place(list values):
    """
    >>> reverse_in_place([1, 2, 3, 4])
    [4, 3, 2, 1]
    """
    cdef Py_ssize_t i = 0, j = len(values) - 1
    while i < j:
        values[i], values[j] = values[j], values[i]
        i += 1
        j -= 1
    return values


def in_place_item(list values, int i):
    """
    >>> in_place_item([1, 2, 3], 1)
    [1, 12, 3]
    """
    values[i] += 10
    return values


def sieve(int limit):
    """
    >>> sieve(30)
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    """
    cdef list flags = [True] * limit
    cdef int i, j
    primes = []
    for i in range(2, limit):
        if flags[i]:
            primes.append(i)
            for j in range(i * i, limit, i):
                flags[j] = False
    return primes


def length(list values, str text, dict table):
    """
    >>> length([1, 2], 'abc', {})
    5
    >>> length(None, '', {})
    Traceback (most recent call last):
    TypeError: object of type 'NoneType' has no len()
    """
    cdef Py_ssize_t total = len(values) + len(text) + len(table)
    return total


def dict_item(dict table, key):
    """
    >>> dict_item({'a': 1}, 'a')
    1
    >>> dict_item({'a': 1}, 'b')
    Traceback (most recent call last):
    KeyError: 'b'
    >>> dict_item(None, 'b')
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not subscriptable
    """
    return table[key]


def count_bytes(bytes data):
    """
    >>> count_bytes(b'banana')
    [3, 1, 2]
    """
    cdef int counts[256]
    cdef int i
    cdef unsigned char value
    for i in range(256):
        counts[i] = 0
    for i in range(len(data)):
        value = data[i]
        counts[value] += 1
    return [counts[c'a'], counts[c'b'], counts[c'n']]


def nested_array_lengths():
    """`int[2][3]` holds two of `int[3]`, as `int x[2][3]` does.

    >>> nested_array_lengths()
    (24, 12, 24, 12, 6)
    """
    cdef int[2][3] first
    cdef int second[2][3]
    first[1][2] = 6
    return sizeof(first), sizeof(first[0]), sizeof(second), sizeof(second[0]), first[1][2]
