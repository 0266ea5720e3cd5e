"""Fused functions: versions for each choice of types, chosen when compiling, by index, or by the
arguments of a call from Python. (Cython gives the same answers; fused_everywhere.pyx has what it does not take.)

>>> numbers(1), numbers(1.5), numbers(True)
(('int', 1), ('double', 1.5), ('int', 1))
>>> numbers('a')
Traceback (most recent call last):
    ...
TypeError: No matching signature found
>>> numbers(None)
Traceback (most recent call last):
    ...
TypeError: No matching signature found
>>> numbers()
Traceback (most recent call last):
    ...
TypeError: Expected at least 1 argument, got 0
>>> numbers(1, 2, 3)
Traceback (most recent call last):
    ...
TypeError: numbers() takes exactly 1 positional argument (3 given)
>>> numbers(2 ** 40)
Traceback (most recent call last):
    ...
OverflowError: value too large to convert to int

Indices are texts, Python's types and what cython's types print as.

>>> numbers['double'](2), numbers['int'](2)
(('double', 2.0), ('int', 2))
>>> two_types[int, object](1, 2), two_types['double', 'short'](1, 2)
(('int', 'Python object'), ('double', 'short'))
>>> numbers['float']
Traceback (most recent call last):
    ...
KeyError: 'float'
>>> two_types['int']
Traceback (most recent call last):
    ...
KeyError: 'int'
>>> sorted(two_types.__signatures__)
['double|object', 'double|short', 'int|object', 'int|short']
>>> two_types.__signatures__['int|short'] is two_types['int', 'short']
True
>>> type(two_types).__name__, two_types.__name__, two_types.__qualname__
('fused_cython_function', 'two_types', 'two_types')
>>> two_types['int', 'short'].__qualname__
'two_types[int,short]'
>>> hasattr(two_types, '__self__'), two_types.__closure__
(False, None)

>>> two_types(1, 2), two_types(1, 'a'), two_types(1.5, 2), two_types(y=2, x=1)
(('int', 'short'), ('int', 'Python object'), ('double', 'short'), ('int', 'short'))
>>> two_types('a', 1)
Traceback (most recent call last):
    ...
TypeError: Function call with ambiguous argument types
>>> two_types(1)
Traceback (most recent call last):
    ...
TypeError: Expected at least 2 arguments, got 1

Defaults are evaluated once.

>>> evaluated
[3, 4]
>>> defaults(1), defaults(1.5, 5, w=7)
(('int', 3, 4), ('double', 5, 7))
>>> defaults.__defaults__[0]
3
>>> keyword_only(x=2), keyword_only(x=0.5)
('int', 'double')
>>> keyword_only()
Traceback (most recent call last):
    ...
TypeError: Missing keyword-only argument: 'x'
"""

cimport cython

ctypedef fused number:
    int
    double

ctypedef fused other:
    short
    object

evaluated = []


def note(value):
    evaluated.append(value)
    return value


def numbers(number x):
    return cython.typeof(x), x


def two_types(number x, other y):
    return cython.typeof(x), cython.typeof(y)


def defaults(number x, int z=note(3), *, int w=note(4)):
    return cython.typeof(x), z, w


def keyword_only(*, number x):
    return cython.typeof(x)


# --- C functions ----------------------------------------------------------------------------------
cdef number first(number *values):
    return values[0]


cdef number twice(number x) noexcept nogil:
    return x * 2


cdef str name_of(cython.numeric x):
    return cython.typeof(x)


cdef number scaled(number x, number factor=2):
    return x * factor


def c_calls():
    """
    >>> c_calls()
    (3, 2.5, 3, 2.5)
    """
    cdef int i = 3
    cdef double d = 2.5
    return first(&i), first(&d), first[int](&i), first[double](&d)


def literals():
    """
    >>> literals()
    ('long', 'double', 'double complex', 'short', 'float')
    """
    cdef short s = 1
    cdef float f = 1
    return name_of(1), name_of(1.5), name_of(1j), name_of(s), name_of(f)


ctypedef unsigned long ulong
ctypedef unsigned long long ullong
ctypedef fused wide:
    ullong
    ulong
    unsigned int


