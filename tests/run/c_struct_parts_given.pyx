# Dict displays that make a C struct of some of its fields: what is left out is not set.
cdef struct Pair:
    int a
    double b


cdef struct Nested:
    Pair first
    int[2] rest


calls = []


def note(value):
    calls.append(value)
    return value


def left_out():
    """
    >>> left_out()
    (1, 2.0, 4)
    """
    cdef Pair pair = {'a': 1}
    cdef Pair other = {'b': 2}
    cdef Pair none = {}
    none.a = 4
    return pair.a, other.b, none.a


def nested():
    """
    >>> nested()
    {'first': {'a': 3, 'b': 0.5}, 'rest': [1, 2]}
    """
    cdef Nested value = {'rest': [1, 2], 'first': {'b': 0.5, 'a': 3}}
    return value


def in_order():
    """
    >>> calls.clear()
    >>> in_order(), calls
    ({'a': 2, 'b': 1.0}, [1, 2])
    """
    cdef Pair pair = {'b': note(1), 'a': note(2)}
    return pair


def fails(value):
    """
    >>> fails('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef Pair pair = {'b': 1, 'a': value}
    return pair


def from_object(key):
    """What is known at run time alone has to be whole.

    >>> from_object('a')
    Traceback (most recent call last):
    ValueError: No value specified for struct attribute 'b'
    """
    cdef Pair pair = {key: 1}
    return pair


def given_twice():
    """
    >>> given_twice()
    {'a': 2, 'b': 3.0}
    """
    cdef Pair pair = {'a': 1, 'a': 2, 'b': 3}
    return pair


def in_generator():
    """
    >>> list(in_generator())
    [0, 1]
    """
    cdef Pair pair
    for i in range(2):
        pair = {'a': i}
        yield pair.a


cdef int sum_without_gil(int a) noexcept nogil:
    cdef Pair pair = {'a': a}
    return pair.a


def without_gil():
    """
    >>> without_gil()
    7
    """
    return sum_without_gil(7)
