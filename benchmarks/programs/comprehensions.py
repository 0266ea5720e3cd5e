"""Comprehensions over objects: selecting, grouping and sorting widgets.

Exercises list, set and dictionary comprehensions, short and nested, generator expressions under
any, all and sum, and attributes, enumerations and properties of what is selected.
"""

from enum import Enum


class Kind(Enum):
    """What a widget is."""

    BIG = 1
    SMALL = 2
    HIDDEN = 3


class Widget:
    """A thing with an owner."""

    def __init__(self, number, owner, kind, parts, *, is_special=False):
        self.number = number
        self.owner = owner
        self.kind = kind
        self.parts = parts
        self.is_special = is_special

    @property
    def weight(self):
        return sum(self.parts) + (10 if self.kind is Kind.BIG else 1)


class Tray:
    """Widgets that are asked for in many ways."""

    def __init__(self, widgets):
        self.widgets = widgets

    def of_owner(self, owner):
        return [widget for widget in self.widgets if widget.owner == owner]

    def visible(self):
        return [widget for widget in self.widgets if widget.kind is not Kind.HIDDEN]

    def by_owner(self):
        return {owner: self.of_owner(owner) for owner in {w.owner for w in self.widgets}}

    def numbers(self):
        return {widget.number: widget for widget in self.widgets}

    def parts_of(self, owner):
        return [part for widget in self.of_owner(owner) for part in widget.parts if part % 2]

    def owners_with(self, kind):
        return sorted({widget.owner for widget in self.widgets if widget.kind is kind})

    def has_special(self):
        return any(widget.is_special for widget in self.widgets)

    def all_small(self, limit):
        return all(part < limit for widget in self.widgets for part in widget.parts)

    def heaviest(self):
        return max(self.widgets, key=lambda widget: (widget.weight, widget.number))

    def total(self):
        return sum(widget.weight for widget in self.visible())


def make_tray(size):
    owners = ["ann", "bob", "cid", "dora"]
    kinds = list(Kind)
    return Tray(
        [
            Widget(n, owners[n * 7 % 4], kinds[n % 3], [n % 5, n % 3, n], is_special=n % 50 == 49)
            for n in range(size)
        ]
    )


def ask(tray):
    """Return a number from all questions."""
    grouped = tray.by_owner()
    result = sum(len(widgets) * len(owner) for owner, widgets in grouped.items())
    result += len(tray.numbers()) + sum(tray.parts_of("bob"))
    result += len(tray.owners_with(Kind.SMALL)) + tray.has_special() + tray.all_small(1000)
    return result + tray.heaviest().number + tray.total()


def matrices(size):
    """Products and transposed matrices by nested comprehensions."""
    left = [[row * column % 7 for column in range(size)] for row in range(size)]
    right = [[row + column for column in range(size)] for row in range(size)]
    columns = [[row[place] for row in right] for place in range(size)]
    product = [[sum([a * b for a, b in zip(row, column)]) for column in columns] for row in left]
    return sum(sum(row) for row in product)


def short_ones(rounds):
    """Comprehensions over a few items, whose cost is that of starting them."""
    total = 0
    pair = (3, 4)
    for number in range(rounds):
        total += len([value for value in pair if value > number % 5])
        total += sum([value * number for value in pair])
        squares = {value: value * value for value in pair}
        total += squares[3] + len({value % 2 for value in pair})
    return total


def run(scale=1):
    """Return a number for each part."""
    tray = make_tray(100)
    asked = [ask(tray) for _ in range(max(1, round(1600 * scale)))]
    product = matrices(max(2, round(90 * scale ** (1 / 3))))
    return asked[-1], product, short_ones(max(1, round(120000 * scale)))
