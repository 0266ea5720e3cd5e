"""Formulas as trees: each node knows its value, and the cells that it depends on.

>>> tree = parse("2 * (A1 + 3) ^ 2")
>>> tree.value({"A1": 1}.get)
32
>>> sorted(tree.cells())
['A1']
"""

import operator

from spreadsheet.functions import FUNCTIONS, call
from spreadsheet.tokens import CELL, END, NAME, NUMBER, SIGN, TEXT, FormulaError, tokenize

OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
    "&": lambda left, right: f"{left}{right}",
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

# How tightly an operator binds; those of one strength go from left to right.
STRENGTH = {"&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
COMPARISON = 1


class Node:
    """A part of a formula."""

    def value(self, look_up):
        """Return the value; `look_up(name)` gives that of a cell, None where it is empty."""
        raise NotImplementedError

    def cells(self):
        """Yield the names of the cells that the value depends on."""
        return iter(())


class Constant(Node):
    """A number or a text."""

    def __init__(self, constant):
        self.constant = constant

    def value(self, look_up):
        return self.constant


class Cell(Node):
    """The value of another cell; that of an empty one is 0."""

    def __init__(self, name):
        self.name = name

    def value(self, look_up):
        value = look_up(self.name)
        return 0 if value is None else value

    def cells(self):
        yield self.name


class Range(Node):
    """The values of a rectangle of cells, as a list."""

    def __init__(self, first, last):
        self.names = list(names_between(first, last))

    def value(self, look_up):
        return [look_up(name) for name in self.names]

    def cells(self):
        return iter(self.names)


class Operation(Node):
    """Two operands, or none and one."""

    def __init__(self, sign, left, right):
        self.sign = sign
        self.operate = OPERATORS[sign]
        self.left = left
        self.right = right

    def value(self, look_up):
        left = self.left.value(look_up)
        right = self.right.value(look_up)
        try:
            return self.operate(left, right)
        except (TypeError, ZeroDivisionError) as error:
            raise FormulaError(f"{left!r} {self.sign} {right!r}: {error}") from error

    def cells(self):
        yield from self.left.cells()
        yield from self.right.cells()


class Call(Node):
    """A call of one of the functions."""

    def __init__(self, name, arguments):
        self.name = name
        self.arguments = arguments

    def value(self, look_up):
        values = [argument.value(look_up) for argument in self.arguments]
        try:
            return call(self.name, values)
        except (TypeError, ZeroDivisionError) as error:
            raise FormulaError(f"{self.name}: {error}") from error

    def cells(self):
        for argument in self.arguments:
            yield from argument.cells()


class Parser:
    """Makes a tree of tokens, by recursive descent."""

    def __init__(self, text):
        self.tokens = tokenize(text)
        self.token = next(self.tokens)

    def advance(self):
        token = self.token
        if token.kind != END:
            self.token = next(self.tokens)
        return token

    def take(self, sign):
        """Step over a sign if it is the next token."""
        if self.token.kind == SIGN and self.token.text == sign:
            self.advance()
            return True
        return False

    def expect(self, sign):
        if not self.take(sign):
            raise FormulaError(f"{sign!r} is missing at {self.token.position}")

    def expression(self, weakest=COMPARISON):
        """Read operands between operators that bind at least so tightly."""
        left = self.operand()
        while self.token.kind == SIGN and self.token.text in OPERATORS:
            sign = self.token.text
            strength = STRENGTH.get(sign, COMPARISON)
            if strength < weakest:
                break
            self.advance()
            left = Operation(sign, left, self.expression(strength + 1))
        return left

    def operand(self):
        token = self.advance()
        if token.kind == NUMBER:
            return Constant(float(token.text) if "." in token.text else int(token.text))
        if token.kind == TEXT:
            return Constant(token.text)
        if token.kind == CELL:
            return self.cell_or_range(token.text)
        if token.kind == NAME:
            return self.call(token)
        if token.kind == SIGN and token.text == "-":
            return Operation("-", Constant(0), self.expression(STRENGTH["^"]))
        if token.kind == SIGN and token.text == "(":
            inner = self.expression()
            self.expect(")")
            return inner
        raise FormulaError(f"an operand is missing at {token.position}")

    def cell_or_range(self, first):
        if not self.take(":"):
            return Cell(first)
        last = self.advance()
        if last.kind != CELL:
            raise FormulaError(f"a cell is missing at {last.position}")
        return Range(first, last.text)

    def call(self, token):
        if token.text not in FUNCTIONS:
            raise FormulaError(f"there is no function {token.text}")
        self.expect("(")
        arguments = []
        if not self.take(")"):
            arguments.append(self.expression())
            while self.take(","):
                arguments.append(self.expression())
            self.expect(")")
        return Call(token.text, arguments)


def parse(text):
    """Return the tree of a formula.

    >>> parse("1 +")
    Traceback (most recent call last):
    spreadsheet.tokens.FormulaError: an operand is missing at 3
    """
    parser = Parser(text)
    tree = parser.expression()
    if parser.token.kind != END:
        raise FormulaError(f"{parser.token.text!r} at {parser.token.position} is too much")
    return tree


def split_name(name):
    """Return column and row of a cell's name.

    >>> split_name("C7"), split_name("AA12")
    ((3, 7), (27, 12))
    """
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(name[len(letters) :])


def join_name(column, row):
    """Return the name of a cell.

    >>> join_name(3, 7), join_name(27, 12)
    ('C7', 'AA12')
    """
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def names_between(first, last):
    """Yield the names in a rectangle of cells, a row after the other."""
    left, top = split_name(first)
    right, bottom = split_name(last)
    for row in range(min(top, bottom), max(top, bottom) + 1):
        for column in range(min(left, right), max(left, right) + 1):
            yield join_name(column, row)
