"""Many instruments together."""

from .instrument cimport Instrument


cdef class Portfolio:
    """Instruments of any class, in the order in which they were added.

    >>> from pricing import Bond, Option
    >>> portfolio = Portfolio([Bond("loan", [(0, 100.0)])])
    >>> portfolio.add(Bond("gift", [(0, 10.0)], quantity=2))
    >>> len(portfolio), portfolio.value(0.03)
    (2, 120.0)
    >>> [instrument.name for instrument in portfolio]
    ['loan', 'gift']
    >>> portfolio.add("money")
    Traceback (most recent call last):
    TypeError: Argument 'instrument' has incorrect type (expected pricing.instrument.Instrument, \
got str)

    No method is needed for pickling: it has no __cinit__, and its attributes are Python's.

    >>> import pickle
    >>> pickle.loads(pickle.dumps(portfolio)).value(0.03)
    120.0
    """

    def __init__(self, instruments=()):
        self.instruments = []
        for instrument in instruments:
            self.add(instrument)

    cpdef add(self, Instrument instrument):
        if instrument is None:
            raise TypeError("None is no instrument")
        self.instruments.append(instrument)

    cpdef double value(self, double rate) except? -1:
        """Return what all are worth together.

        The loop calls the C method of each object's own class: no Python object is made.
        """
        cdef double total = 0.0
        cdef Instrument instrument
        for instrument in self.instruments:
            total += instrument.value(rate)
        return total

    def __len__(self):
        return len(self.instruments)

    def __iter__(self):
        return iter(self.instruments)
