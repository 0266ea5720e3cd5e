"""Charts of bars on a log scale, as SVG and as a page of HTML: self-contained, light or dark."""

from __future__ import annotations

import math
from html import escape
from pathlib import Path
from typing import NamedTuple

# Pixels. The names stand left of the bars, the times right of them, never on them; a character of
# the font is at most 8 wide.
WIDTH = 900
NAMES, TIMES = 296, 170
PLOT = WIDTH - NAMES - TIMES
ROW, BAR = 28, 16
TITLE, AXIS = 52, 44
LABEL = 60  # what a power of ten below the axis takes

STYLE = """
svg { background: #ffffff; font: 14px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif }
text { fill: #1f2328 } .title { font-size: 17px; font-weight: 600 } .quiet { fill: #59636e }
.time { paint-order: stroke; stroke: #ffffff; stroke-width: 5px }
.grid { stroke: #d1d9e0 } .axis { stroke: #818b98 }
.python { fill: #818b98 } .numpy { fill: #3b6fd4 }
.cython { fill: #c4801f } .zilant { fill: #12876f }
@media (prefers-color-scheme: dark) {
  svg { background: #0d1117 } text { fill: #f0f6fc } .quiet { fill: #9198a1 }
  .time { stroke: #0d1117 } .grid { stroke: #30363d } .axis { stroke: #6e7681 }
  .numpy { fill: #6e9bf5 } .cython { fill: #e0a244 } .zilant { fill: #2fbf9f }
}
"""
PAGE_STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
svg { max-width: 100%; height: auto }
table { border-collapse: collapse; margin: 1.5rem 0 }
caption { font-weight: 600; text-align: left }
th, td { padding: 0.2rem 1rem 0.2rem 0; text-align: right; border-bottom: 1px solid #818b9866 }
th:first-child { text-align: left } tbody th { font-weight: normal }
"""
READING = "Shorter bars are faster. Each line of the grid is ten times the one before it."


class Bar(NamedTuple):
    """A bar: how long something takes. The family is the class of its colour."""

    name: str
    family: str
    seconds: float


class Panel(NamedTuple):
    """The bars of one task. The first is what the others are compared with."""

    title: str
    bars: list[Bar]

    def speed_of(self, bar: Bar) -> str:
        """Say how many times as fast as the first one a bar is."""
        return f"{three_digits(self.bars[0].seconds / bar.seconds)}x"


def three_digits(number: float) -> str:
    """Write a positive number with three digits that count: 0.0123, 1.23, 12.3, 123, 1234."""
    decimals = max(0, 2 - math.floor(math.log10(number)))
    return f"{number:.{decimals}f}"


def format_seconds(seconds: float) -> str:
    """Write a time in the unit that suits it: 12.3 ms."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{three_digits(seconds / size)} {unit}"
    return f"{three_digits(seconds / 1e-9)} ns"


def format_power(exponent: int) -> str:
    """Write a power of ten seconds: 100 µs."""
    unit, base = {0: ("s", 0), -1: ("ms", -3), -2: ("µs", -6)}.get(
        min(exponent // 3, 0), ("ns", -9)
    )
    return f"{10 ** (exponent - base)} {unit}"


# --- SVG -----------------------------------------------------------------------------------------


def draw_row(panel: Panel, bar: Bar, top: float, width: float) -> list[str]:
    """Draw a bar with its name and its time; `top` is that of its row."""
    middle = top + ROW / 2
    baseline = middle + 5
    label = f"{format_seconds(bar.seconds)}, {panel.speed_of(bar)}"
    return [
        f'<text x="{NAMES - 12}" y="{baseline}" text-anchor="end">{escape(bar.name)}</text>',
        f'<rect class="{bar.family}" x="{NAMES}" y="{middle - BAR / 2}" width="{width:.1f}"'
        f' height="{BAR}" rx="2"/>',
        f'<text class="time" x="{NAMES + width + 8:.1f}" y="{baseline}">{escape(label)}</text>',
    ]


def draw_panel(panel: Panel, top: float, first: int, last: int) -> list[str]:
    """Draw a panel whose scale goes from 10 ** first to 10 ** last seconds."""
    begin = top + TITLE
    end = begin + ROW * len(panel.bars)
    parts = [f'<text class="title" x="16" y="{top + 32}">{escape(panel.title)}</text>']
    step = 1 if PLOT / (last - first) >= LABEL else 2
    for exponent in range(first, last + 1):
        x = NAMES + PLOT * (exponent - first) / (last - first)
        kind = "axis" if exponent == first else "grid"
        parts.append(f'<line class="{kind}" x1="{x:.1f}" y1="{begin}" x2="{x:.1f}" y2="{end}"/>')
        if (exponent - first) % step == 0:
            parts.append(
                f'<text class="quiet" x="{x:.1f}" y="{end + 20}" text-anchor="middle">'
                f"{format_power(exponent)}</text>"
            )
    for i, bar in enumerate(panel.bars):
        width = PLOT * (math.log10(bar.seconds) - first) / (last - first)
        parts += draw_row(panel, bar, begin + ROW * i, width)
    return parts


def describe(panels: list[Panel]) -> str:
    """Say in words what the chart shows, for who does not see it."""
    tasks = [
        f"{panel.title}: "
        + ", ".join(f"{bar.name} {format_seconds(bar.seconds)}" for bar in panel.bars)
        for panel in panels
    ]
    return ". ".join(tasks) + "."


def draw_svg(panels: list[Panel]) -> str:
    """Return the chart; all panels have the same scale."""
    times = [bar.seconds for panel in panels for bar in panel.bars]
    first = math.floor(math.log10(min(times)) - 0.1)
    last = max(math.ceil(math.log10(max(times))), first + 1)
    parts, top = [], 0
    for panel in panels:
        parts += draw_panel(panel, top, first, last)
        top += TITLE + ROW * len(panel.bars) + AXIS
    height = top + 28
    parts.append(f'<text class="quiet" x="16" y="{height - 14}">{READING}</text>')
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
            f' viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title description">',
            '<title id="title">The same tasks, written and compiled in several ways</title>',
            f'<desc id="description">{escape(describe(panels))}</desc>',
            f"<style>{STYLE}</style>",
            *parts,
            "</svg>\n",
        ]
    )


# --- HTML ----------------------------------------------------------------------------------------


def draw_table(panel: Panel) -> str:
    """Return the figures of a panel as a table."""
    rows = "\n".join(
        f'<tr><th scope="row">{escape(bar.name)}</th>'
        f"<td>{format_seconds(bar.seconds)}</td><td>{panel.speed_of(bar)}</td></tr>"
        for bar in panel.bars
    )
    return (
        f"<table>\n<caption>{escape(panel.title)}</caption>\n"
        '<thead><tr><th scope="col">code</th><th scope="col">time</th>'
        f'<th scope="col">speed</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n'
    )


def draw_html(panels: list[Panel]) -> str:
    """Return a page with the chart and, for reading and copying, its figures."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<title>Speed compared</title>\n'
        f"<style>{PAGE_STYLE}</style>\n</head>\n<body>\n<h1>Speed compared</h1>\n"
        f"{draw_svg(panels)}{''.join(draw_table(panel) for panel in panels)}</body>\n</html>\n"
    )


def write_charts(panels: list[Panel], folder: Path) -> list[Path]:
    """Write chart.svg and chart.html; return their paths."""
    pages = {folder / "chart.svg": draw_svg(panels), folder / "chart.html": draw_html(panels)}
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
    return list(pages)
