"""C variables that inner functions share: each lies in C memory that the functions have in common, so
that fields and elements of it can be set, its address taken, and the GIL is not needed."""

from libc.string cimport strlen

cdef struct Pair:
    double value
    char tag


def struct_field():
    """
    >>> struct_field()
    (1.5, 7, 2.5, 7)
    """
    cdef Pair pair
    pair.value = 1.5
    pair.tag = 7
    def read():
        return pair.value, pair.tag
    before = read()
    pair.value = 2.5
    return before + read()


def array_element(int n):
    """
    >>> array_element(4)
    [0, 1, 4, 9]
    """
    cdef int squares[10]
    def fill(int count):
        for i in range(count):
            squares[i] = i * i
    fill(n)
    return [squares[i] for i in range(n)]


def pointer(bytes text):
    """
    >>> pointer(b"abc")
    (3, 2)
    """
    cdef const char *place = text
    def move():
        nonlocal place
        place += 1
    def length():
        return strlen(place)
    before = length()
    move()
    return before, length()


def address_of(int start):
    """
    >>> address_of(5)
    6
    """
    cdef int count = start
    cdef int *place = &count
    def increment():
        place[0] += 1
    increment()
    return count


def without_gil(int n):
    """
    >>> without_gil(10)
    (45, 45)
    """
    cdef long total = 0
    cdef int i
    def read():
        return total
    with nogil:
        for i in range(n):
            total += i
    return total, read()


def parameter(int n, double x=0.5):
    """
    >>> parameter(3)
    [(4, 1.5), (5, 2.5)]
    """
    def change():
        nonlocal n, x
        n += 1
        x += 1
        return n, x
    return [change(), change()]


def counters():
    """Each call has variables of its own.

    >>> first, second = counters(), counters()
    >>> first(), first(), second()
    (1, 2, 1)
    """
    cdef unsigned char count = 0
    def count_up():
        nonlocal count
        count += 1
        return count
    return count_up


def wraps_as_c():
    """
    >>> wraps_as_c()
    (255, 0)
    """
    cdef unsigned char count = 255
    def count_up():
        nonlocal count
        before = count
        count += 1
        return before, count
    return count_up()


def generator(int n):
    """
    >>> numbers = generator(3)
    >>> list(numbers)
    [0.0, 1.0, 2.0]
    """
    cdef Pair pair
    pair.value = 0
    def numbers():
        while pair.value < n:
            yield pair.value
            pair.value += 1
    return numbers()


def complex_parts():
    """
    >>> complex_parts()
    (1+5j)
    """
    cdef double complex z = 1 + 2j
    def add():
        nonlocal z
        z += 3j
    add()
    return z


def long_double(long double x):
    """
    >>> long_double(1.5)
    [2.5, 3.5]
    """
    def step(_):
        nonlocal x
        x += 1
        return <double>x
    return [step(k) for k in range(2)]


def outlives_the_call():
    """
    >>> read, write = outlives_the_call()
    >>> write(4, 2.5)
    >>> read()
    (2.5, 4)
    """
    cdef Pair pairs[3]
    def write(int tag, double value):
        pairs[2] = Pair(value, <char>tag)
    def read():
        return pairs[2].value, pairs[2].tag
    return read, write
