"""The pages: every folder has one in docs/; links lead somewhere, and files that are named exist.

README.md, the record of the benchmarks and the pages of the messages are looked at too.
"""

import re

import pytest
from test_includes import ROOT, tracked

DOCS = ROOT / "docs"
PAGES = [ROOT / name for name in tracked("*.md")]
IDS = [str(page.relative_to(ROOT)) for page in PAGES]
LINK = re.compile(r"\]\(([^)#\s]*)(#[^)\s]*)?\)")


def top_folders():
    names = {name.parts[0] for name in tracked() if len(name.parts) > 1}
    return {name for name in names if not name.startswith(".") and name != "docs"}


def anchors(page):
    """Return the anchors of a page's headings, as they are made of their text."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_folder_has_a_page():
    table = (DOCS / "README.md").read_text()
    assert not [folder for folder in sorted(top_folders()) if f"`{folder}/`" not in table]


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links(page):
    faults = []
    for target, anchor in LINK.findall(page.read_text()):
        if target.startswith("http"):
            continue
        path = (page.parent / target) if target else page
        if not path.exists() or (anchor and anchor[1:] not in anchors(path)):
            faults.append(target + anchor)
    assert not faults


# Pages name files by path; those that are gone are found here. Names with a wildcard, an upper-case
# part (NAME) or without a folder are not looked at.
FOLDERS = "|".join(sorted(top_folders()))
PATH = re.compile(rf"`((?:{FOLDERS})/[a-z0-9_/.-]+\.(?:c|h|def|py|cmake|pxd|pyx|inc))`")


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_paths_exist(page):
    named = set(PATH.findall(page.read_text()))
    assert not sorted(path for path in named if not (ROOT / path).exists())
