"""Defaults of cdef and cpdef functions: evaluated once, where the function is defined."""

import sys

calls = []


def tick(value):
    calls.append(value)
    return value


cdef struct Pair:
    int a
    double b


cdef Pair pair = [1, 2.5]
y = 3


cdef class Counter:
    cpdef first(self, value=y):
        return value

    cpdef int typed(self, int value=y):
        return value

    cdef second(self, value=tick("second")):
        return value

    cpdef list shared(self, items=[]):
        items.append(len(items))
        return items

    cdef double summed(self, Pair p=pair, double factor=y) noexcept nogil:
        return (p.a + p.b) * factor

    @staticmethod
    cdef bare(value=tick("bare")):
        return value

    def from_c(self):
        return self.first(), self.typed(), self.second(), self.second()

    def lists(self):
        return self.shared(), self.shared()

    def sums(self):
        cdef double by_default, given
        with nogil:
            by_default = self.summed()
            given = self.summed(pair, 2)
        return by_default, given, Counter.bare(), Counter.bare()


y = 4
pair.a = 100


cdef class Later(Counter):
    cpdef first(self, value=y, more=tick("more")):
        return value, more


cdef plain(value=tick("plain"), *, by=tick(1)):
    return value, by


cpdef both(value=y, object text=tick("both"), char *bytes=b"xyz"):
    return value, text, bytes


cdef view(double[:] values=None, int scale=sys.maxsize % 7):
    return None if values is None else values[0] * scale


cdef generator_of(items=tick("items")):
    return (item for item in items)


y = 5
level = 20


def once():
    """
    >>> calls
    ['second', 'bare', 'more', 'plain', 1, 'both', 'items']
    >>> Counter().from_c()
    (3, 3, 'second', 'second')
    >>> Counter().first(), Counter().typed(), Counter().first(value=7)
    (3, 3, 7)
    >>> once()
    (('plain', 1), (4, 'both', b'xyz'), (7, 'both', b'xyz'), None, ['i', 't', 'e', 'm', 's'])
    >>> both()
    (4, 'both', b'xyz')
    >>> both(value=1, bytes=b"")
    (1, 'both', b'')
    >>> len(calls)
    7
    """
    return plain(), both(), both(7), view(), list(generator_of())


def shared_between_c_and_python():
    """
    >>> shared_between_c_and_python()
    True
    """
    one = Counter()
    before = len(one.lists()[0])
    Counter().shared().clear()
    shared = one.lists()[0] is one.lists()[1] and len(one.shared()) == 5
    one.shared().clear()
    return shared and before >= 2


def without_gil():
    """
    >>> without_gil()
    (10.5, 205.0, 'bare', 'bare')
    >>> pair_given = Counter().sums()
    """
    cdef Counter counter = Counter()
    by_default, given, _, _ = counter.sums()
    return by_default, given + 0.0, Counter.bare(), Counter.bare()


class PythonSide(Counter):
    def first(self, value="python"):
        return value


def through_vtables():
    """The default is that of the method that runs.

    >>> through_vtables()
    ((4, 'more'), (9, 'more'), 3, (4, 'more'))
    >>> python_overrides()
    ('python', 3, 8)
    """
    cdef Counter base = Later()
    cdef Later later = Later()
    return base.first(), base.first(9), Counter().first(), later.first()


def python_overrides():
    cdef Counter base = PythonSide()
    return PythonSide().first(), base.first(), base.first(8)


def of_declared():
    """Functions that a .pxd file brings: when the module starts.

    >>> of_declared()
    (['a', 'b'], 1, 21)
    """
    collect("a")
    both_items = collect("b")
    seen = both_items[:]
    both_items.clear()
    return seen, above(), above(1, level)


# What a definition takes beyond its declaration may be left out, and views that are declared
# differ at most in whether their items may be set.
cdef int declared_with_less(int a, int b=10):
    return a + b


cpdef int asked_with_less(int a, int b=20, int c=300):
    return a + b + c


cdef class Reader:
    cdef double last(self, const double[:] items):
        return items[items.shape[0] - 1]

    cdef double first(self, double[:] items):
        return items[0]


def with_less():
    """
    >>> with_less()
    (11, 3, 321, 303, 6)
    >>> asked_with_less(1), asked_with_less(1, 2), asked_with_less(1, c=5)
    (321, 303, 26)
    """
    return (declared_with_less(1), declared_with_less(1, 2), asked_with_less(1),
            asked_with_less(1, 2), asked_with_less(1, 2, 3))


def read(double[:] items):
    """
    >>> import array
    >>> read(array.array('d', [1.5, 2.5]))
    (2.5, 1.5)
    """
    cdef Reader reader = Reader()
    return reader.last(items), reader.first(items)
