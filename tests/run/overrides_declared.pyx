"""Declarations of a .pxd file beside the source.

A class may override a method of which only its base's is declared; a class may have no body; the
first of two declarations counts, for other modules too.

>>> str(__pyx_capi__["limit"]).split(chr(34))[1]
'unsigned int'
"""

limit = 5


cdef class Base:
    def __init__(self, value):
        self.value = value

    cdef int number(self):
        return self.value

    cpdef int scaled(self, int by):
        """
        >>> Base(3).scaled(2)
        12
        """
        doubled = 2 * by
        return self.value * doubled

    def get(self):
        """
        >>> Base(1).get(), Derived(1).get()
        (1, 105)
        """
        return self.number()


cdef class Derived(Base):
    cdef int number(self):
        return self.value + 99 + limit


def undefined():
    """
    >>> undefined()
    (7, [1], True, 10)
    """
    cdef Undefined made = Undefined(10 - limit)
    made.count = 7
    made.kept = [1]
    return made.count, made.kept, isinstance(made, Base), made.value + limit
