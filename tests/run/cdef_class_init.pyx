"""Making and ending extension objects: __cinit__, __init__, __dealloc__, inheritance, __new__."""

from libc.stdlib cimport free, malloc

log = []


def logged():
    """Return and forget what was logged."""
    result = log[:]
    log.clear()
    return result


cdef class Base:
    """
    >>> base = Base(1, 2)
    >>> logged()
    ['Base.__cinit__ (1, 2)', 'Base.__init__ (1, 2)']
    >>> del base
    >>> logged()
    ['Base.__dealloc__']
    """

    def __cinit__(self, *arguments):
        log.append(f'Base.__cinit__ {arguments}')

    def __init__(self, *arguments):
        log.append(f'Base.__init__ {arguments}')

    def __dealloc__(self):
        log.append('Base.__dealloc__')


cdef class Derived(Base):
    """__cinit__ runs for all levels, base first; __init__ only the lowest.

    >>> derived = Derived(1, 2)
    >>> logged()
    ['Base.__cinit__ (1, 2)', 'Derived.__cinit__ 1 2', 'Derived.__init__']
    >>> del derived
    >>> logged()
    ['Derived.__dealloc__', 'Base.__dealloc__']
    """

    def __cinit__(self, a, b):
        log.append(f'Derived.__cinit__ {a} {b}')

    def __init__(self, a, b):
        log.append('Derived.__init__')

    def __dealloc__(self):
        log.append('Derived.__dealloc__')


cdef class CallsSuper(Base):
    """
    >>> _ = CallsSuper(5)
    >>> logged()
    ['Base.__cinit__ (5,)', 'CallsSuper.__init__', 'Base.__init__ (6,)']
    >>> del _; logged()
    ['Base.__dealloc__']
    """

    def __init__(self, value):
        log.append('CallsSuper.__init__')
        super().__init__(value + 1)


class PythonClass(Base):
    """
    >>> instance = PythonClass('x')
    >>> logged()
    ["Base.__cinit__ ('x',)", 'PythonClass.__init__']
    >>> instance.attribute = 5
    >>> del instance; logged()
    ['Base.__dealloc__']
    """

    def __init__(self, x):
        log.append('PythonClass.__init__')


cdef class NoArguments:
    """A __cinit__ without parameters takes any arguments.

    >>> NoArguments(1, 2, a=3).ready
    True
    """

    cdef readonly bint ready

    def __cinit__(self):
        self.ready = True

    def __init__(self, *arguments, **named):
        pass


cdef class WrongArguments:
    """
    >>> WrongArguments(1)
    Traceback (most recent call last):
    TypeError: __cinit__() takes exactly 2 positional arguments (1 given)
    >>> WrongArguments(1, 'x')
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> WrongArguments(1, 2).total
    3
    """

    cdef readonly int total

    def __cinit__(self, int a, int b):
        self.total = a + b


cdef class Failing:
    """An object whose __cinit__ fails is ended all the same.

    >>> Failing(0)
    Traceback (most recent call last):
    ValueError: failed
    >>> logged()
    ['dealloc 0']
    """

    cdef int value

    def __cinit__(self, value):
        self.value = value
        raise ValueError('failed')

    def __dealloc__(self):
        log.append(f'dealloc {self.value}')


cdef class Buffer:
    """Owns C memory.

    >>> buffer = Buffer(5)
    >>> buffer.total()
    10
    >>> del buffer
    >>> logged()
    ['freed']
    """

    cdef int *values
    cdef int size

    def __cinit__(self, int size):
        self.size = size
        self.values = <int *>malloc(size * sizeof(int))
        if self.values is NULL:
            raise MemoryError()
        for i in range(size):
            self.values[i] = i

    def total(self):
        """Sum the values."""
        cdef int i, result = 0
        for i in range(self.size):
            result += self.values[i]
        return result

    def __dealloc__(self):
        free(self.values)
        log.append('freed')


cdef class Keywords:
    """
    >>> keywords = Keywords(5, scale=2.5)
    >>> keywords.size, keywords.scale, keywords.name
    (5, 2.5, 'none')
    >>> Keywords(name='x', size=1).name
    'x'
    >>> Keywords()
    Traceback (most recent call last):
    TypeError: __init__() takes at least 1 positional argument (0 given)
    """

    cdef readonly int size
    cdef readonly double scale
    cdef readonly str name

    def __init__(self, int size, double scale=1, *, str name='none'):
        self.size = size
        self.scale = scale
        self.name = name


def made_by_new():
    """T.__new__(T) skips __init__.

    >>> made_by_new(), logged()
    ((0, None), [])
    """
    cdef Keywords keywords = Keywords.__new__(Keywords)
    return keywords.size, keywords.name


def new_runs_cinit():
    """
    >>> new_runs_cinit()
    ['Base.__cinit__ (7,)', 'Base.__dealloc__']
    """
    cdef Base base = Base.__new__(Base, 7)
    base = None
    return logged()


def reinitialized():
    """
    >>> reinitialized()
    (1, 9)
    """
    keywords = Keywords(1)
    before = keywords.size
    keywords.__init__(9)
    return before, keywords.size


cdef Keywords make(int size):
    return Keywords(size, name='made')


def made_by_function():
    """
    >>> made_by_function()
    (3, 'made')
    """
    return make(3).size, make(3).name


cdef class Level1:
    """Three levels of attributes and of __cinit__."""

    cdef public int one

    def __cinit__(self):
        self.one = 1


cdef class Level2(Level1):
    """The second."""

    cdef public double two
    cdef public list items

    def __cinit__(self):
        self.two = self.one + 1
        self.items = []


cdef class Level3(Level2):
    """
    >>> level = Level3()
    >>> level.one, level.two, level.items, level.three
    (1, 2.0, [], '3.0')
    """

    cdef public str three

    def __cinit__(self):
        self.three = str(self.one + self.two)


def many(int n):
    """
    >>> many(1000)
    1000
    """
    objects = [Level3() for _ in range(n)]
    return len({id(level) for level in objects})