cdef str width_of(wide x):
    if wide is ulong:
        return 'long'
    elif wide is ullong:
        return 'long long'
    return 'int'


def of_one_width():
    """
    >>> of_one_width()
    ('long long', 'long', 'int', 'long', 'long long')
    """
    cdef ullong a = 1
    cdef ulong b = 1
    cdef unsigned int c = 1
    return width_of(a), width_of(b), width_of(c), width_of[ulong](a), width_of[ullong](b)


def without_gil(int n):
    """
    >>> without_gil(4)
    (12, 6.0)
    """
    cdef int total = 0, i
    cdef double sum = 0
    with nogil:
        for i in range(n):
            total += twice(i)
        sum = twice(3.0)
    return total, sum


def optional_arguments():
    """
    >>> optional_arguments()
    (6, 3.0, 9, 4.5)
    """
    cdef int i = 3
    cdef double d = 1.5
    return scaled(i), scaled(d), scaled(i, 3), scaled(d, factor=3)


def pointers():
    """
    >>> pointers()
    (6, 3.0)
    """
    cdef int (*of_int)(int) noexcept nogil
    cdef double (*of_double)(double) noexcept nogil
    of_int = twice
    of_double = twice[double]
    return of_int(3), of_double(1.5)


# --- Tests of types -------------------------------------------------------------------------------
def branches(cython.numeric x):
    """
    >>> branches(1), branches(1.5), branches(1j)
    ('long, integral', 'double', 'complex 0.0 1.0')
    """
    if cython.numeric in cython.integral:
        if cython.numeric is long:
            return 'long, integral'
        return 'integral'
    elif cython.numeric is double or cython.numeric is float:
        return 'double' if cython.numeric is double else 'float'
    else:
        return f'complex {x.real} {x.imag}'


def only_what_holds(number x):
    """
    >>> only_what_holds(3), only_what_holds(2.5)
    (('int', 'ok', False), ('double', 'ok', True))
    """
    cdef number *pointer = &x
    if number is int:
        kind = 'int'
        x %= 2
    if number == double and x > 1:
        kind = 'double'
    if not number is int:
        is_double = True
    else:
        is_double = False
    return kind, 'ok' if pointer is not NULL else None, is_double


cdef fused pointed:
    cython.p_int
    cython.p_char


cdef what_it_points_to(pointed p):
    if pointed is cython.p_int:
        return p[0]
    else:
        return p.decode('ascii')


def composed():
    """
    >>> composed()
    (7, 'text')
    """
    cdef int i = 7
    return what_it_points_to(&i), what_it_points_to(<char *>b'text')


# --- cpdef ----------------------------------------------------------------------------------------
cpdef number add(number a, number b=2):
    """
    >>> add(1), add(1.5), add(1, 2.5), add(a=1, b=3)
    (3, 3.5, 3, 4)
    >>> add['double'](1)
    3.0
    >>> add.__doc__.strip()[:7]
    '>>> add'
    """
    return a + b


def calls_cpdef():
    """
    >>> calls_cpdef()
    (3, 3.5, 4.0, 5.0)
    """
    cdef int i = 1
    cdef double d = 1.5
    return add(i), add(d), add[double](2), add[cython.double](3)


# --- Views ----------------------------------------------------------------------------------------
def view_of(number[:] values):
    """
    >>> from array import array
    >>> view_of(array('i', [1, 2])), view_of(array('d', [1.5]))
    (('int[:]', 3), ('double[:]', 1.5))
    >>> view_of(array('f', [1]))
    Traceback (most recent call last):
        ...
    TypeError: No matching signature found
    >>> view_of(3)
    Traceback (most recent call last):
        ...
    TypeError: No matching signature found
    >>> view_of(memoryview(array('i', [4])))
    ('int[:]', 4)
    >>> sorted(view_of.__signatures__)
    ['double', 'int']
    """
    cdef number total = 0
    for i in range(values.shape[0]):
        total += values[i]
    return cython.typeof(values), total


ctypedef fused layout:
    double[:, ::1]
    double[:, :]
    float[:]
    bytes
    object


