"""Special methods of cdef classes stand in the slots of their types.

>>> number = Number(3)
>>> number + 1, 1 + number, number - 1, 2 * number, -number, ~number
(('add', 3, 1), ('radd', 3, 1), ('sub', 3, 1), ('rmul', 3, 2), 'neg', 'invert')
>>> 1 - number
Traceback (most recent call last):
...
TypeError: unsupported operand type(s) for -: 'int' and 'cdef_class_slots.Number'
>>> number * 2
Traceback (most recent call last):
...
TypeError: unsupported operand type(s) for *: 'cdef_class_slots.Number' and 'int'
>>> number / 2, 2 / number
(('rtruediv', 'int'), ('rtruediv', 'int'))
>>> number + "text"
Traceback (most recent call last):
...
TypeError: an integer is required
>>> number += 5; number
('iadd', 5)
>>> Number(2) @ None
('matmul', None)

Numbers that C takes, and what does not fit.

>>> hash(Sized(5, 7)), hash(Sized(5, -1)), hash(Sized(5, -3))
(7, -2, -3)
>>> len(Sized(5, 7)), bool(Sized(0, 7)), bool(Sized(2, 7)), 3 in Sized(5, 7), 9 in Sized(5, 7)
(5, False, True, True, False)
>>> {Sized(1, 7): "found"}[Sized(1, 7)]
'found'
>>> len(Sized(1 << 70, 7))
Traceback (most recent call last):
...
OverflowError: Python int too large to convert to C ssize_t
>>> Raising() + 1, hash(Raising())
Traceback (most recent call last):
...
ValueError: add
>>> for function in (hash, len, bool, iter, next, repr, lambda x: 1 in x, lambda x: x[1], lambda x: x < 1):
...     try:
...         function(Raising())
...     except ValueError as error:
...         print(error, end=" ")
hash len bool iter next repr contains getitem lt 

Items and iteration.

>>> items = Items()
>>> items[1], items["a":2]
(1, slice('a', 2, None))
>>> items[1] = 2; del items[3]
set 1 2
delete 3
>>> OnlySets()[1] = 2
set 1 2
>>> del OnlySets()[1]
Traceback (most recent call last):
...
NotImplementedError: Subscript deletion not supported by cdef_class_slots.OnlySets
>>> del Derived()[4]
delete 4
>>> Derived()[4] = 5
derived set 4 5
>>> list(Steps(3)), list(Yields()), next(Steps(1))
([2, 1, 0], [1, 2], 0)
>>> next(Steps(0))
Traceback (most recent call last):
...
StopIteration

Comparisons, and those of base classes.

>>> Compared(1) < Compared(2), Compared(1) > Compared(2), Compared(1) == Compared(1), Compared(1) != Compared(1)
(True, False, True, False)
>>> Compared(1) == 1, Compared(1) != 1, Compared(1) <= Compared(1)
Traceback (most recent call last):
...
TypeError: '<=' not supported between instances of 'cdef_class_slots.Compared' and 'cdef_class_slots.Compared'
>>> hash(Compared(1))
Traceback (most recent call last):
...
TypeError: unhashable type: 'cdef_class_slots.Compared'
>>> More(1) < More(2), More(1) <= More(2), More(1) == More(1), More(1) != More(2)
(True, 'le', True, True)
>>> General() < 1, General() <= 1, General() == 1, General() != 1, General() > 1, General() >= 1
(0, 1, 2, 3, 4, 5)

Classes of Python override what they like.

>>> class Python(Number):
...     def __radd__(self, other):
...         return "Python radd", other
...     def __neg__(self):
...         return "Python " + super().__neg__()
>>> Python(1) + 1, 1 + Python(1), -Python(1), ~Python(1)
(('add', 1, 1), ('Python radd', 1), 'Python neg', 'invert')
>>> class PythonItems(Derived):
...     def __len__(self):
...         return 4
...     def __delitem__(self, key):
...         print("Python", end=" ")
...         super().__delitem__(key)
>>> python = PythonItems(); len(python), python[2]
(4, 2)
>>> del python[1]
Python delete 1
>>> class PythonSteps(Steps):
...     def __next__(self):
...         return super().__next__() * 10
>>> list(PythonSteps(3)), sum(PythonSteps(4))
([20, 10, 0], 60)
>>> used_here()
('add', 1, 2) 4 8 -4 [1, 0]
"""


cdef class Number:
    cdef int n

    def __init__(self, n):
        self.n = n

    def __add__(self, int other):
        return "add", self.n, other

    def __radd__(self, int other):
        return "radd", self.n, other

    def __sub__(self, other):
        return ("sub", self.n, other) if isinstance(other, int) else NotImplemented

    def __rmul__(self, other):
        return "rmul", self.n, other

    def __truediv__(self, other):
        return self.__rtruediv__(other)

    def __rtruediv__(self, other):
        return "rtruediv", type(other).__name__

    def __iadd__(self, other):
        return "iadd", other

    def __matmul__(self, other):
        return "matmul", other

    def __neg__(self):
        return "neg"

    def __invert__(self):
        return "invert"


cdef class Sized:
    cdef object size, hashed

    def __init__(self, size, hashed):
        self.size, self.hashed = size, hashed

    def __len__(self):
        return self.size

    def __hash__(self):
        return self.hashed

    def __eq__(self, other):
        return isinstance(other, Sized)

    def __contains__(self, int item):
        return item < 5


cdef class Raising:
    def __add__(self, other):
        raise ValueError("add")

    def __hash__(self):
        raise ValueError("hash")

    def __len__(self):
        raise ValueError("len")

    def __bool__(self):
        raise ValueError("bool")

    def __iter__(self):
        raise ValueError("iter")

    def __next__(self):
        raise ValueError("next")

    def __repr__(self):
        raise ValueError("repr")

    def __contains__(self, item):
        raise ValueError("contains")

    def __getitem__(self, item):
        raise ValueError("getitem")

    def __lt__(self, other):
        raise ValueError("lt")


cdef class Items:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("delete", key)


cdef class OnlySets:
    def __setitem__(self, key, value):
        print("set", key, value)


cdef class Derived(Items):
    def __setitem__(self, key, value):
        print("derived set", key, value)


cdef class Steps:
    cdef int n

    def __init__(self, int n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


cdef class Yields:
    def __iter__(self):
        yield 1
        yield 2


cdef class Compared:
    cdef int n

    def __init__(self, int n):
        self.n = n

    def __lt__(self, Compared other):
        return self.n < other.n

    def __eq__(self, other):
        return self.n == (<Compared>other).n if isinstance(other, Compared) else NotImplemented


cdef class More(Compared):
    def __le__(self, other):
        return "le"


cdef class General:
    def __richcmp__(self, other, int operation):
        return operation


def used_here():
    cdef Steps steps = Steps(2)
    sized = Sized(4, 8)
    print(Number(1) + 2, len(sized), hash(sized), hash(Sized(4, -4)), list(steps))
