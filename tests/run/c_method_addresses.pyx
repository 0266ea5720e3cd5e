"""C methods of a class, named through the class, as values: function pointers and callbacks."""

ctypedef int (*Plain)(int) noexcept
ctypedef int (*Method)(Counter, int) noexcept
ctypedef object (*Maker)(int)
ctypedef int (*Quick)(int) except -1 nogil
ctypedef void (*Callback)(void *context, int value) noexcept nogil

cdef struct Table:
    Plain plain


cdef class Counter:
    cdef int start
    cdef readonly list seen

    def __init__(self, int start=0):
        self.start = start
        self.seen = []

    @staticmethod
    cdef int double(int x) noexcept:
        return 2 * x

    cdef int add(self, int x) noexcept:
        return self.start + x

    @staticmethod
    cdef object make(int start):
        if start < 0:
            raise ValueError(start)
        return Counter(start)

    @staticmethod
    cdef int quick(int x) except -1 nogil:
        if x == 0:
            raise ZeroDivisionError("nothing")
        return 12 // x

    @staticmethod
    cdef void note(void *context, int value) noexcept with gil:
        (<Counter>context).seen.append(value)

    def run(self):
        """
        >>> counter = Counter()
        >>> counter.run()
        >>> counter.seen
        [0, 1, 2]
        """
        cdef void *context = <void *>self
        with nogil:
            call_back(Counter.note, context)


cdef class Derived(Counter):
    cdef int add(self, int x) noexcept:
        return -x


cdef void call_back(Callback callback, void *context) noexcept nogil:
    cdef int i
    for i in range(3):
        callback(context, i)


cdef int apply(Plain function, int x):
    return function(x)


def plain():
    """
    >>> plain()
    ([2, 4, 6, 8, 10], True)
    """
    cdef Plain one = Counter.double
    cdef Plain other = &Counter.double
    cdef Table table = Table(Counter.double)
    return [one(1), other(2), table.plain(3), apply(Counter.double, 4), apply(Derived.double, 5)], \
        one == other


def method(Counter counter):
    """The pointer is the method of the class that is named; a call chooses that of the object.

    >>> method(Counter(10)), method(Derived(10))
    ((11, 11), (11, -1))
    """
    cdef Method add = Counter.add
    return add(counter, 1), counter.add(1)


def make(int start):
    """
    >>> make(3)
    'Counter'
    >>> make(-3)
    Traceback (most recent call last):
    ValueError: -3
    """
    cdef Maker maker = Counter.make
    return type(maker(start)).__name__


def quick(int x):
    """
    >>> quick(4)
    3
    >>> quick(0)
    Traceback (most recent call last):
    ZeroDivisionError: nothing
    """
    cdef Quick function
    cdef int result
    with nogil:
        function = Counter.quick
        result = function(x)
    return result


def generate(int count):
    """
    >>> list(generate(3))
    [0, 2, 4]
    """
    cdef Plain function = Counter.double
    for i in range(count):
        yield function(i)
