"""Types of variables that are assigned C numbers more than once: of floats a double, as in Cython,
so that no assignment rounds to 32 bits.

>>> once(0.1)
('float', True)
>>> twice(0.1)
('double', True)
>>> augmented(0.1)
('double', True)
>>> other_floats(0.1, 0.2)
('double', True)
>>> chosen(0.1, 0.2, True)
('double', True)
>>> in_loop(0.1, 3)
('double', 0.30000000000000004)
>>> list(yielded(0.1))
['double', 'double']
>>> captured(0.1)
('double', True)
>>> declared(0.1)
('float', False)

What arithmetic may make larger than its C type is Python's int.

>>> outgrown(2**40)
('int object', 'int object', 1267650600228229401496703205376)
>>> added_up(3)
('int object', 16777216)
>>> halved(7)
(1.75, 'double')
>>> by_two(7)
('int object', 'int object', 3)
>>> of_truth(True), of_text('ab')
(('bint', 'int object', 2), ('str object', 'str object', 'ax'))
>>> beside_float(True, 0.5), beside_float(False, 0.5)
(('double', 0.5), ('double', 2.0))
>>> absolute(-2147483648)
('int object', 2147483648)
>>> operators(-5)
(['int object', 'int object', 'int object', 'int object', 'Python object'], [5, 4, -5, -40, 25])
>>> read_by_inner(), set_by_inner(), multiplied_by_inner()
((20, 'long'), (7, 'long'), (1000000000000000000000000000000, 'int object'))
>>> may_be_none(True)
('Python object', None)

Constants that are no C ints are Python's too, whatever they are made of.

>>> constants(1 << 40)
(['int object', 'int object', 'long', 'long', 'long long'], 1208925819614629174706176, 4398046511104)
"""
cimport cython

TENTH = 0.1


def once(float x):
    y = x
    return cython.typeof(y), y == x


def twice(float x):
    y = x
    y = TENTH_of_c()
    return cython.typeof(y), y == TENTH


cdef double TENTH_of_c():
    return 0.1


cdef float narrow(double x):
    return x


def augmented(float x):
    y = x
    y += 0.1
    return cython.typeof(y), y == x + 0.1


def other_floats(float x, long double z):
    y = x
    y = narrow(z)
    return cython.typeof(y), y == narrow(0.2)


def chosen(float x, float z, bint first):
    y = x if first else z
    y = y * 0.1
    return cython.typeof(y), y == x * 0.1


def in_loop(double x, int count):
    y = narrow(0)
    for _ in range(count):
        y = y + x
    return cython.typeof(y), y


def yielded(float x):
    y = x
    yield cython.typeof(y)
    y = y + 1
    yield cython.typeof(y)


def captured(float x):
    y = x
    y = y + 0.1

    def inner():
        return y

    return cython.typeof(y), inner() == x + 0.1


def declared(float x):
    cdef float y = x
    y = 0.1
    return cython.typeof(y), y == TENTH


def outgrown(long n):
    x = n
    y = x * x
    y *= n
    y //= n
    return cython.typeof(x), cython.typeof(y), y * 2**20


def added_up(int n):
    total = 1
    for i in range(n):
        total = total * 256
    return cython.typeof(total), total


def halved(int n):
    h = n
    h = h / 2
    h = h / 2
    return h, cython.typeof(h)


def by_two(int n):
    k = n
    k = k // 2
    m = k + 0
    k = m
    return cython.typeof(k), cython.typeof(m), k


def of_truth(bint b):
    e = b
    f = 1
    f = f + e
    return cython.typeof(e), cython.typeof(f), f


def of_text(str text):
    c = text[0]
    d = c + 'x'
    return cython.typeof(c), cython.typeof(d), d


def beside_float(bint chosen, double d):
    a = 1
    b = a + 1
    if chosen:
        b = d
    return cython.typeof(b), b


def absolute(int n):
    x = n
    y = abs(x)
    return cython.typeof(y), y


def operators(int n):
    x = n
    a = -x
    b = ~x
    c = x if n else a
    d = x << 3
    e = x ** 2
    return [cython.typeof(a), cython.typeof(b), cython.typeof(c), cython.typeof(d), cython.typeof(e)], [a, b, c, d, e]


def read_by_inner():
    n = 5

    def inner():
        return n * 4

    return inner(), cython.typeof(n)


def set_by_inner():
    n = 5

    def inner():
        nonlocal n
        n = 7

    inner()
    return n, cython.typeof(n)


def multiplied_by_inner():
    n = 1

    def inner():
        nonlocal n
        n *= 1000

    for _ in range(10):
        inner()
    return n, cython.typeof(n)


def may_be_none(bint forgotten):
    n = 1
    m = n + 1
    if forgotten:
        n = None
    return cython.typeof(n), n


DEF LARGE = 1 << 40
DEF LOW = -(1 << 40)


def constants(long n):
    cdef long large = LARGE, low = LOW
    assert large == -low and LARGE == large and LOW == low
    assert (n & (1 << 40)) == n and n * LARGE == n * (1 << 40)
    return [
        cython.typeof(1 << 40),
        cython.typeof(LARGE),
        cython.typeof(1 << 30),
        cython.typeof(-2147483647 - 1),
        cython.typeof(1LL << 40),
    ], n * (1 << 40), (1 << 40) * 4


cdef long same(long x) nogil:
    return x


cdef unsigned long long for_c(bint b, long *count) nogil:
    cdef double d = 1 << 40
    cdef unsigned long long r = (1 << 35) - 1
    cdef long i = -(1 << 35)
    cdef long[2] a = [1 << 40, LOW]
    for i in range((1 << 40) - 3, LARGE):
        count[0] += same(1 << 33) + <long>d + a[1]
    return (1 << 40) if b else r


def constants_for_c(bint b):
    """
    >>> constants_for_c(True), constants_for_c(False)
    ((1099511627776, 25769803776), (34359738367, 25769803776))
    """
    cdef long count = 0
    result = for_c(b, &count)
    return result, count


def constant_ranges():
    """
    >>> constant_ranges()
    ([1099511627774, 1099511627775], [-1099511627776, -1099511627775])
    """
    return [i for i in range((1 << 40) - 2, 1 << 40)], [i for i in range(-(1 << 40), 2 - (1 << 40))]
