"""What `__class__`, `__qualname__` and `__module__` mean in cdef classes."""


cdef class Base:
    """
    >>> Base.names == ('Base', __name__)
    True
    >>> Derived().names_of(), Derived.own
    ('Base', 'mine')
    """
    names = __qualname__, __module__

    def names_of(self):
        return __class__.__name__

    def nested(self):
        """
        >>> Base().nested()
        ['Base', 'Base']
        """
        def inner():
            return __class__.__name__
        return [inner()] + [each.__name__ for each in (__class__,)]

    def generator(self):
        """
        >>> list(Base().generator())
        ['Base']
        """
        yield __class__.__name__

    cdef c_method(self):
        return __class__

    cpdef shared(self):
        """
        >>> Base().shared() is Base
        True
        """
        return self.c_method()

    def variables(self):
        """
        >>> Base().variables()
        ['__class__', 'self']
        """
        __class__
        return sorted(locals())


cdef class Derived(Base):
    __qualname__ = "mine"
    own = __qualname__
