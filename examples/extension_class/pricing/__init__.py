"""What a portfolio of bonds and options is worth.

>>> portfolio = Portfolio([Bond("loan", [(1.0, 5.0), (2.0, 105.0)]),
...                        Option("call", spot=100.0, strike=110.0, volatility=0.2, years=1.0)])
>>> round(portfolio.value(0.03), 4)
109.0309
"""

from .bond import Bond
from .instrument import Instrument
from .option import Option
from .portfolio import Portfolio

__all__ = ["Bond", "Instrument", "Option", "Portfolio"]