def kinds(layout x):
    """
    >>> from array import array
    >>> kinds(memoryview(array('d', range(4))).cast('b').cast('d', (2, 2)))
    'double[:, ::1]'
    >>> kinds(array('f', [1])), kinds(b'a'), kinds('a'), kinds(3)
    ('float[:]', 'bytes object', 'Python object', 'Python object')
    """
    return cython.typeof(x)


def constant_view(const cython.floating[:] values):
    """
    >>> constant_view(memoryview(b'12345678').cast('d'))
    'double'
    """
    cdef cython.floating first = values[0]
    return cython.typeof(first)


# --- Types of Python ------------------------------------------------------------------------------
cdef class Point:
    cdef int x

    def __init__(self, x):
        self.x = x


cdef fused things:
    str
    list
    Point
    long


def thing(things value):
    """
    >>> thing('a'), thing([1]), thing(Point(3)), thing(4)
    ('str a', 'list 1', 'Point 3', 'long 4')
    >>> thing(())
    Traceback (most recent call last):
        ...
    TypeError: No matching signature found
    """
    if things is Point:
        return f'Point {value.x}'
    elif things is list:
        return f'list {value[0]}'
    elif things is str:
        return 'str ' + value
    else:
        return f'long {value}'


# --- Methods --------------------------------------------------------------------------------------
cdef class Extension:
    """
    >>> e = Extension()
    >>> e.method(1), e.method(1.5, y=3), Extension.method(e, 2)
    (('int', 1), ('double', 3), ('int', 1))
    >>> e.method['double'](1), Extension.method['int'](e, 1)
    (('double', 1), ('int', 1))
    >>> bound = e.method
    >>> bound(2), bound.__self__ is e
    (('int', 1), True)
    >>> Extension.static(1), e.static(1.5), Extension.static['int'](2)
    ('int', 'double', 'int')
    >>> Extension.of_class(1), e.of_class(1.5)
    (('Extension', 'int'), ('Extension', 'double'))
    >>> e.both(1), e.both(0.5)
    ('int', 'double')
    >>> e.calls()
    (4, 3.0, 'double', 'int')
    >>> e.method('a')
    Traceback (most recent call last):
        ...
    TypeError: No matching signature found
    >>> Extension.method(1)
    Traceback (most recent call last):
        ...
    TypeError: Expected at least 2 arguments, got 1
    """

    def method(self, number x, y=1):
        return cython.typeof(x), y

    @staticmethod
    def static(number x):
        return cython.typeof(x)

    @classmethod
    def of_class(cls, number x):
        return 'Extension', cython.typeof(x)

    cpdef both(self, number x):
        return cython.typeof(x)

    cdef number virtual(self, number x):
        return x * 2

    def calls(self):
        cdef int i = 2
        cdef double d = 1.5
        return self.virtual(i), self.virtual(d), self.both(d), self.both[int](3)


class Plain:
    """
    >>> p = Plain()
    >>> p.method(1), Plain.method(p, 1.5), p.method['int'](3), p.static(2.5)
    ('int', 'double', 'int', 'double')
    >>> Plain.method.__qualname__
    'Plain.method'
    """

    def method(self, number x):
        return cython.typeof(x)

    @staticmethod
    def static(number x):
        return cython.typeof(x)


def decorate(function):
    function.decorated = True
    return function


@decorate
@cython.boundscheck(False)
def decorated(number x):
    """
    >>> decorated.decorated, decorated(1)
    (True, 'int')
    """
    return cython.typeof(x)


cdef number raises(number x):
    if x < 0:
        raise ValueError(cython.typeof(x))
    return x


def exceptions(number x):
    """
    >>> exceptions(-2)
    Traceback (most recent call last):
        ...
    ValueError: int
    >>> exceptions(-1.5)
    Traceback (most recent call last):
        ...
    ValueError: double
    >>> exceptions(-1 + 2)
    1
    """
    return raises(x)


ctypedef double real
ctypedef unsigned char byte


cdef fused named:
    real
    byte
    unsigned long


cdef fused named_or_float:
    named
    float


def by_typedef(named x):
    """A typedef is asked for by its own name.

    >>> sorted(by_typedef.__signatures__)
    ['byte', 'real', 'unsigned long']
    >>> by_typedef["real"](3), by_typedef["byte"](3)
    (3.0, 3)
    >>> by_typedef["double"](3)
    Traceback (most recent call last):
        ...
    KeyError: 'double'
    """
    return x


