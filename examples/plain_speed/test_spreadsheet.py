"""What formulas mean, what is computed again when a cell changes, and that both ways agree."""

import doctest
import importlib
import re
import subprocess
import sys

import ledger
import pytest
from spreadsheet import CycleError, FormulaError, Sheet, parse

MODULES = [
    "ledger",
    *(f"spreadsheet.{name}" for name in ("formula", "functions", "sheet", "tokens")),
]


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0 and result.failed == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("-2 ^ 2", -4),
        ("7 / 2", 3.5),
        ('"a" & 1 + 1', "a2"),
        ("1 < 2", True),
        ("2 >= 3", False),
        ("1 <> 1.0", False),
        ("sum(1, A1:B2, 4)", 8),
        ("count(A1:B9)", 3),
        ("average(A1:A2) + min(A1:B1) + max(A1:A2)", 3.5),
        ("if(A1 = 1, round(2.345, 2), 0)", 2.35),
        ("abs(0 - 3) + Z99", 3),
    ],
)
def test_formulas(text, value):
    cells = {"A1": 1, "A2": 2, "B1": 0, "B2": None}
    assert parse(text).value(cells.get) == value


@pytest.mark.parametrize(
    "text", ["", "1 +", "(1", "1 2", "nothing(1)", "A1:", "sum(1,", '"open', "?"]
)
def test_what_is_no_formula(text):
    with pytest.raises(FormulaError):
        parse(text)


@pytest.mark.parametrize("text", ["1 / 0", '1 + "a"', "average(A1:A3)", "round()"])
def test_what_has_no_value(text):
    with pytest.raises(FormulaError):
        parse(text).value({}.get)


def test_only_what_depends_is_computed():
    sheet = Sheet()
    sheet.set_all({"A1": 1, "B1": "=A1 + 1", "C1": "=B1 + A1", "D1": "=5 + 5"})
    before = sheet.computed
    sheet["A1"] = 10
    assert (sheet["B1"], sheet["C1"], sheet["D1"]) == (11, 21, 10)
    assert sheet.computed - before == 2


def test_a_formula_is_replaced():
    sheet = Sheet()
    sheet.set_all({"A1": 1, "A2": 2, "B1": "=A1"})
    sheet["B1"] = "=A2"
    before = sheet.computed
    sheet["A1"] = 5
    assert sheet["B1"] == 2 and sheet.computed == before


def test_a_circle():
    sheet = Sheet()
    with pytest.raises(CycleError, match="A1, A2, A3"):
        sheet.set_all({"A1": "=A3", "A2": "=A1", "A3": "=A2 + 1", "B1": "=1"})


def test_totals_are_those_of_the_orders():
    sheet = ledger.fill(50)
    months = ledger.months_of(sheet, 50)
    assert sum(months) == pytest.approx(sheet["H1"])
    assert len(ledger.change_orders(sheet, 50)) == 5
    assert sum(ledger.months_of(sheet, 50)) == pytest.approx(sheet["H1"])


def test_both_ways_agree():
    """The comparison builds, runs both, and has all phases."""
    command = [sys.executable, "compare.py", "--orders", "30", "--rounds", "1"]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    rows = re.findall(r"^(\D+?) +[\d.]+ ms +[\d.]+ ms +[\d.]+x$", result.stdout, re.MULTILINE)
    assert rows == ["fill the sheet", "change orders", "change rates", "add up months", "together"]
