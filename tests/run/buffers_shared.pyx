"""Buffers of variables that live longer than a call, which Cython refuses: in generators, and in
variables that inner functions share.

>>> numbers = array('i', [1, 2, 3])
>>> list(generated(numbers)), sum_of(numbers)
([1, 2, 3], 6)
>>> get, put, exchange = shared(numbers)
>>> get(1), put(1, 5), get(1), numbers
(2, None, 5, array('i', [1, 5, 3]))
>>> exchange(array('i', [9])), get(0)
(None, 9)
>>> exchange('text')
Traceback (most recent call last):
TypeError: a bytes-like object is required, not 'str'
>>> get(0), get(1)
Traceback (most recent call last):
IndexError: Out of bounds on buffer access (axis 0)
>>> read_only(b'abc')(1)
98
"""

from array import array


def generated(object[int] a):
    """
    >>> data = array('i', [1, 2])
    >>> rest = generated(data)
    >>> next(rest), is_taken(data)
    (1, True)
    >>> rest.close(), is_taken(data)
    (None, False)
    >>> list(generated(array('d', [1])))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'int' but got 'double'
    """
    cdef Py_ssize_t i
    for i in range(len(a)):
        yield a[i]


def is_taken(data):
    try:
        data.append(0)
    except BufferError:
        return True
    data.pop()
    return False


def sum_of(object[int] a):
    cdef Py_ssize_t i
    return sum(a[i] for i in range(len(a)))


def shared(first):
    cdef object[int] a = first

    def get(int i):
        return a[i]

    def put(int i, int value):
        a[i] = value

    def exchange(other):
        nonlocal a
        a = other

    return get, put, exchange


def read_only(object[unsigned char] a):
    return lambda int i: a[i]


def exchanged(items):
    """
    >>> exchanged([array('i', [1]), 'text', array('i', [2])])
    [1, 1, 2]
    """
    return list(first_of(items))


def first_of(items):
    cdef object[int] a
    for item in items:
        try:
            a = item
        except TypeError:
            pass
        yield a[0]
