# cython: language_level=3
# C functions and methods as Python objects: functions around them that convert.


cdef int one_more(int x):
    return x + 1


cdef int other(int y):
    return y * 100


cdef void failing(x) except *:
    if x:
        raise KeyError(x)


cdef int without_gil(int x) noexcept nogil:
    return x + 1


cdef double difference(double a, double b) except -1:
    return a - b


cdef object pair(a, list b):
    return (a, b)


cdef class Counter:
    cdef int count

    def __init__(self, count):
        self.count = count

    cdef int times(self, int a):
        return a * self.count

    cpdef int plus(self, int a):
        return a + self.count

    def as_objects(self):
        """
        >>> times, plus = Counter(5).as_objects()
        >>> times(3), plus(3)
        (15, 8)
        """
        cdef object times = self.times
        cdef object plus = self.plus
        return times, plus


cdef str name_of(Counter c, str s):
    return s


def called(x):
    """
    >>> called(3)
    (4, 'wrap', True, [2, 3])
    >>> called('a')
    Traceback (most recent call last):
        ...
    TypeError: an integer is required
    """
    cdef object f = one_more
    return f(x), f.__name__, callable(f), list(map(one_more, [1, 2]))


def wrong_count():
    """
    >>> wrong_count()
    'wrap'
    """
    cdef object f = one_more
    try:
        f()
    except TypeError as error:
        return str(error).split('(')[0]


def keywords():
    """
    >>> keywords()
    (4, 300, 2.0, -2.0, 2.0)
    """
    cdef object f = one_more
    cdef object g = other
    cdef object h = difference
    return f(x=3), g(y=3), h(3, 1), h(b=3, a=1), h(3, b=1)


def in_containers():
    """
    >>> in_containers()
    (3, 200, [3], [1, 3])
    """
    functions = {'f': one_more, 'g': <object>other}
    return functions['f'](2), functions['g'](2), [f(2) for f in [<object>one_more]], sorted([3, 1], key=one_more)


def errors():
    """
    >>> errors()
    ([None, (5,), "Argument 'b' has incorrect type (expected list, got int)"], (1, [2]))
    """
    cdef object f = failing
    cdef object g = pair
    found = [f(0)]
    try:
        f(5)
    except KeyError as error:
        found.append(error.args)
    try:
        g(1, 2)
    except TypeError as error:
        found.append(str(error))
    return found, g(1, [2])


def other_kinds():
    """
    >>> other_kinds()
    (4, 'x', 'y', 6)
    """
    cdef object f = without_gil
    cdef object g = name_of
    return f(3), g(Counter(1), 'x'), g(None, 'y'), (lambda: one_more)()(5)


cdef class Rated:
    cpdef int rate(self):
        return 3

    cpdef scaled(self, by=1):
        return 3 * by


def bound_methods(Rated rated):
    """A variable that a method is assigned to holds Python's bound method.

    >>> bound_methods(Rated())
    (3, 3, 15)
    """
    rate = rated.rate
    scaled = rated.scaled
    return rate(), scaled(), scaled(5)


cdef int falling(object key) except? -1:
    return -key


cdef int rising(object key) except? -1:
    return key


def chosen(bint is_falling):
    """
    >>> chosen(True), chosen(False)
    (([3, 2, 1], [1, 2, 3]), ([1, 2, 3], [3, 2, 1]))
    """
    return (sorted([3, 1, 2], key=falling if is_falling else rising),
            sorted([3, 1, 2], key=is_falling and rising or falling))


cdef class Adder:
    cdef int by

    def __init__(self, by):
        self.by = by

    cdef int add(self, int x):
        return self.by + x

    cpdef int add_twice(self, int x):
        return 2 * self.by + x


def both_ways():
    """A method of an object, and that of the class, which takes the object.

    >>> both_ways()
    (5, 11, 13)
    """
    bound = <object>Adder(3).add
    unbound = <object>Adder.add
    return bound(2), unbound(Adder(10), 1), Adder.add_twice(Adder(6), 1)


cpdef int visible(int x):
    """Seen."""
    return x


def attributes():
    """
    >>> attributes()
    ('visible', 'Seen.', True, False)
    """
    o = <object>visible
    return visible.__name__, visible.__doc__, o is visible, visible != o


cdef object documented(object x, list y, double z, float w, unsigned int u, bint b):
    return x


cdef void without_result(int x):
    pass


cdef Adder of_class(Adder a):
    return a


def docstrings():
    """
    >>> for text in docstrings():
    ...     print(text)
    wrap(x, y: list, z: float, w: 'float', u: 'unsigned int', b: bool)
    wrap(x: 'int') -> 'void'
    wrap(a: 'Adder') -> 'Adder'
    """
    return [(<object>documented).__doc__, (<object>without_result).__doc__, (<object>of_class).__doc__]
