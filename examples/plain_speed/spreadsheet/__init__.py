"""Sheets of cells with values and formulas."""

from spreadsheet.formula import FormulaError, parse
from spreadsheet.sheet import CycleError, Sheet

__all__ = ["CycleError", "FormulaError", "Sheet", "parse"]
