"""C methods, named through the class or an object, as values: function pointers and callbacks."""

cimport cython

ctypedef int (*Plain)(int) noexcept
ctypedef int (*Method)(Counter, int) noexcept
ctypedef int (*AnyMethod)(object, int) noexcept
ctypedef int (*Checked)(Counter, int) except -1
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

    cdef int checked(self, int x) except -1:
        if x < 0:
            raise ValueError(x)
        return self.start - x

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


@cython.final
cdef class Last(Derived):
    cdef int add(self, int x) noexcept:
        return 100 * x


cdef class Holder:
    cdef Counter counter
    cdef AnyMethod add

    def __init__(self, counter):
        self.counter = counter
        self.add = <AnyMethod>self.counter.add

    def __call__(self, int x):
        return self.add(self.counter, x)


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


def of_object(Counter counter):
    """Through an object it is what a call of the object's method would choose.

    >>> of_object(Counter(10)), of_object(Derived(10)), of_object(Last(10))
    ((11, 8), (-1, 8), (100, 8))
    >>> of_object(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'add'
    """
    cdef Method add = counter.add
    cdef Checked checked = counter.checked
    return add(counter, 1), checked(counter, 2)


def of_final(Last last):
    """
    >>> of_final(Last(10))
    (100, 6)
    """
    cdef AnyMethod add = <AnyMethod>last.add
    cdef Plain double = last.double
    return add(last, 1), double(3)


def raising(Counter counter, int x):
    """
    >>> raising(Derived(10), 3)
    7
    >>> raising(Derived(10), -3)
    Traceback (most recent call last):
    ValueError: -3
    """
    cdef Checked checked = counter.checked
    return checked(counter, x)


def held():
    """
    >>> held()
    (13, -3)
    """
    return Holder(Counter(10))(3), Holder(Derived(10))(3)


def chosen_each_time(counters):
    """
    >>> list(chosen_each_time([Counter(1), Derived(1), Last(1)]))
    [3, -2, 200]
    """
    cdef Counter counter
    cdef Method add
    for counter in counters:
        add = counter.add
        yield add(counter, 2)


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


cdef class Steps:
    cpdef int step(self, int x) except? -1:
        if x < 0:
            raise ValueError(x)
        return x + 1

    cpdef object pair(self, other):
        return "own", other

    cpdef double half(self, double x) noexcept nogil:
        return x / 2


cdef class LongSteps(Steps):
    cpdef int step(self, int x) except? -1:
        return x + 100


class PythonSteps(LongSteps):
    def step(self, x):
        return x * 1000 if x else "none"

    def pair(self, other):
        return "Python", other

    def half(self, x):
        return -x


ctypedef int (*Step)(Steps, int) except? -1
ctypedef object (*Pair)(Steps, object)
ctypedef double (*Half)(Steps, double) noexcept nogil


def of_cpdef(Steps steps, int x):
    """Of a cpdef method the pointer chooses too: C's methods and those of Python.

    >>> of_cpdef(Steps(), 2), of_cpdef(LongSteps(), 2), of_cpdef(PythonSteps(), 2)
    ((3, ('own', 2), 1.0), (102, ('own', 2), 1.0), (2000, ('Python', 2), -2.0))
    >>> of_cpdef(Steps(), -2)
    Traceback (most recent call last):
    ValueError: -2
    >>> of_cpdef(PythonSteps(), 0)
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> of_cpdef(None, 2)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'step'
    """
    cdef Step step = <Step>steps.step
    cdef Pair pair = steps.pair
    cdef Half half = steps.half
    cdef double result
    first = step(steps, x)
    with nogil:
        result = half(steps, x)
    return first, pair(steps, x), result


def of_cpdef_class(Steps steps):
    """The class's own is called, whatever object there is.

    >>> of_cpdef_class(Steps()), of_cpdef_class(LongSteps()), of_cpdef_class(PythonSteps())
    (3, 3, 3)
    """
    cdef Step step = Steps.step
    return step(steps, 2)


def steps_of(all_steps):
    """
    >>> list(steps_of([Steps(), LongSteps(), PythonSteps()]))
    [2, 101, 1000]
    >>> bound = Steps().step
    >>> bound(4), as_object(PythonSteps())(4)
    (5, 4000)
    """
    cdef Steps steps
    cdef Step step
    for steps in all_steps:
        step = steps.step
        yield step(steps, 1)


def as_object(Steps steps):
    return steps.step
