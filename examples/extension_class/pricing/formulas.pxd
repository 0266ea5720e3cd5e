"""Formulas that several modules use.

An inline function belongs into a .pxd: each module that cimports it compiles a copy of its own, and
a call costs nothing. A .pxd with nothing but these needs no .pyx.
"""

from libc.math cimport erfc, exp, log, sqrt


cdef inline double discount(double rate, double years) noexcept nogil:
    """What 1 to be paid then is worth today, the rate being compounded continuously."""
    return exp(-rate * years)


cdef inline double normal_below(double x) noexcept nogil:
    """How likely a number of the standard normal distribution is below x."""
    return 0.5 * erfc(-x / sqrt(2.0))


cdef inline double call_value(
    double spot, double strike, double volatility, double years, double rate
) noexcept nogil:
    """What the right to buy for the strike is worth, after Black and Scholes."""
    cdef double deviation = volatility * sqrt(years)
    cdef double upper = (log(spot / strike) + rate * years) / deviation + 0.5 * deviation
    return spot * normal_below(upper) - strike * discount(rate, years) * normal_below(
        upper - deviation
    )
