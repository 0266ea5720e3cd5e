# cython: language_level=3
"""Old names of special methods of cdef classes, and cpdef methods that an instance hides."""


cdef class OldNames:
    """
    >>> bool(OldNames(0)), bool(OldNames(1)), int(OldNames(7))
    (False, True, 7)
    >>> OldNames(1).__bool__(), hasattr(OldNames, "__nonzero__"), hasattr(OldNames, "__long__")
    (True, False, False)
    """
    cdef int value

    def __init__(self, value):
        self.value = value

    def __nonzero__(self):
        return self.value != 0

    def __long__(self):
        return self.value


cdef class BothNames:
    """
    >>> bool(BothNames())
    False
    """
    def __bool__(self):
        return False

    def __nonzero__(self):
        return True


cdef class Base:
    cpdef method(self):
        return "base"

    def call(self):
        return self.method()


class Changing(Base):
    """An attribute of the instance comes before the method of its class.

    >>> changing = Changing()
    >>> [changing.call() for _ in range(4)]
    ['first', 'second', 'base', 'base']
    >>> changing.method = lambda: "lambda"
    >>> changing.call(), Changing().call()
    ('lambda', 'first')
    >>> changing.__dict__.clear()
    >>> changing.call()
    'base'
    >>> changing.__dict__ = {"method": lambda: "other dict"}
    >>> changing.call()
    'other dict'
    """
    def __init__(self):
        self.method = self.first

    def first(self):
        self.method = self.second
        return "first"

    def second(self):
        del self.method
        return "second"


class Slotted(Base):
    """
    >>> Slotted().call()
    'base'
    """
    __slots__ = ()


cdef class WithDict(Base):
    """As in Cython, objects of a cdef class are not asked before their own cpdef method.

    >>> WithDict().call()
    'base'
    """
    cdef dict __dict__
