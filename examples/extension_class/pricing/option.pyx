"""Options: the right to buy something later at a price that is fixed today."""

from .formulas cimport call_value
from .instrument cimport Instrument


cdef class Option(Instrument):
    """The right to buy for `strike`, some years from now, what is worth `spot` today.

    >>> option = Option("call", spot=100.0, strike=110.0, volatility=0.2, years=1.0)
    >>> round(option.unit_value(0.03), 4)
    5.2934
    >>> option.years, option.quantity
    (1.0, 1.0)
    >>> option.years = 2
    Traceback (most recent call last):
    AttributeError: attribute 'years' of 'pricing.option.Option' objects is not writable
    >>> Option("call", 100.0, 110.0, 0.2, years=0)
    Traceback (most recent call last):
    ValueError: spot, strike, volatility and years have to be positive
    >>> import copy
    >>> copy.copy(option) == option, hash(copy.copy(option)) == hash(option)
    (True, True)
    """

    def __init__(
        self,
        str name not None,
        double spot,
        double strike,
        double volatility,
        double years,
        double quantity=1.0,
    ):
        super().__init__(name, quantity)
        if min(spot, strike, volatility, years) <= 0.0:
            raise ValueError("spot, strike, volatility and years have to be positive")
        self.spot = spot
        self.strike = strike
        self.volatility = volatility
        self.years = years

    cpdef double unit_value(self, double rate) except? -1:
        return call_value(self.spot, self.strike, self.volatility, self.years, rate)

    cdef tuple arguments(self):
        return (
            self.name, self.spot, self.strike, self.volatility, self.years, self.quantity
        )
