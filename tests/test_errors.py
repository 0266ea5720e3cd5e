"""Diagnostics: tests/errors/ says on each faulty line what the compiler must report there.

    x = undefined  # error: E0301 'undefined' is not defined
    1 = x          # error: E0201
    import sys     # warning: W0101

The text may be left out. What belongs to a line that cannot hold a comment is said on a line of its
own anywhere: `# error on line 7: E0106 unterminated`. Each place that is expected must be reported,
and no other. `# help: text` after that says what the help of a message on the line contains. A line
`# options: --python-version 3.9` gives the compiler's options.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent / "errors"
CASES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".pyx", ".py", ".pxd"})
INLINE = re.compile(r"#\s*(error|warning)(?: on line (\d+))?:\s*([EW]\d{4})(.*)$")
HELP = re.compile(r"#\s*help:\s*(.*?)\s*(?=# (?:error|warning|help)\b|$)")
OPTIONS = re.compile(r"^# options: (.*)$", re.MULTILINE)


def read_help(text):
    """Return the expected helps of a file: (line, text)."""
    lines = enumerate(text.splitlines(), start=1)
    return [(number, part) for number, line in lines for part in HELP.findall(line)]


def read_expected(text):
    """Return the expected messages of a file: (line, code, text or empty)."""
    expected = []
    for number, line in enumerate(text.splitlines(), start=1):
        for part in re.split(r"(?=#\s*(?:error|warning|help)\b)", line)[1:]:
            match = INLINE.match(part.rstrip())
            if match:
                _, place, code, message = match.groups()
                expected.append((int(place or number), code, message.strip()))
    return expected


def report(zilant, case):
    """Return what the compiler reports, a list of dicts."""
    text = case.read_text(encoding="latin-1")
    options = OPTIONS.search(text)
    result = subprocess.run(
        [
            zilant,
            "check",
            "--diagnostics=json",
            *(options[1].split() if options else []),
            case.name,
        ],
        cwd=FOLDER,
        capture_output=True,
        check=False,
        timeout=60,
    )
    messages = [json.loads(line) for line in result.stderr.decode().splitlines()]
    has_errors = any(message["severity"] == "error" for message in messages)
    assert result.returncode == (1 if has_errors else 0), result.stderr.decode()
    return messages


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_messages(case, zilant):
    text = case.read_text(encoding="latin-1")
    expected = read_expected(text)
    assert expected, "the file expects nothing"
    messages = report(zilant, case)
    found = [
        (message["line"], message["code"], message["message"])
        for message in messages
        if message["severity"] in {"error", "warning"}
    ]
    places = [(line, code) for line, code, _ in found]
    assert sorted(places) == sorted((line, code) for line, code, _ in expected)
    for line, code, text in expected:
        texts = [message for place, other, message in found if (place, other) == (line, code)]
        assert any(message.startswith(text) for message in texts), (line, code, text, texts)
    for line, part in read_help(text):
        helps = [
            entry for message in messages if message["line"] == line for entry in message["help"]
        ]
        assert any(part in entry for entry in helps), (line, part, helps)
