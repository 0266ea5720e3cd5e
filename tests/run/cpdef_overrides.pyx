# Which method a cpdef method is, called from C: the class's own, one of a class statement of Python,
# or an attribute of the instance.

ctypedef fused number_type:
    float
    long


cdef class Base:
    cpdef int number(self):
        return 1

    cdef int plain(self):
        return 10


cdef class Derived(Base):
    cpdef int number(self):
        return 2

    cdef int plain(self):
        return self.number() + 10


cdef class Inherits(Derived):
    pass


cdef class WithDict(Base):
    cdef dict __dict__


cdef class BelowDict(WithDict):
    cpdef int number(self):
        return 3


def call(Base base):
    return base.number()


def call_many(list bases):
    """
    >>> call_many([Base(), Derived(), Inherits(), WithDict(), BelowDict()] * 2)
    [1, 2, 2, 1, 3, 1, 2, 2, 1, 3]
    """
    cdef Base base
    return [base.number() for base in bases]


def call_without_gil(Base base):
    """
    >>> call_without_gil(Derived())
    (12, 10)
    """
    cdef int found
    cdef Base plain = Base()
    found = base.plain()
    return found, plain.plain()


def in_python():
    """
    >>> class Overrides(Derived):
    ...     def number(self):
    ...         return 100 + super().number()
    >>> class Keeps(Inherits):
    ...     pass
    >>> class Again(Overrides):
    ...     pass
    >>> call_many([Overrides(), Keeps(), Again()])
    [102, 2, 102]
    >>> overrides = Overrides()
    >>> call_without_gil(overrides)
    (112, 10)

    A class that gets the method later, and loses it:

    >>> keeps = Keeps()
    >>> call(keeps)
    2
    >>> Keeps.number = lambda self: 7
    >>> call(keeps)
    7
    >>> del Keeps.number
    >>> call(keeps)
    2

    Attributes of instances:

    >>> keeps.number = lambda: 8
    >>> call(keeps)
    8
    >>> with_dict = WithDict()
    >>> call(with_dict)
    1
    >>> with_dict.number = lambda: 9
    >>> call(with_dict), call(WithDict())
    (9, 1)
    >>> below = BelowDict()
    >>> below.number = lambda: 11
    >>> call(below)
    11
    >>> class Slots(Base):
    ...     __slots__ = ()
    >>> call(Slots())
    1

    What the override raises:

    >>> class Raises(Base):
    ...     def number(self):
    ...         raise KeyError("number")
    >>> call(Raises())
    Traceback (most recent call last):
    ...
    KeyError: 'number'
    >>> class Wrong(Base):
    ...     def number(self):
    ...         return "text"
    >>> call(Wrong())
    Traceback (most recent call last):
    ...
    TypeError: an integer is required
    """


cdef class Fused:
    cpdef number_type fused(self, number_type x, int k=2):
        return x + k

    def call_float(self, float x):
        return self.fused(x)

    def call_long(self, long x):
        return self.fused(x, 3)


class PythonFused(Fused):
    def fused(self, x, k=0):
        return -1


class Super(Fused):
    def fused(self, x, k=0):
        return super().fused(x, k) * 10


class Plain(Fused):
    pass


def versions(thing):
    """All versions of a fused method are overridden by one of Python's.

    >>> versions(Fused()), versions(PythonFused()), versions(Super()), versions(Plain())
    ((3.0, 4), (-1.0, -1), (30.0, 40), (3.0, 4))
    >>> Plain.fused = lambda self, x, k=0: -5
    >>> versions(Plain())
    (-5.0, -5)
    """
    return thing.call_float(1), thing.call_long(1)
