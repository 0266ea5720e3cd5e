"""A sheet: cells by their names, and what has to be computed again when one changes.

>>> sheet = Sheet()
>>> sheet.set_all({"A1": 2, "A2": "=A1 * 10", "A3": "=SUM(A1:A2)"})
>>> sheet["A3"]
22
>>> sheet["A1"] = 3
>>> sheet["A3"]
33
"""

from collections import deque

from spreadsheet.formula import FormulaError, parse


class CycleError(FormulaError):
    """Cells depend on each other in a circle."""


class Sheet:
    """Values and formulas of cells; formulas are text that begins with `=`."""

    def __init__(self):
        self.values = {}
        self.formulas = {}
        self.dependents = {}  # the cells whose formulas name a cell, by its name
        self.computed = 0

    def __getitem__(self, name):
        return self.values.get(name)

    def __setitem__(self, name, content):
        self.set_all({name: content})

    def __len__(self):
        return len(self.values)

    def set_all(self, contents):
        """Set cells, and compute all that depends on one of them once."""
        for name, content in contents.items():
            self.forget(name)
            if isinstance(content, str) and content.startswith("="):
                self.formulas[name] = tree = parse(content[1:])
                for source in tree.cells():
                    self.dependents.setdefault(source, set()).add(name)
            else:
                self.values[name] = content
        self.recompute(contents)

    def forget(self, name):
        """Take a formula out of the graph."""
        tree = self.formulas.pop(name, None)
        if tree is not None:
            for source in tree.cells():
                self.dependents[source].discard(name)

    def affected(self, changed):
        """Return the formulas that may have other values now, and how many others of these each
        of them waits for."""
        waiting = {name: 0 for name in changed if name in self.formulas}
        to_visit = deque(changed)
        seen = set(changed)
        while to_visit:
            name = to_visit.popleft()
            for dependent in self.dependents.get(name, ()):
                if dependent not in seen:
                    seen.add(dependent)
                    to_visit.append(dependent)
                waiting.setdefault(dependent, 0)
                if name in self.formulas:
                    waiting[dependent] += 1
        return waiting

    def recompute(self, changed):
        """Compute formulas in an order in which each comes after those that it names."""
        waiting = self.affected(changed)
        ready = deque(name for name, count in waiting.items() if count == 0)
        done = 0
        look_up = self.values.get
        while ready:
            name = ready.popleft()
            self.values[name] = self.formulas[name].value(look_up)
            done += 1
            for dependent in self.dependents.get(name, ()):
                waiting[dependent] -= 1
                if waiting[dependent] == 0:
                    ready.append(dependent)
        self.computed += done
        if done < len(waiting):
            circle = sorted(name for name, count in waiting.items() if count > 0)
            raise CycleError(f"these depend on each other: {', '.join(circle)}")
