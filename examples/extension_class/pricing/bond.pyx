"""Bonds: payments at fixed times, in memory of C."""

from libc.stdlib cimport free, malloc

from .formulas cimport discount
from .instrument cimport Instrument


cdef class Bond(Instrument):
    """Payments to come, as pairs of the years until then and the amount.

    >>> bond = Bond("loan", [(1.0, 5.0), (2.0, 105.0)], quantity=3)
    >>> bond
    Bond('loan', ((1.0, 5.0), (2.0, 105.0)), 3.0)
    >>> bond.value(0)
    330.0
    >>> bond == Bond("loan", [(1, 5), (2, 105)], 3), bond == Bond("loan", [(1, 5)], 3)
    (True, False)
    >>> import pickle
    >>> pickle.loads(pickle.dumps(bond)) == bond
    True
    """

    # Runs exactly once, also if a subclass forgets to call __init__: the memory that __dealloc__
    # frees is got here. The arguments are those of the call, as for __init__.
    def __cinit__(self, name, flows, *arguments, **keywords):
        cdef Py_ssize_t i
        cdef tuple pairs = tuple(flows)
        self.items = <Flow *>malloc(max(len(pairs), 1) * sizeof(Flow))
        if self.items is NULL:
            raise MemoryError()
        self.count = len(pairs)
        for i, (years, amount) in enumerate(pairs):
            self.items[i] = Flow(years, amount)

    def __init__(self, str name not None, flows, double quantity=1.0):
        super().__init__(name, quantity)

    # Runs for an object whose __cinit__ has failed too: C attributes are zero at first, and
    # free(NULL) does nothing. Python attributes may be gone by now: do not touch them here.
    def __dealloc__(self):
        free(self.items)

    @property
    def flows(self):
        """The payments: C's array cannot leave the object, but a copy of it can."""
        return tuple([(self.items[i].years, self.items[i].amount) for i in range(self.count)])

    cpdef double unit_value(self, double rate) except? -1:
        cdef double total = 0.0
        cdef Py_ssize_t i
        for i in range(self.count):
            total += self.items[i].amount * discount(rate, self.items[i].years)
        return total

    cdef tuple arguments(self):
        return self.name, self.flows, self.quantity