def by_inner_typedef(named_or_float x):
    """
    >>> sorted(by_inner_typedef.__signatures__)
    ['byte', 'float', 'real', 'unsigned long']
    """
    return x


cdef fused whole_or_broken:
    int
    double


def after_decided_test(whole_or_broken x):
    """What follows a branch that leaves is not checked where that one is taken.

    >>> after_decided_test(3), after_decided_test(3.5)
    (4, 7.0)
    """
    if whole_or_broken is int:
        return x + 1
    cdef whole_or_broken result = x * 2.0
    return result


def generator_after_test(whole_or_broken x):
    """
    >>> list(generator_after_test(3)), list(generator_after_test(3.5))
    ([], [1.75])
    """
    for _ in range(1):
        if whole_or_broken is int:
            if True:
                pass
            break
        x = x / 2
        yield x


ctypedef double length


cdef fused measure:
    real
    length
    double
    byte


cdef fused measure_or_byte:
    measure
    long
    byte


def of_same_types(measure x):
    """Typedefs of one type are members of their own; an argument chooses the first.

    >>> list(of_same_types.__signatures__)
    ['real', 'length', 'double', 'byte']
    >>> of_same_types(1.5), of_same_types["length"](1.5), of_same_types["byte"](1)
    (3.0, 3.0, 2)
    >>> of_same_types[float](1.5)
    Traceback (most recent call last):
        ...
    KeyError: 'float'
    """
    if measure is length:
        return x * 2
    return x + x


def of_same_types_twice(measure_or_byte x, measure y):
    """
    >>> sorted(key for key in of_same_types_twice.__signatures__ if key.startswith('length'))
    ['length|byte', 'length|double', 'length|length', 'length|real']
    >>> len(of_same_types_twice.__signatures__)
    20
    >>> of_same_types_twice(1, 1.5)
    2.5
    """
    return x + y


cdef measure thrice(measure x):
    return 3 * x


def of_same_types_in_c():
    """
    >>> of_same_types_in_c()
    (9.0, 6)
    """
    cdef byte number = 2
    return thrice[length](3), thrice(number)


def views_of_same_types(measure[:] items):
    """
    >>> import array
    >>> views_of_same_types(array.array('d', [1.5])), views_of_same_types(array.array('B', [3]))
    (1.5, 3.0)
    """
    return <double>items[0]


ctypedef fused signed_number:
    char
    short
    int
    long
    long long

ctypedef fused unsigned_number:
    unsigned char
    unsigned int
    unsigned long


cdef name_of_signed(signed_number x):
    return cython.typeof(x)


cdef name_of_unsigned(unsigned_number x):
    return cython.typeof(x)


cdef names_of_pair((cython.floating, cython.integral) pair):
    return cython.typeof(pair[0]), cython.typeof(pair[1])


def closest():
    """The version whose type is closest, as Cython counts it; a tuple of C numbers is a C tuple.

    >>> closest()
    (['long', 'int', 'int', 'long long'], ['unsigned int', 'unsigned long'], ('double', 'int'), ('float', 'long'))
    """
    cdef unsigned char uc = 1
    cdef unsigned short us = 1
    cdef unsigned int ui = 1
    cdef size_t size = 1
    cdef Py_ssize_t ssize = 1
    cdef double d = 1
    cdef float f = 1
    cdef int i = 1
    cdef long l = 1
    return ([name_of_signed(ui), name_of_signed(us), name_of_signed(uc), name_of_signed(ssize)],
            [name_of_unsigned(us), name_of_unsigned(size)], names_of_pair((d, i)), names_of_pair((f, l)))


ctypedef fused said_sign:
    int
    signed char
    long

ctypedef fused of_int:
    signed char
    int
    long


def of_said_sign(said_sign x):
    """A `signed char` keeps its place among larger integers, as in Cython.

    >>> of_said_sign(1), of_first(1)
    ('int', 'signed char')
    """
    return cython.typeof(x)


def of_first(of_int x):
    return cython.typeof(x)
