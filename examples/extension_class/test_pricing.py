"""What the modules promise each other, and their doctests."""

import copy
import doctest
import gc
import importlib
import pickle
import weakref

import pytest
from pricing import Bond, Instrument, Option, Portfolio


class Cash(Instrument):
    """A class of Python among the cdef classes: it has a dict, and overrides a cpdef method."""

    def unit_value(self, rate):
        return 1.0


def make_option(**changes):
    arguments = {"spot": 100.0, "strike": 110.0, "volatility": 0.2, "years": 1.0, **changes}
    return Option("call", **arguments)


ALL = [Bond("loan", [(1.0, 5.0), (2.0, 105.0)], 3), make_option(), Cash("euro", 20)]


@pytest.mark.parametrize("name", ["", ".bond", ".instrument", ".option", ".portfolio"])
def test_doctests(name):
    result = doctest.testmod(importlib.import_module("pricing" + name))
    assert result.attempted > 0 and result.failed == 0


def test_methods_of_c_are_overridden_across_modules():
    portfolio = Portfolio(ALL)
    assert portfolio.value(0.03) == pytest.approx(sum(each.value(0.03) for each in ALL))
    assert portfolio.value(0.03) > 20.0


def test_an_error_in_an_overridden_method_comes_through_c_code():
    class Broken(Option):
        def unit_value(self, rate):
            raise ZeroDivisionError(self.name)

    broken = Broken("broken", 1, 1, 1, 1)
    with pytest.raises(ZeroDivisionError, match="broken"):
        Portfolio([make_option(), broken]).value(0.03)


def test_minus_one_is_a_value_too():
    """It also says that there may be an exception: `except? -1`."""

    class Debt(Instrument):
        def unit_value(self, rate):
            return -1.0

    assert Portfolio([Debt("debt")]).value(0.03) == -1.0


@pytest.mark.parametrize("instrument", ALL, ids=repr)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickling(instrument, protocol):
    again = pickle.loads(pickle.dumps(instrument, protocol))
    assert type(again) is type(instrument)
    assert again == instrument and hash(again) == hash(instrument)
    assert again.value(0.03) == instrument.value(0.03)


def test_attributes_of_a_python_subclass_are_pickled():
    euro = Cash("euro", 20)
    euro.place = "purse"
    assert pickle.loads(pickle.dumps(euro)).place == copy.copy(euro).place == "purse"


def test_a_portfolio_pickles_by_its_attributes():
    portfolio = pickle.loads(pickle.dumps(Portfolio(ALL)))
    assert list(portfolio) == ALL


@pytest.mark.parametrize("change", [{"years": 2.0}, {"spot": 101.0}, {"quantity": 2.0}])
def test_equality(change):
    assert make_option() == make_option()
    assert make_option() != make_option(**change)
    assert make_option() != Instrument("call")
    assert len({make_option(), make_option(), make_option(**change)}) == 2


@pytest.mark.parametrize(
    ("flows", "error"),
    [([(1.0, "much")], TypeError), ([(1.0,)], ValueError), (3, TypeError), (None, TypeError)],
)
def test_a_bond_that_cannot_be_made_leaves_nothing(flows, error):
    for _ in range(100):
        with pytest.raises(error):
            Bond("loan", flows)


def test_a_base_that_was_not_initialised_is_safe():
    """`__cinit__` has run all the same: there is no way to an object without it."""
    bond = Bond.__new__(Bond, "loan", [(0.0, 7.0)])
    assert (bond.name, bond.unit_value(0.03)) == (None, 7.0)
    with pytest.raises(TypeError):
        Bond.__new__(Bond)


def test_only_what_can_be_in_a_cycle_is_looked_at_by_the_collector():
    assert not gc.is_tracked(make_option())
    assert gc.is_tracked(Portfolio())
    holder = Cash("euro")
    holder.itself = holder
    watch = weakref.ref(holder)
    del holder
    gc.collect()
    assert watch() is None
