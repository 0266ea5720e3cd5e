"""Match statements on C values: subjects, items, fields and names that stay C's, without the GIL too.

>>> [of_int(n) for n in (0, 1, 7, 8, -3, 97, 2147483647)]
['zero', 'one', 'seven or eight', 'seven or eight', 'negative', "'a'", 2147483647]
>>> [of_double(x) for x in (0, 2.5, -1, 3)]
['zero', 'half', 'minus one', 3.0]
>>> of_bint(True), of_bint(False), of_bint(3), none_of_int(1)
('yes', 'no', 'yes', 'no singleton')
>>> of_char(98), of_enum(2), of_enum(1), of_unsigned(2 ** 64 - 1)
('b', 'green', 'red', 'most')
>>> without_gil(3), without_gil(30), sum_without_gil(array.array('d', [1, 2])), sum_without_gil(array.array('d', []))
(33, 30, 3.0, 0.0)
>>> pointers()
('null', 5)
>>> views(None), views(array.array('i', [])), views(array.array('i', [4])), views(array.array('i', [1, 2, 3])), views(array.array('i', [5, 6]))
('none', 'empty', ('one', 4, 'int'), ('first', 1), ('all', [5, 6]))
>>> rows(array.array('d', range(4)))
(1.0, 'double[:]')
>>> pairs(1, 2.5), pairs(0, 2.5), mixed_pair(3, 4)
((1, 2.5, 'int', 'double'), 2.5, ([3, 4], 'list object'))
>>> [shapes(value) for value in (Circle(2), Circle(-1), Ring(3, 1), Square(2), None)]
[(4.0, 'double'), 'negative', (8.0, 'double'), (2, 'object'), None]
>>> private_field(Circle(1)), property_of(Circle(2)), twice(Ring(2, 1))
('own', 4.0, "match_c_values.Ring() got multiple sub-patterns for attribute 'inner'")
>>> declared([1, 2]), declared(["a", 2])
Traceback (most recent call last):
TypeError: an integer is required
>>> declared_list([1]), declared_list(None)
(True, False)
>>> structs(1, 2)
(1, 'Pair')
>>> captured(array.array('i', [3, 4]))
7
>>> list(generated(array.array('i', [3, 4]))), list(generated(array.array('i', [1])))
([3, 4], [])
>>> joined([1]), joined(2.0)
([1], 2.0)
>>> shapes(Liar())
>>> exact(5), exact(True)
('int', 'bool')
"""

cimport cython
import array


cdef enum Colour:
    RED = 1
    GREEN = 2


cdef struct Pair:
    int first
    int second


cdef class Circle:
    __match_args__ = ("radius", "area")
    cdef double radius
    cdef str __name

    def __init__(self, radius):
        self.radius = radius
        self.__name = "own"

    @property
    def area(self):
        return self.radius * self.radius


cdef class Ring(Circle):
    __match_args__ = ("inner",)
    cdef public double inner

    def __init__(self, radius, inner):
        super().__init__(radius)
        self.inner = inner


class Square:
    def __init__(self, side):
        self.side = side


class Liar:
    @property
    def __class__(self):
        return Circle


def of_int(int n):
    match n:
        case 0:
            return "zero"
        case 1:
            return "one"
        case 7 | 8:
            return "seven or eight"
        case c'a':
            return "'a'"
        case _ if n < 0:
            return "negative"
        case other:
            assert cython.typeof(other) == "int"
            return other


def of_double(double x):
    match x:
        case 0:
            return "zero"
        case 2.5:
            return "half"
        case -1:
            return "minus one"
        case y:
            assert cython.typeof(y) == "double"
            return y


def of_bint(bint flag):
    match flag:
        case True:
            return "yes"
        case False:
            return "no"


def none_of_int(int n):
    match n:
        case None | True | False:
            return "singleton"
        case _:
            return "no singleton"


def of_char(char c):
    match c:
        case b'a':
            return "a"
        case b'b':
            return "b"


def of_enum(Colour colour):
    match colour:
        case Colour.RED:
            return "red"
        case Colour.GREEN:
            return "green"


def of_unsigned(unsigned long long n):
    match n:
        case 18446744073709551615:
            return "most"


cdef int classify(int n) noexcept nogil:
    cdef int small
    match n:
        case 1 | 2 | 3 as small if small > 2:
            return small * 11
        case other:
            return other


cdef double total(double[:] values) noexcept nogil:
    match values.shape[0]:
        case 0:
            return 0
        case 2:
            return values[0] + values[1]
    return -1


def without_gil(int n):
    with nogil:
        n = classify(n)
    return n


def sum_without_gil(double[:] values):
    return total(values)


cdef int is_null(int *p):
    match p:
        case NULL:
            return 1
        case q:
            return q[0]


def pointers():
    cdef int number = 5
    return "null" if is_null(NULL) == 1 else None, is_null(&number)


def views(int[:] view):
    match view:
        case None:
            return "none"
        case []:
            return "empty"
        case [one]:
            return "one", one, cython.typeof(one)
        case [1 as first, *_]:
            return "first", first
        case [*every]:
            return "all", every


def rows(double[:] flat):
    cdef double[:, :] grid = <double[:2, :2]>&flat[0]
    match grid:
        case [row, [_, 3]]:
            return row[1], cython.typeof(row)


cdef (int, double) pair(int first, double second):
    return first, second


def pairs(int first, double second):
    match pair(first, second):
        case (a, b, c):
            return a, b, c
        case (0, b):
            return b
        case (a, b):
            return a, b, cython.typeof(a), cython.typeof(b)


def mixed_pair(int first, double second):
    cdef (int, int) both = (first, <int>second)
    match both:
        case (*every,):
            return every, cython.typeof(every)


def shapes(value):
    match value:
        case Ring(radius=r, inner=i):
            return r * r - i * i, cython.typeof(r)
        case Circle(radius=r) if r < 0:
            return "negative"
        case Circle(radius=r):
            return r * r, cython.typeof(r)
        case Square(side=s):
            return s, cython.typeof(s).split()[-1]


def private_field(Circle circle):
    match circle:
        case Circle(_Circle__name=name):
            return name


def property_of(circle):
    match circle:
        case Circle(area=area):
            return area


def twice(ring):
    try:
        match ring:
            case Ring(_, inner=i):
                return i
    except TypeError as error:
        return str(error)


def declared(value):
    cdef int first
    match value:
        case [first, _]:
            return first


def declared_list(list value):
    match value:
        case [*_]:
            return True
        case _:
            return False


def structs(int first, int second):
    cdef Pair pair = Pair(first, second)
    match pair:
        case other:
            return other.first, cython.typeof(other)


def captured(int[:] view):
    match view:
        case [first, second]:
            return (lambda: first + second)()


def generated(int[:] view):
    match view:
        case [first, second]:
            yield first
            yield second


def joined(value):
    match value:
        case ([_] as found) | (float() as found):
            return found


def exact(value):
    match value:
        case bool():
            return "bool"
        case int():
            return "int"
