"""A class whose .pxd declares a method of its base alone may override it."""

limit = 5


cdef class Base:
    def __init__(self, value):
        self.value = value

    cdef int number(self):
        return self.value

    def get(self):
        """
        >>> Base(1).get(), Derived(1).get()
        (1, 105)
        """
        return self.number()


cdef class Derived(Base):
    cdef int number(self):
        return self.value + 99 + limit
