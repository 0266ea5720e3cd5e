"""All ways give the same, the table has them all, and the charts hold what they promise."""

import doctest
import importlib
import re
import subprocess
import sys
from array import array
from xml.etree import ElementTree

import chart
import numpy as np
import pytest
import typed
import untyped

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = [float(i * i % 101) - 30.0 for i in range(1000)]


@pytest.mark.parametrize("name", ["untyped", "typed"])
def test_doctests(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0 and result.failed == 0


@pytest.mark.parametrize("style", ["loop", "comprehension", "generator"])
def test_styles_agree(style):
    values = np.array(NUMBERS)
    total = getattr(untyped, f"sum_squares_{style}")(NUMBERS)
    assert total == pytest.approx(np.dot(values, values))
    normal = getattr(untyped, f"normalise_{style}")(NUMBERS)
    assert np.allclose(normal, (values - values.mean()) / values.std())


def test_types_agree():
    values = array("d", NUMBERS)
    assert typed.sum_squares(values) == untyped.sum_squares_loop(NUMBERS)
    result = array("d", NUMBERS)
    typed.normalise(values, result)
    assert result.tolist() == pytest.approx(untyped.normalise_loop(NUMBERS), rel=1e-12)


def test_python_keeps_its_meaning():
    """The plain source takes any numbers, compiled or not; the typed one takes doubles."""
    assert untyped.sum_squares_generator([2**70, True, 0.5]) == 2**140 + 1.25
    with pytest.raises(ValueError, match="Buffer dtype mismatch"):
        typed.sum_squares(array("i", [1]))
    for values in ([], [3.0, 3.0]):
        with pytest.raises(ZeroDivisionError):
            untyped.normalise_loop(values)
        with pytest.raises(ZeroDivisionError):
            typed.normalise(array("d", values), array("d", values))


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """Compare with few numbers; give what was printed, and the folder of the charts."""
    folder = tmp_path_factory.mktemp("compared")
    command = [sys.executable, "compare.py", "--count", "500", "--rounds", "1", "--folder", folder]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout, folder


def test_the_table_has_all_ways(compared):
    rows = re.findall(r"^(\S.*?) +[\d.]+ [mµn]?s +([\d.]+)x$", compared[0], re.MULTILINE)
    names = [name for name, _ in rows]
    half = len(names) // 2
    assert names[:half] == names[half:]
    python = [f"Python, {style}" for style in ("loop", "comprehension", "generator")]
    zilant = [name.replace("Python", "Zilant, same source") for name in python]
    typed_ways = ["Zilant, typed", "Zilant, typed, fastmath"]
    others = [name for name in names[:half] if name != "Cython, typed"]
    assert others == [*python, *zilant, "numpy", *typed_ways]
    assert rows[0][1] == rows[half][1] == "1.00"


def test_the_page_stands_alone(compared):
    text = (compared[1] / "chart.html").read_text(encoding="utf-8")
    assert "<script" not in text and "href" not in text and "src=" not in text
    assert text.count("<svg") == 1 and text.count("<table>") == 2
    assert "prefers-color-scheme: dark" in text
    page = ElementTree.fromstring(re.sub(r"<(!DOCTYPE|meta)[^>]*>", "", text))
    assert [row.text for row in page.iter("caption")] == [
        "Sum of squares of 500 numbers",
        "Normalisation of 500 numbers",
    ]


def test_the_chart_can_be_read_aloud(compared):
    root = ElementTree.parse(compared[1] / "chart.svg").getroot()
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "Zilant, typed, fastmath" in description.text


def boxes_of(root):
    """Return left, top, right and bottom of all texts and bars; characters are taken as wide."""
    for text in root.iter(f"{SVG}text"):
        wide = 8.0 * len(text.text) * (1.25 if text.get("class") == "title" else 1.0)
        anchor = {"end": wide, "middle": wide / 2}.get(text.get("text-anchor"), 0.0)
        left, baseline = float(text.get("x")) - anchor, float(text.get("y"))
        yield left, baseline - 11, left + wide, baseline + 3
    for bar in root.iter(f"{SVG}rect"):
        left, top, wide, high = (float(bar.get(key)) for key in ("x", "y", "width", "height"))
        yield left, top, left + wide, top + high


@pytest.mark.parametrize(
    "times", [(1e-6, 1.0), (9.99e-4, 1e-3), (1e-3, 1e-3), (2e-7, 123.0), (1.0, 999.0)], ids=str
)
def test_nothing_overlaps(times):
    bars = [chart.Bar("Zilant, same source, comprehension", "zilant", time) for time in times]
    root = ElementTree.fromstring(chart.draw_svg([chart.Panel("A <task>", bars)] * 2))
    boxes = list(boxes_of(root))
    for i, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0 and right <= chart.WIDTH and 0 <= top < bottom <= float(root.get("height"))
        for other in boxes[:i]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (boxes[i], other)


def test_bars_are_as_long_as_their_logarithm():
    bars = [chart.Bar(str(exponent), "python", 10.0**exponent) for exponent in (-3, -2, 0)]
    root = ElementTree.fromstring(chart.draw_svg([chart.Panel("task", bars)]))
    short, middle, long = (float(bar.get("width")) for bar in root.iter(f"{SVG}rect"))
    assert long - middle == pytest.approx(2 * (middle - short), abs=0.2) and short > 0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(2.0, "2.00 s"), (0.0123, "12.3 ms"), (9.87e-6, "9.87 µs"), (4e-9, "4.00 ns")],
)
def test_times_have_three_digits(seconds, text):
    assert chart.format_seconds(seconds) == text


def test_powers_of_ten_have_units():
    texts = ["1 ns", "100 ns", "1 µs", "10 µs", "100 ms", "1 s", "100 s", "1000 s"]
    assert [chart.format_power(e) for e in (-9, -7, -6, -5, -1, 0, 2, 3)] == texts
