"""Every message has a page, and `zilant explain` prints it."""

import re
import subprocess
from pathlib import Path

import pytest
from zilant.compiler import executable

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "errors"
CODES = re.findall(r"^DIAG\((\w+),", (ROOT / "support" / "diag.def").read_text(), re.MULTILINE)


def test_there_are_codes():
    assert len(CODES) > 20
    assert len(CODES) == len(set(CODES))


@pytest.mark.parametrize("code", CODES)
def test_code_has_a_page(code):
    page = (PAGES / f"{code}.md").read_text()
    assert page.startswith(f"# {code}: ")
    assert "What to do:" in page


def test_no_page_without_a_code():
    assert {path.stem for path in PAGES.glob("*.md")} == set(CODES)


def test_explain_prints_the_page():
    result = subprocess.run(
        [executable(), "explain", "e0001"], check=True, capture_output=True, text=True
    )
    assert result.stdout == (PAGES / "E0001.md").read_text()


def test_explain_knows_only_codes():
    result = subprocess.run(
        [executable(), "explain", "E9999"], check=False, capture_output=True, text=True
    )
    assert result.returncode == 2
    assert "there is no message 'E9999'" in result.stderr
