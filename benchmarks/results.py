"""What a comparison gives, and how it is shown. Runs on every Python that is compared."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field

from harness import show_seconds


@dataclass
class Goal:
    """One ratio that a result must reach: `ratio` at least `least`."""

    text: str
    ratio: float
    least: float

    @property
    def met(self) -> bool:
        """Whether the ratio, to two digits behind the point, reaches the goal."""
        return round(self.ratio, 2) >= self.least

    def __str__(self) -> str:
        verdict = "met" if self.met else "MISSED"
        return f"{self.ratio:.3g} x {self.text} (goal {self.least:g}: {verdict})"


@dataclass
class Result:
    """A row of the table: what each toolchain took, in seconds or bytes."""

    name: str
    figures: dict[str, float]
    goals: list[Goal] = field(default_factory=list)
    unit: str = "seconds"

    @property
    def over_python(self) -> float | None:
        """How many times faster than CPython; None where CPython is not compared."""
        if "CPython" in self.figures and "Zilant" in self.figures:
            return self.figures["CPython"] / self.figures["Zilant"]
        return None

    @property
    def figures_text(self) -> str:
        """The figures as text: 'CPython 3.2 ms, Zilant 0.1 ms'."""
        parts = []
        for name, figure in self.figures.items():
            text = show_seconds(figure) if self.unit == "seconds" else f"{figure / 1024:.1f} KB"
            parts.append(f"{name} {text}")
        return ", ".join(parts)

    def to_line(self) -> str:
        """The result as a line of JSON."""
        return json.dumps(dataclasses.asdict(self))


def read_line(line: str) -> Result:
    """Read what to_line wrote."""
    fields = json.loads(line)
    fields["goals"] = [Goal(**goal) for goal in fields["goals"]]
    return Result(**fields)
