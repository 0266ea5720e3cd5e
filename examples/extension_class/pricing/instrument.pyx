"""The base class of all that can be held."""


cdef class Instrument:
    """Something of which one holds a quantity.

    Subclasses say what one of it is worth. They may be cdef classes, of other modules too, or
    classes of Python.

    >>> class Cash(Instrument):
    ...     def unit_value(self, rate):
    ...         return 1.0
    >>> Cash("euro", 20).value(0.03)
    20.0
    >>> Instrument("anything").value(0.03)
    Traceback (most recent call last):
    NotImplementedError: Instrument does not say what it is worth
    """

    def __init__(self, str name not None, double quantity=1.0):
        self.name = name
        self.quantity = quantity

    # cpdef: C code calls it through the table of the object's class, Python code by its name, and
    # both can override it. `except? -1`: if -1 comes back, there may be an exception.
    cpdef double unit_value(self, double rate) except? -1:
        raise NotImplementedError(f"{type(self).__name__} does not say what it is worth")

    cpdef double value(self, double rate) except? -1:
        """Return what the whole quantity is worth, with interest at that rate."""
        return self.quantity * self.unit_value(rate)

    # cdef: for C code alone. It serves the four methods below, which no subclass has to write.
    cdef tuple arguments(self):
        """Return what the class has to be called with to give an equal object."""
        return self.name, self.quantity

    def __eq__(self, other):
        # The type has been compared: the cast needs no further check.
        return type(self) is type(other) and self.arguments() == (<Instrument>other).arguments()

    # A class with __eq__ and without __hash__ could not be a key.
    def __hash__(self):
        return hash((type(self), self.arguments()))

    def __repr__(self):
        return f"{type(self).__name__}{self.arguments()}"

    # What pickle and copy ask for. A subclass in Python may have further attributes, in a dict.
    def __reduce__(self):
        """Return how to make an equal object.

        >>> import copy, pickle
        >>> euro = Instrument("euro", 20)
        >>> pickle.loads(pickle.dumps(euro)) == euro == copy.copy(euro)
        True
        """
        return type(self), self.arguments(), getattr(self, "__dict__", None)
